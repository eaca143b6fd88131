// Reads what a damaged file still gives, row by row, round the damaged pages, into a good one.
#pragma once

#include <filesystem>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

namespace hearthside {

// Adds to `into` (a sound file of the present schema, often a restored backup) every row of
// `damaged` that can be read and makes sense; the damaged file is the newer one, so its word counts
// for what changes over time (clocks, states) and the backup's for what never does (texts). Then
// makes the whole consistent again. Returns how many rows it could read. Throws only for problems
// with `into`.
std::int64_t salvage(const std::filesystem::path& damaged, const std::string& vfs, SQLite::Database& into);

}  // namespace hearthside
