// SPDX-License-Identifier: Apache-2.0
// The tables of DATA/hearthside.db, and the migrations of files from older versions.
#pragma once

#include <array>
#include <functional>
#include <span>

#include <SQLiteCpp/SQLiteCpp.h>

namespace hearthside::store {

inline constexpr int application_id = 0x48525448;  // "HRTH", in the file's header

// This index belongs to the tables. Recovery removes it for a while and then puts it back.
inline constexpr const char* only_one_huddle_runs =
    "CREATE UNIQUE INDEX only_one_huddle_runs ON huddles ((closed IS NULL)) WHERE closed IS NULL";

// The tables that hold people's words and allow deletion. Each has an id, and its name is the kind of its
// tombstones.
inline constexpr std::array<const char*, 7> tables_with_words{"sealed_notes", "notes",     "note_groups",     "actions",
                                                              "lessons",      "questions", "received_lessons"};

// The first version in which deletions leave tombstones.
inline constexpr int first_with_tombstones = 5;

struct Migration {
    int to = 0;  // the version after it
    const char* sql = "";
};

// All migrations, from an empty file to schema_version (store.h), in order.
std::span<const Migration> migrations();

// Runs the migrations that the file still needs. Each runs in one transaction together with its new version
// number. `before` is called ahead of each one that finds data (version above 0), to make a backup. Throws
// what SQLite or `before` throws; the file is then as it was before that migration.
void bring_up_to_date(SQLite::Database& database, std::span<const Migration> steps,
                      const std::function<void(int version)>& before);

}  // namespace hearthside::store
