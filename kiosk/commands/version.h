// SPDX-License-Identifier: Apache-2.0
// The program's version, the commit that it was built from, and the libraries that it runs with. Independent
// of the machine's data.
#pragma once

#include <string>

namespace hearthside::commands {

// For example "0.2.0".
std::string program_version();

// A line for the program ("hearthside 0.2.0, commit 1a2b3c4d5e"; the commit is "unknown" outside a Git
// checkout), then a line for each library. A library that is loaded at run time reports its own version, so
// the line stays true after an update.
std::string version_report();

}  // namespace hearthside::commands
