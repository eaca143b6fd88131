// SPDX-License-Identifier: Apache-2.0
// Examines a file that claims to be the record or a copy of it, before it is trusted. It tells whose tables
// the file has, and limits the cost of reading it, so that an endless view blocks nobody. It opens the file
// for reading only.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

namespace hearthside::store {

enum class RecordKind {
    ours,     // exactly the tables, indexes and triggers of its version
    changed,  // a record of ours with other ones; it is only read row by row
    newer,    // a record of a newer version
    other,    // not a record of ours
};

// Throws SQLite::Exception.
RecordKind record_kind_of(SQLite::Database& database);

// Whether a real table has this name, not a view or a virtual table. Throws SQLite::Exception.
bool has_table(SQLite::Database& database, const std::string& name);

// During its lifetime, the statements of `database` together may do no more steps than reading the whole file
// a few times needs. Beyond that they fail with SQLITE_INTERRUPT. `database` must outlive it.
class StepLimit {
public:
    explicit StepLimit(SQLite::Database& database);
    ~StepLimit();
    StepLimit(const StepLimit&) = delete;
    StepLimit& operator=(const StepLimit&) = delete;

private:
    SQLite::Database& database_;
    std::int64_t left_;  // in thousands of steps
};

class CopyFile {
public:
    // Throws SQLite::Exception.
    CopyFile(const std::filesystem::path& file, const std::string& vfs);

    SQLite::Database& database() { return database_; }
    RecordKind kind() const { return kind_; }

private:
    SQLite::Database database_;
    StepLimit limit_;
    RecordKind kind_;
};

}  // namespace hearthside::store
