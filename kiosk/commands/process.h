// What holds for the process of every command before it opens anything: it leaves no core file,
// and it works as the account to which the data folder belongs.
#pragma once

#include <filesystem>
#include <string>

#include "core/huddle/result.h"

namespace hearthside {

// SAFETY 1: a core file would hold sealed texts.
void forbid_core_files();

// A file that another account made in the data folder could not be read by the kiosk's. So root becomes, for good,
// the account to which the folder belongs, or the nearest one above it that is there; anybody else is refused with
// the words that do it. `command` is what was typed after the program's name, with a blank before it.
Result<void> work_as_owner(const std::filesystem::path& data, const std::string& command);

// The account that this process became; empty: it was the right one from the start.
std::string account_taken();

}  // namespace hearthside
