// What this program is: its version, the commit that it was built from and the libraries that it runs with. Nothing
// here depends on the machine's data or on anybody's.
#pragma once

#include <string>

namespace hearthside {

// For example "0.2.0".
std::string program_version();

// A line for the program ("hearthside 0.2.0, commit 1a2b3c4d5e"; the commit is "unknown" outside a Git checkout), then a
// line for each library. A library that is loaded at run time is asked, so that the line is true after an update of it.
std::string version_report();

}  // namespace hearthside
