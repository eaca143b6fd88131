#include "core/store/backups.h"

#include <algorithm>
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

// Ids of the rows of `copy` that were deleted from `main` since.
std::vector<std::int64_t> deleted_notes(SQLite::Database& copy, SQLite::Database& main) {
    std::vector<std::int64_t> gone;
    SQLite::Statement still_there(main, "SELECT 1 FROM notes WHERE id = ?");
    SQLite::Statement row(copy, "SELECT id FROM notes");
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

void delete_rows(SQLite::Database& copy, const char* sql, const std::vector<std::int64_t>& ids) {
    SQLite::Statement statement(copy, sql);
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

void Backups::keep_newest() {
    std::vector<std::string> daily = disk_.names(folder_);
    std::erase_if(daily, [](const std::string& name) { return !is_daily(name); });
    if (daily.size() <= daily_kept) return;
    daily.resize(daily.size() - daily_kept);
    for (const std::string& name : daily) disk_.remove(folder_ / name);
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

void Backups::forget_deleted_notes(SQLite::Database& source) {
    // A copy that a power cut left half made.
    for (const std::string& name : disk_.names(folder_)) {
        if (name.starts_with(front) && name.ends_with(".part")) disk_.remove(folder_ / name);
    }
    for (const fs::path& file : newest_first()) {
        try {
            SQLite::Database old = open_connection(file, Access::read_only, vfs_);
            const auto notes = deleted_notes(old, source);
            const auto sealed = deleted_sealed_notes(old, source);
            if (notes.empty() && sealed.empty()) continue;
            // The file stays read-only; only what VACUUM INTO makes of it is written.
            old.exec("PRAGMA query_only = OFF");
            write_copy(old, file, [&](SQLite::Database& copy) {
                delete_rows(copy, "DELETE FROM notes WHERE id = ?", notes);
                delete_rows(copy, "DELETE FROM sealed_notes WHERE id = ?", sealed);
            });
        } catch (const SQLite::Exception& error) {
            if (!means_damage(error)) throw;
            disk_.remove(file);
            disk_.sync_folder(folder_);
        }
    }
}

}  // namespace hearthside
