// Opens the record for whoever only reads it: checked for its version, read-only, and unable to see more of a
// sealed note than that there is one (SAFETY 2).
#pragma once

#include <filesystem>

#include "core/huddle/result.h"
#include "core/store/connection.h"

namespace hearthside {

// Problems: no database there (invalid), another version (invalid), not a database (damaged).
Result<SQLite::Database> open_for_reading(const std::filesystem::path& folder);

Problem not_read(const std::exception& error);

}  // namespace hearthside
