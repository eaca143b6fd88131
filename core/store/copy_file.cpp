// SPDX-License-Identifier: Apache-2.0
#include "core/store/copy_file.h"

#include <sqlite3.h>

#include <map>
#include <set>

#include "core/store/connection.h"
#include "core/store/schema.h"
#include "core/store/store.h"
#include "core/threads/mutex.h"

namespace hearthside::store {

namespace {

constexpr int steps_between_looks = 1000;
constexpr std::int64_t always_allowed = 10'000'000, allowed_a_byte = 20;

// Another SQLite version may write blanks and quotation marks differently when it renames a table.
std::string plain(const std::string& sql) {
    std::string made;
    for (const char c : sql) {
        if (c == '"') continue;
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank)
            made += c;
        else if (!made.empty() && made.back() != ' ')
            made += ' ';
    }
    return made;
}

std::set<std::string> schema_texts(SQLite::Database& database) {
    std::set<std::string> texts;
    SQLite::Statement row(database, "SELECT type, name, tbl_name, ifnull(sql, '') FROM sqlite_schema");
    while (row.executeStep()) {
        texts.insert(row.getColumn(0).getString() + '\n' + row.getColumn(1).getString() + '\n' +
                     row.getColumn(2).getString() + '\n' + plain(row.getColumn(3).getString()));
    }
    return texts;
}

// The tables of a file that was just migrated to this version.
const std::set<std::string>& texts_of(int version) {
    static threads::Mutex mutex;
    static std::map<int, std::set<std::string>> known GUARDED_BY(mutex);
    const threads::MutexLock lock(mutex);
    auto found = known.find(version);
    if (found == known.end()) {
        SQLite::Database fresh(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        bring_up_to_date(fresh, migrations().first(static_cast<std::size_t>(version)), [](int) {});
        found = known.emplace(version, schema_texts(fresh)).first;
    }
    return found->second;
}

std::int64_t thousands_of_steps(SQLite::Database& database) {
    sqlite3_file* file = nullptr;
    sqlite3_int64 bytes = 0;
    if (sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK && file &&
        file->pMethods) {
        (void)file->pMethods->xFileSize(file, &bytes);
    }
    return (always_allowed + allowed_a_byte * bytes) / steps_between_looks;
}

int count_down(void* left) { return --*static_cast<std::int64_t*>(left) < 0 ? 1 : 0; }

}  // namespace

RecordKind record_kind_of(SQLite::Database& database) {
    if (database.execAndGet("PRAGMA application_id").getInt() != application_id) return RecordKind::other;
    const int version = schema_of(database);
    if (version > schema_version) return RecordKind::newer;
    if (version < 1) return RecordKind::changed;
    return schema_texts(database) == texts_of(version) ? RecordKind::ours : RecordKind::changed;
}

bool has_table(SQLite::Database& database, const std::string& name) {
    SQLite::Statement row(database,
                          "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ? AND rootpage > 0 "
                          "AND sql LIKE 'CREATE TABLE%'");
    row.bind(1, name);
    return row.executeStep();
}

StepLimit::StepLimit(SQLite::Database& database) : database_(database), left_(thousands_of_steps(database)) {
    sqlite3_progress_handler(database_.getHandle(), steps_between_looks, count_down, &left_);
}

StepLimit::~StepLimit() { sqlite3_progress_handler(database_.getHandle(), 0, nullptr, nullptr); }

CopyFile::CopyFile(const std::filesystem::path& file, const std::string& vfs)
    : database_(open_connection(file, Access::read_only, vfs)), limit_(database_), kind_(record_kind_of(database_)) {}

}  // namespace hearthside::store
