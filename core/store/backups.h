// SPDX-License-Identifier: Apache-2.0
// A folder of backups, DATA/backups or one on a stick. Each copy is synced, renamed and checked (SAFETY 13).
// A copy holds no retry tokens (SAFETY 6) and nothing that a tombstone of the record names (SAFETY 5).
// Nothing is removed from a copy for any other reason. A copy that holds more than the record is never
// overwritten and never removed to make room for another. A read error deletes nothing.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/huddle/types.h"
#include "core/store/copy_file.h"
#include "core/store/disk.h"
#include "core/store/schema.h"

namespace hearthside::store {

// Ids of permanently deleted rows, in the order of tables_with_words.
using Tombstones = std::array<std::vector<std::int64_t>, tables_with_words.size()>;
// Both throw SQLite::Exception.
Tombstones tombstones_of(SQLite::Database& record);
void add_tombstones(SQLite::Database& record, const Tombstones& gone);  // in one transaction

class Backups {
public:
    static constexpr std::size_t daily_kept = 7, more_kept = 7;

    // `disk` must outlive this object.
    Backups(Disk& disk, std::filesystem::path folder, std::string vfs);

    // All functions throw SQLite::Exception, std::filesystem::filesystem_error or std::runtime_error.

    // Makes a copy of `source` with the name `name` ("2026-11-23"). It replaces a copy of that name, but an
    // old copy with huddles that `source` lacks is kept beside it. `without`: what the copy must not hold
    // even if `source` does.
    std::filesystem::path make(SQLite::Database& source, const std::string& name, const Tombstones& without = {});

    // Removes all but the newest daily copies. The copy of `made` always stays. Copies dated after `made`,
    // which a clock that jumped may have made, are removed first. Copies with huddles that `record` lacks are
    // kept, seven at most.
    void keep_newest(huddle::Day made, SQLite::Database& record);

    // Removes the copies that were kept because they hold more than the record, once all their notes are
    // older than `before`.
    void drop_old(huddle::Day before);

    // Usable files: daily copies from the newest day on, then those kept because they hold more than the
    // record, then those from before a migration.
    std::vector<std::filesystem::path> newest_first();
    // Copies that were put aside because they are damaged.
    std::vector<std::filesystem::path> put_aside();

    // Whether there are copies with huddles that `record` lacks.
    bool hold_more_than(SQLite::Database& record);

    // Removes files left unfinished by a power cut or a full disk.
    void remove_leftovers();

    // Rewrites each copy that holds something of `gone`. A copy found damaged twice is put aside. Returns
    // false when one was put aside, since what it still holds is unknown. A problem with one copy is thrown
    // after all others are done.
    bool forget(const Tombstones& gone);

    // The same for one file. False when it cannot be read as a record of ours, or has a journal beside it.
    bool forget_in_one(const std::filesystem::path& file, const Tombstones& gone);

    // Rows that the record lacks although it has all huddles of their copy: they were deleted before
    // deletions left tombstones.
    Tombstones missing_from(SQLite::Database& record);

    // Removes the copies that were put aside before that day.
    void drop_aside(huddle::Day before);

private:
    using Cleaning = std::function<void(SQLite::Database& copy)>;

    std::filesystem::path write_part(SQLite::Database& source, const std::filesystem::path& to, const Cleaning& clean);
    void make_way(const std::filesystem::path& file, const std::set<std::int64_t>& known);
    void finish_copy(const std::filesystem::path& part, const std::filesystem::path& to);
    void forget_in(CopyFile& copy, const std::filesystem::path& file, const Tombstones& gone);
    void put_aside(const std::filesystem::path& file);  // renames it; the caller syncs the folder
    void keep_more(const std::filesystem::path& file);

    Disk& disk_;
    std::filesystem::path folder_;
    std::string vfs_;
};

// The day at the end of a copy's name.
std::optional<huddle::Day> day_of_copy(const std::filesystem::path& file);

// Huddles are never deleted and their ids are random, so a copy with a huddle that a record lacks holds more
// than that record. Both throw SQLite::Exception.
std::set<std::int64_t> huddles_of(SQLite::Database& record);
bool holds_more(SQLite::Database& copy, const std::set<std::int64_t>& known);

// Fills the empty file `to` with the packed content of `source`. It neither syncs nor checks the file.
void copy_into(SQLite::Database& source, const std::filesystem::path& to);

}  // namespace hearthside::store
