// SPDX-License-Identifier: Apache-2.0
#include "core/store/backups.h"

#include <algorithm>
#include <exception>
#include <set>

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/store/connection.h"
#include "core/store/salvage.h"
#include "core/store/store.h"

namespace hearthside::store {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view front = "hearthside-", back = ".db", more = "hearthside-kept-", aside = ".db.damaged-";

bool is_daily(const std::string& name) {
    return name.size() == front.size() + 10 + back.size() && name.starts_with(front) && name.ends_with(back) &&
           huddle::day_from_text(name.substr(front.size(), 10));
}
bool is_more(const std::string& name) { return name.starts_with(more) && name.ends_with(back); }

std::string today() { return to_column_text(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())); }

// The rows that must be deleted from `copy`.
Tombstones rows_there(SQLite::Database& copy, const Tombstones& gone) {
    Tombstones there;
    for (std::size_t at = 0; at < gone.size(); ++at) {
        const std::string table = tables_with_words[at];
        // An older copy has fewer tables.
        if (gone[at].empty() || !has_table(copy, table)) continue;
        SQLite::Statement known(copy, "SELECT 1 FROM " + table + " WHERE id = ?");
        for (const std::int64_t id : gone[at]) {
            known.reset();
            known.bind(1, id);
            if (known.executeStep()) there[at].push_back(id);
        }
    }
    return there;
}

bool is_empty(const Tombstones& rows) {
    return std::all_of(rows.begin(), rows.end(), [](const auto& ids) { return ids.empty(); });
}

void delete_rows(SQLite::Database& copy, const Tombstones& rows) {
    // Lessons and actions refer to each other, so they are deleted together.
    copy.exec("BEGIN; PRAGMA defer_foreign_keys = ON");
    for (std::size_t at = 0; at < rows.size(); ++at) {
        if (rows[at].empty()) continue;
        SQLite::Statement statement(copy, std::string{"DELETE FROM "} + tables_with_words[at] + " WHERE id = ?");
        for (const std::int64_t id : rows[at]) {
            statement.reset();
            statement.bind(1, id);
            statement.exec();
        }
    }
    copy.exec("COMMIT");
}

// The copy may be lost until it has its final name, so one sync at the end is enough.
SQLite::Database open_part(const fs::path& part, const std::string& vfs) {
    SQLite::Database copy = open_connection(part, Access::write, vfs);
    copy.exec("PRAGMA journal_mode = MEMORY");
    copy.exec("PRAGMA synchronous = OFF");
    return copy;
}

// The exception says that the new copy is damaged. It is not a disk error, and the source file is not blamed.
void expect_whole(SQLite::Database& copy, Check check) {
    if (!faults_of(copy, check).empty()) throw SQLite::Exception("the copy is not whole", SQLITE_CORRUPT);
}

}  // namespace

Tombstones tombstones_of(SQLite::Database& record) {
    Tombstones gone;
    for (std::size_t at = 0; at < gone.size(); ++at) {
        SQLite::Statement row(record, "SELECT id FROM tombstones WHERE kind = ?");
        row.bind(1, std::string{tables_with_words[at]});
        while (row.executeStep()) gone[at].push_back(row.getColumn(0).getInt64());
    }
    return gone;
}

void add_tombstones(SQLite::Database& copy, const Tombstones& gone) {
    copy.exec("BEGIN");
    SQLite::Statement statement(copy, "INSERT OR IGNORE INTO tombstones (id, kind) VALUES (?, ?)");
    for (std::size_t at = 0; at < gone.size(); ++at) {
        for (const std::int64_t id : gone[at]) {
            statement.reset();
            statement.bind(1, id);
            statement.bind(2, std::string{tables_with_words[at]});
            statement.exec();
        }
    }
    copy.exec("COMMIT");
}

void copy_into(SQLite::Database& source, const fs::path& to) {
    SQLite::Statement statement(source, "VACUUM INTO ?");
    statement.bind(1, to.string());
    statement.exec();
}

std::optional<huddle::Day> day_of_copy(const fs::path& file) {
    const std::string name = file.filename().string();
    const std::size_t end = name.find(back);
    if (end == std::string::npos || end < 10) return std::nullopt;
    return huddle::day_from_text(name.substr(end - 10, 10));
}

std::set<std::int64_t> huddles_of(SQLite::Database& record) {
    std::set<std::int64_t> ids;
    SQLite::Statement row(record, "SELECT id FROM huddles");
    while (row.executeStep()) ids.insert(row.getColumn(0).getInt64());
    return ids;
}

bool holds_more(SQLite::Database& copy, const std::set<std::int64_t>& known) {
    if (!has_table(copy, "huddles")) return false;
    SQLite::Statement row(copy, "SELECT id FROM huddles");
    while (row.executeStep()) {
        if (!known.contains(row.getColumn(0).getInt64())) return true;
    }
    return false;
}

Backups::Backups(Disk& disk, fs::path folder, std::string vfs)
    : disk_(disk), folder_(std::move(folder)), vfs_(std::move(vfs)) {}

