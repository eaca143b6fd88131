#include "core/store/backups.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "core/store/connection.h"

namespace hearthside {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view front = "hearthside-";
constexpr std::string_view back = ".db";

bool is_daily(const std::string& name) {
    return name.size() == front.size() + 10 + back.size() && name.starts_with(front) &&
           name.ends_with(back) && day_from_text(name.substr(front.size(), 10));
}

// Whatever holds words of people and can be deleted.
constexpr std::array<const char*, 6> tables_with_words{"notes", "note_groups", "actions", "lessons", "questions",
                                                       "received_lessons"};

// Ids of the rows of `copy` that were deleted from `main` since; none of a table that an older copy does not have.
std::vector<std::int64_t> deleted_rows(SQLite::Database& copy, SQLite::Database& main, const std::string& table) {
    std::vector<std::int64_t> gone;
    if (!copy.tableExists(table)) return gone;
    SQLite::Statement still_there(main, "SELECT 1 FROM " + table + " WHERE id = ?");
    SQLite::Statement row(copy, "SELECT id FROM " + table);
    while (row.executeStep()) {
        still_there.reset();
        still_there.bind(1, row.getColumn(0).getInt64());
        if (!still_there.executeStep()) gone.push_back(row.getColumn(0).getInt64());
    }
    return gone;
}

// A note that was sealed when the copy was made has another id now; its text is all that tells.
std::vector<std::int64_t> deleted_sealed_notes(SQLite::Database& copy, SQLite::Database& main) {
    std::vector<std::int64_t> gone;
    SQLite::Statement still_there(
        main, "SELECT 1 FROM sealed_notes WHERE id = ?1 UNION ALL SELECT 1 FROM notes WHERE text = ?2");
    SQLite::Statement row(copy, "SELECT id, text FROM sealed_notes");
    while (row.executeStep()) {
        still_there.reset();
        still_there.bind(1, row.getColumn(0).getInt64());
        still_there.bind(2, row.getColumn(1).getString());
        if (!still_there.executeStep()) gone.push_back(row.getColumn(0).getInt64());
    }
    return gone;
}

void delete_rows(SQLite::Database& copy, const std::string& table, const std::vector<std::int64_t>& ids) {
    if (ids.empty()) return;
    SQLite::Statement statement(copy, "DELETE FROM " + table + " WHERE id = ?");
    for (const std::int64_t id : ids) {
        statement.reset();
        statement.bind(1, id);
        statement.exec();
    }
}

}  // namespace

void copy_into(SQLite::Database& source, const fs::path& to) {
    SQLite::Statement statement(source, "VACUUM INTO ?");
    statement.bind(1, to.string());
    statement.exec();
}

Backups::Backups(Disk& disk, fs::path folder, std::string vfs)
    : disk_(disk), folder_(std::move(folder)), vfs_(std::move(vfs)) {}

void Backups::write_copy(SQLite::Database& source, const fs::path& to, const Cleaning& clean) {
    fs::path part = to;
    part += ".part";
    disk_.remove(part);
    disk_.make_file(part);
    copy_into(source, part);
    {
        SQLite::Database copy = open_connection(part, Access::write, vfs_);
        // Until it has its real name the copy may be lost; one sync at the end is enough.
        copy.exec("PRAGMA journal_mode = MEMORY");
        copy.exec("PRAGMA synchronous = OFF");
        clean(copy);
        copy.exec("VACUUM");
        if (!faults_of(copy, Check::full).empty()) throw std::runtime_error("the copy is not whole");
    }
    disk_.sync_file(part);
    disk_.rename(part, to);
    disk_.sync_folder(folder_);
    SQLite::Database finished = open_connection(to, Access::read_only, vfs_);
    if (!faults_of(finished, Check::quick).empty()) throw std::runtime_error("the copy is not whole");
}

fs::path Backups::make(SQLite::Database& source, const std::string& name) {
    disk_.make_folder(folder_);
    const fs::path to = folder_ / (std::string{front} + name + std::string{back});
    write_copy(source, to, [](SQLite::Database& copy) { copy.exec("UPDATE sealed_notes SET token = ''"); });
    return to;
}

void Backups::keep_newest(Day made) {
    std::vector<std::string> others = disk_.names(folder_);
    const std::string made_name = std::string{front} + to_form(made) + std::string{back};
    std::erase_if(others, [&](const std::string& name) { return !is_daily(name) || name == made_name; });
    if (others.size() < daily_kept) return;
    std::stable_sort(others.begin(), others.end(), [&](const std::string& left, const std::string& right) {
        return (left > made_name) > (right > made_name);
    });
    others.resize(others.size() + 1 - daily_kept);
    for (const std::string& name : others) disk_.remove(folder_ / name);
    disk_.sync_folder(folder_);
}

std::vector<fs::path> Backups::newest_first() {
    std::vector<std::string> names = disk_.names(folder_);
    std::erase_if(names,
                  [](const std::string& name) { return !name.starts_with(front) || !name.ends_with(back); });
    std::sort(names.begin(), names.end(), [](const std::string& left, const std::string& right) {
        return std::pair{is_daily(left), left} > std::pair{is_daily(right), right};
    });
    std::vector<fs::path> files;
    for (const std::string& name : names) files.push_back(folder_ / name);
    return files;
}

void Backups::forget_deleted(SQLite::Database& source) {
    // A copy that a power cut left half made.
    for (const std::string& name : disk_.names(folder_)) {
        if (name.starts_with(front) && name.ends_with(".part")) disk_.remove(folder_ / name);
    }
    for (const fs::path& file : newest_first()) {
        try {
            SQLite::Database old = open_connection(file, Access::read_only, vfs_);
            std::array<std::vector<std::int64_t>, tables_with_words.size()> gone;
            const auto sealed = deleted_sealed_notes(old, source);
            bool any = !sealed.empty();
            for (std::size_t at = 0; at < gone.size(); ++at) {
                gone[at] = deleted_rows(old, source, tables_with_words[at]);
                any = any || !gone[at].empty();
            }
            if (!any) continue;
            // The file stays read-only; only what VACUUM INTO makes of it is written.
            old.exec("PRAGMA query_only = OFF");
            write_copy(old, file, [&](SQLite::Database& copy) {
                // Lessons and actions point to each other: only all together are they gone.
                copy.exec("BEGIN; PRAGMA defer_foreign_keys = ON");
                for (std::size_t at = 0; at < gone.size(); ++at) delete_rows(copy, tables_with_words[at], gone[at]);
                delete_rows(copy, "sealed_notes", sealed);
                copy.exec("COMMIT");
            });
        } catch (const SQLite::Exception& error) {
            if (!means_damage(error)) throw;
            disk_.remove(file);
            disk_.sync_folder(folder_);
        }
    }
}

}  // namespace hearthside
