// SPDX-License-Identifier: Apache-2.0
// Prepares the process of every command before it opens anything: it writes no core file, and it runs as the
// owner of the data folder.
#pragma once

#include <filesystem>
#include <string>

#include "core/huddle/result.h"

namespace hearthside::commands {

// SAFETY 1: a core file would hold sealed texts.
void forbid_core_files();

// The kiosk's account could not read a file that another account made in the data folder. So root switches
// permanently to the owner of the folder, or of the nearest existing folder above it. Any other account is
// refused, with the command to type instead. `command` is what was typed after the program's name, with a
// leading blank.
huddle::Result<void> work_as_owner(const std::filesystem::path& data, const std::string& command);

// The account that this process switched to; empty when it was the right one from the start.
std::string account_taken();

}  // namespace hearthside::commands