fs::path Backups::write_part(SQLite::Database& source, const fs::path& to, const Cleaning& clean) {
    const fs::path part = fs::path(to) += ".part";
    disk_.remove(part);
    disk_.make_file(part);
    copy_into(source, part);
    SQLite::Database copy = open_part(part, vfs_);
    clean(copy);
    copy.exec("VACUUM");
    expect_whole(copy, Check::full);
    return part;
}

void Backups::finish_copy(const fs::path& part, const fs::path& to) {
    disk_.sync_file(part);
    disk_.rename(part, to);
    disk_.sync_folder(folder_);
    SQLite::Database finished = open_connection(to, Access::read_only, vfs_);
    expect_whole(finished, Check::quick);
}

void Backups::keep_more(const fs::path& file) {
    const std::string day = to_column_text(day_of_copy(file).value_or(huddle::Day{}));
    std::string name = fmt::format("{}{}{}", more, day, back);
    for (int again = 2; disk_.exists(folder_ / name); ++again) name = fmt::format("{}{}-{}{}", more, again, day, back);
    disk_.rename(file, folder_ / name);
    disk_.sync_folder(folder_);
    std::vector<std::string> kept = disk_.names(folder_);
    std::erase_if(kept, [&](const std::string& other) { return !is_more(other) || other == name; });
    std::stable_sort(kept.begin(), kept.end(), [](const std::string& left, const std::string& right) {
        return day_of_copy(left) < day_of_copy(right);
    });
    for (std::size_t at = 0; at + more_kept <= kept.size(); ++at) disk_.remove(folder_ / kept[at]);
}

void Backups::put_aside(const fs::path& file) {
    const std::string name = fmt::format("{}.damaged-{}", file.filename().string(), today());
    std::string free = name;
    for (int again = 2; disk_.exists(folder_ / free); ++again) free = fmt::format("{}-{}", name, again);
    disk_.rename(file, folder_ / free);
}

void Backups::make_way(const fs::path& file, const std::set<std::int64_t>& known) {
    if (!disk_.exists(file)) return;
    bool keep = false;
    try {
        CopyFile copy(file, vfs_);
        // A full disk leaves an empty file.
        if (copy.kind() == RecordKind::newer || (copy.kind() == RecordKind::other && disk_.size(file) > 0))
            throw FileInTheWay("a file of this name is no backup of ours");
        keep = holds_more(copy.database(), known);
    } catch (const SQLite::Exception& error) {
        if (!means_spoilt_file(error)) throw;
        put_aside(file);
        return;
    }
    if (keep) keep_more(file);
}

fs::path Backups::make(SQLite::Database& source, const std::string& name, const Tombstones& without) {
    disk_.make_folder(folder_);
    const fs::path to = folder_ / (std::string{front} + name + std::string{back});
    std::set<std::int64_t> known;
    const fs::path part = write_part(source, to, [&](SQLite::Database& copy) {
        copy.exec("UPDATE sealed_notes SET token = ''");
        // A copy made before a schema change may not have this table yet.
        if (copy.tableExists("opened_tokens")) copy.exec("DELETE FROM opened_tokens");
        const Tombstones rows = rows_there(copy, without);
        if (!is_empty(rows)) delete_rows(copy, rows);
        known = huddles_of(copy);
    });
    // Only now, because the new copy is whole.
    make_way(to, known);
    finish_copy(part, to);
    return to;
}

void Backups::keep_newest(huddle::Day made, SQLite::Database& record) {
    std::vector<std::string> others = disk_.names(folder_);
    const std::string made_name = std::string{front} + to_column_text(made) + std::string{back};
    std::erase_if(others, [&](const std::string& name) { return !is_daily(name) || name == made_name; });
    if (others.size() < daily_kept) return;
    std::stable_sort(others.begin(), others.end(), [&](const std::string& left, const std::string& right) {
        return (left > made_name) > (right > made_name);
    });
    others.resize(others.size() + 1 - daily_kept);
    const std::set<std::int64_t> known = huddles_of(record);
    for (const std::string& name : others) {
        try {
            make_way(folder_ / name, known);
        } catch (const FileInTheWay&) {
            continue;
        } catch (const SQLite::Exception&) {
            continue;  // it is removed when it can be read again
        }
        disk_.remove(folder_ / name);
    }
    disk_.sync_folder(folder_);
}

void Backups::drop_old(huddle::Day before) {
    bool any = false;
    for (const std::string& name : disk_.names(folder_)) {
        const auto day = day_of_copy(name);
        if (!day || *day >= before || (!is_more(name) && name.find(aside) == std::string::npos)) continue;
        disk_.remove(folder_ / name);
        any = true;
    }
    if (any) disk_.sync_folder(folder_);
}

std::vector<fs::path> Backups::newest_first() {
    std::vector<std::string> names = disk_.names(folder_);
    std::erase_if(names, [](const std::string& name) { return !name.starts_with(front) || !name.ends_with(back); });
    std::sort(names.begin(), names.end(), [](const std::string& left, const std::string& right) {
        return std::pair{is_daily(left), left} > std::pair{is_daily(right), right};
    });
    std::vector<fs::path> files;
    for (const std::string& name : names) files.push_back(folder_ / name);
    return files;
}

