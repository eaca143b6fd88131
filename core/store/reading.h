// Opens the record for whoever only reads it: checked for its version, read-only, and unable to see more of a
// sealed note than that there is one (SAFETY 2).
#pragma once

#include <filesystem>
#include <shared_mutex>

#include "core/huddle/result.h"
#include "core/store/connection.h"

namespace hearthside {

// Problems: no database there (invalid), another version (invalid), not a database (damaged).
Result<SQLite::Database> open_for_reading(const std::filesystem::path& folder);

// While another file takes the record's place nobody of this process may be about to open it: a reader between the two
// would leave its index of the old journal beside the new file. Readers share it while they open.
std::shared_mutex& record_stays();

Problem not_read(const std::exception& error);

}  // namespace hearthside
