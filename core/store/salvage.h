// SPDX-License-Identifier: Apache-2.0
// Combines what can still be read from several files, row by row and around damaged pages. It takes the
// newest version of each row, and leaves out what a tombstone of any file names (SAFETY 5 and 13).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

namespace hearthside::store {

class RowMerge {
public:
    enum class Word {
        newest,       // newer than all files before: decides changing values (clocks, states), older ones decide texts
        only_missing  // only for rows that no other file has
    };

    // `into` is a sound file of the present schema and must outlive this object. Nothing is committed before
    // finish().
    explicit RowMerge(SQLite::Database& into);
    ~RowMerge();
    RowMerge(const RowMerge&) = delete;
    RowMerge& operator=(const RowMerge&) = delete;

    // Takes every valid row from a file of any version, whatever else the file holds. Returns the number of
    // rows read. Throws only for problems with `into`.
    std::int64_t take(SQLite::Database& from, Word word);
    // Takes only the tombstones of the file.
    void take_tombstones(SQLite::Database& from);

    // Applies the tombstones and makes the result consistent again.
    void finish();

    struct Table;

private:
    std::int64_t read(SQLite::Database& from, const Table& table, Word word);
    void take_opened_tokens(SQLite::Database& from);

    SQLite::Database& into_;
    std::optional<SQLite::Transaction> transaction_;
    std::vector<std::string> triggers_;
    bool waiting_are_known_ = true;  // whether the newest file gave all its sealed notes
};

}  // namespace hearthside::store