std::vector<fs::path> Backups::put_aside() {
    std::vector<fs::path> files;
    for (const std::string& name : disk_.names(folder_)) {
        if (name.starts_with(front) && name.find(aside) != std::string::npos) files.push_back(folder_ / name);
    }
    return files;
}

bool Backups::hold_more_than(SQLite::Database& record) {
    const std::set<std::int64_t> known = huddles_of(record);
    for (const fs::path& file : newest_first()) {
        try {
            CopyFile copy(file, vfs_);
            if (copy.kind() != RecordKind::newer && copy.kind() != RecordKind::other &&
                holds_more(copy.database(), known))
                return true;
        } catch (const SQLite::Exception&) {
            // It counts as holding nothing more. The check of the copies reports that it cannot be read.
        }
    }
    return false;
}

void Backups::remove_leftovers() {
    bool any = false;
    for (const std::string& name : disk_.names(folder_)) {
        if (!name.starts_with(front) || name.find(".db.part") == std::string::npos) continue;
        disk_.remove(folder_ / name);
        any = true;
    }
    if (any) disk_.sync_folder(folder_);
}

void Backups::forget_in(CopyFile& copy, const fs::path& file, const Tombstones& gone) {
    const Tombstones rows = rows_there(copy.database(), gone);
    if (is_empty(rows)) return;
    // The file itself stays read-only; only the result of VACUUM INTO is written.
    copy.database().exec("PRAGMA query_only = OFF");
    if (copy.kind() == RecordKind::ours) {
        const fs::path part = write_part(copy.database(), file, [&](SQLite::Database& made) {
            delete_rows(made, rows);
            if (has_table(made, "tombstones")) add_tombstones(made, gone);
        });
        return finish_copy(part, file);
    }
    const fs::path part = fs::path(file) += ".part";
    disk_.remove(part);
    disk_.make_file(part);
    {
        SQLite::Database made = open_part(part, vfs_);
        bring_up_to_date(made, migrations(), [](int) {});
        add_tombstones(made, gone);
        RowMerge merge(made);
        merge.take(copy.database(), RowMerge::Word::newest);
        merge.finish();
        made.exec("VACUUM");
        expect_whole(made, Check::full);
    }
    finish_copy(part, file);
}

bool Backups::forget_in_one(const fs::path& file, const Tombstones& gone) {
    if (disk_.size(fs::path(file) += "-wal") > 0) return false;
    try {
        CopyFile copy(file, vfs_);
        if (copy.kind() != RecordKind::ours && copy.kind() != RecordKind::changed) return false;
        forget_in(copy, file, gone);
        return true;
    } catch (const SQLite::Exception& error) {
        if (!means_spoilt_file(error)) throw;
        return false;
    }
}

Tombstones Backups::missing_from(SQLite::Database& record) {
    Tombstones gone;
    const std::set<std::int64_t> known = huddles_of(record);
    for (const fs::path& file : newest_first()) {
        try {
            CopyFile copy(file, vfs_);
            if (copy.kind() != RecordKind::ours || holds_more(copy.database(), known)) continue;
            for (std::size_t at = 0; at < gone.size(); ++at) {
                const std::string table = tables_with_words[at];
                if (!has_table(copy.database(), table)) continue;
                SQLite::Statement there(record, "SELECT 1 FROM " + table + " WHERE id = ?");
                SQLite::Statement row(copy.database(), "SELECT id FROM " + table);
                while (row.executeStep()) {
                    there.reset();
                    there.bind(1, row.getColumn(0).getInt64());
                    if (!there.executeStep()) gone[at].push_back(row.getColumn(0).getInt64());
                }
            }
        } catch (const SQLite::Exception&) {
            // This copy cannot be read; the others can.
        }
    }
    return gone;
}

void Backups::drop_aside(huddle::Day before) {
    bool any = false;
    for (const fs::path& file : put_aside()) {
        const std::string name = file.filename().string();
        const auto since =
            huddle::day_from_text(std::string_view{name}.substr(name.find(aside) + aside.size()).substr(0, 10));
        if (since && *since >= before) continue;
        disk_.remove(file);
        any = true;
    }
    if (any) disk_.sync_folder(folder_);
}

bool Backups::forget(const Tombstones& gone) {
    bool all_clean = true;
    std::exception_ptr first_problem;
    remove_leftovers();
    for (const fs::path& file : newest_first()) {
        for (int look = 1; look <= 2; ++look) {
            try {
                CopyFile copy(file, vfs_);
                if (copy.kind() == RecordKind::ours || copy.kind() == RecordKind::changed) forget_in(copy, file, gone);
                break;
            } catch (const std::exception& error) {
                // One copy that cannot be read or written must not prevent the cleaning of the others.
                if (!means_spoilt_file(error)) {
                    if (!first_problem) first_problem = std::current_exception();
                    break;
                }
                if (look == 1) continue;
                put_aside(file);
                disk_.sync_folder(folder_);
                all_clean = false;
            }
        }
    }
    if (first_problem) std::rethrow_exception(first_problem);
    return all_clean;
}

}  // namespace hearthside::store
