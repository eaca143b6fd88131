// A folder of backups, DATA/backups or one on a stick: copies that were synced, renamed and checked (SAFETY 13), without retry
// tokens (SAFETY 6), and without what a tombstone of the record names (SAFETY 5). Nothing leaves a copy for any other reason,
// no copy that holds more than the record is written over or makes room for another, and an error of reading deletes nothing.
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

namespace hearthside {

// Ids of what was deleted for good, in the order of tables_with_words.
using Tombstones = std::array<std::vector<std::int64_t>, tables_with_words.size()>;
// Both throw SQLite::Exception.
Tombstones tombstones_of(SQLite::Database& record);
void add_tombstones(SQLite::Database& record, const Tombstones& gone);  // one transaction

class Backups {
public:
    static constexpr std::size_t daily_kept = 7, more_kept = 7;

    // `disk` must live longer.
    Backups(Disk& disk, std::filesystem::path folder, std::string vfs);

    // All throw SQLite::Exception, std::filesystem::filesystem_error or std::runtime_error.

    // A copy of what `source` holds, as `name` ("2026-11-23"); takes the place of one of that name. One with huddles that
    // `source` lacks is kept beside it. `without`: what the copy must not hold although `source` may.
    std::filesystem::path make(SQLite::Database& source, const std::string& name, const Tombstones& without = {});

    // Removes all but the newest daily copies. That of `made` stays whatever the others say: by a calendar that jumped
    // they may be of the future, and those go first. What holds huddles that `record` lacks is kept, seven of them.
    void keep_newest(Day made, SQLite::Database& record);

    // What was kept because it holds more than the record goes when all notes in it are older than `before`.
    void drop_old(Day before);

    // Whole files, the newest day first; then copies that were kept for what they hold more, and those from before a migration.
    std::vector<std::filesystem::path> newest_first();
    // Copies that were put aside because they are damaged.
    std::vector<std::filesystem::path> put_aside();

    // Are there copies that hold huddles which `record` lacks?
    bool hold_more_than(SQLite::Database& record);

    // What a power cut or a full disk left half made.
    void remove_leftovers();

    // Writes anew each copy that holds something of `gone`. A copy that was found damaged twice is put aside. False when it
    // put one aside, since nobody can tell what that still holds. A problem with one copy is thrown after all others are done.
    bool forget(const Tombstones& gone);

    // The same of one file. False when it cannot be read as a record of ours, or has a journal beside it.
    bool forget_in_one(const std::filesystem::path& file, const Tombstones& gone);

    // What copies that hold no more huddles than `record` have and it has not: deleted, before deletions left tombstones.
    Tombstones missing_from(SQLite::Database& record);

    // Removes the copies that were put aside before that day.
    void drop_aside(Day before);

private:
    using Cleaning = std::function<void(SQLite::Database& copy)>;

    std::filesystem::path write_part(SQLite::Database& source, const std::filesystem::path& to, const Cleaning& clean);
    void make_way(const std::filesystem::path& file, const std::set<std::int64_t>& known);
    void finish_copy(const std::filesystem::path& part, const std::filesystem::path& to);
    void forget_in(CopyFile& copy, const std::filesystem::path& file, const Tombstones& gone);
    void put_aside(const std::filesystem::path& file);  // by another name; the caller syncs the folder
    void keep_more(const std::filesystem::path& file);

    Disk& disk_;
    std::filesystem::path folder_;
    std::string vfs_;
};

// The day that a copy's name ends with.
std::optional<Day> day_of_copy(const std::filesystem::path& file);

// Huddles are never deleted, and their ids are drawn by chance: a copy with one that a record lacks holds more than it. Both
// throw SQLite::Exception.
std::set<std::int64_t> huddles_of(SQLite::Database& record);
bool holds_more(SQLite::Database& copy, const std::set<std::int64_t>& known);

// Fills the empty file `to` with what `source` holds, packed anew. Neither syncs nor checks.
void copy_into(SQLite::Database& source, const std::filesystem::path& to);

}  // namespace hearthside
