// A file that says it is the record or a copy of it, opened only to be read and before anybody believes it: whose tables it
// has, and a limit on what reading it may cost, so that a view without end holds nobody up. Changes nothing.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

namespace hearthside {

enum class Whose {
    ours,     // exactly the tables, indexes and triggers of its version
    changed,  // a record of ours with other ones: it is only ever read row by row
    newer,    // a record of a newer version
    other,    // no record of ours
};

// Throws SQLite::Exception.
Whose whose_is(SQLite::Database& database);

// Is there a true table of this name, and no view or virtual table instead? Throws SQLite::Exception.
bool has_table(SQLite::Database& database, const std::string& name);

// While it lives, statements of `database` may do no more steps together than reading its whole file a few times can need;
// then they fail with SQLITE_INTERRUPT. `database` must live longer.
class StepLimit {
public:
    explicit StepLimit(SQLite::Database& database);
    ~StepLimit();
    StepLimit(const StepLimit&) = delete;
    StepLimit& operator=(const StepLimit&) = delete;

private:
    SQLite::Database& database_;
    std::int64_t left_;  // thousands of steps
};

class CopyFile {
public:
    // Throws SQLite::Exception.
    CopyFile(const std::filesystem::path& file, const std::string& vfs);

    SQLite::Database& database() { return database_; }
    Whose whose() const { return whose_; }

private:
    SQLite::Database database_;
    StepLimit limit_;
    Whose whose_;
};

}  // namespace hearthside
