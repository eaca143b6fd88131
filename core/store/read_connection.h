// SPDX-License-Identifier: Apache-2.0
// Opens the record for callers that only read it. The version is checked, the connection is read-only, and of
// a sealed note it can see only that it exists (SAFETY 2).
#pragma once

#include <filesystem>
#include <shared_mutex>

#include "core/huddle/result.h"
#include "core/store/connection.h"

namespace hearthside::store {

// Problems: no database there (invalid), another version (invalid), not a database (damaged).
huddle::Result<SQLite::Database> open_for_reading(const std::filesystem::path& folder);

// While another file replaces the record, no reader in this process may open it: its index of the old journal
// would remain beside the new file. Readers share this lock while they open.
std::shared_mutex& record_replacement();

huddle::Problem read_problem(const std::exception& error);

}  // namespace hearthside::store
