// A folder of backups, DATA/backups or one on a stick: copies that were synced, renamed and checked (SAFETY 13), without retry
// tokens (SAFETY 6), and without notes that were deleted since (SAFETY 5).
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/huddle/types.h"
#include "core/store/disk.h"

namespace hearthside {

class Backups {
public:
    static constexpr std::size_t daily_kept = 7;

    // `disk` must live longer.
    Backups(Disk& disk, std::filesystem::path folder, std::string vfs);

    // All throw SQLite::Exception, std::filesystem::filesystem_error or std::runtime_error.

    // A copy of what `source` holds, as `name` ("2026-11-23"); takes the place of one of that name.
    std::filesystem::path make(SQLite::Database& source, const std::string& name);

    // Removes all but the newest daily copies. That of `made` stays whatever the others say: by a calendar that jumped
    // they may be of the future, and those go first.
    void keep_newest(Day made);

    // Whole files, the newest day first; copies made before a migration come last.
    std::vector<std::filesystem::path> newest_first();

    // Writes anew each copy that holds a note, a lesson, an action or a question which `source` no longer has: they
    // are only ever taken from the record by being deleted for good. A copy that cannot be read at all goes, since
    // nobody can tell what it holds.
    void forget_deleted(SQLite::Database& source);

private:
    using Cleaning = std::function<void(SQLite::Database& copy)>;

    void write_copy(SQLite::Database& source, const std::filesystem::path& to, const Cleaning& clean);

    Disk& disk_;
    std::filesystem::path folder_;
    std::string vfs_;
};

// Fills the empty file `to` with what `source` holds, packed anew. Neither syncs nor checks.
void copy_into(SQLite::Database& source, const std::filesystem::path& to);

}  // namespace hearthside
