// Puts together what several files still give, row by row and round damaged pages: of each row the newest version, and
// nothing that a tombstone of any of them names (SAFETY 5 and 13).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

namespace hearthside {

class Gathering {
public:
    enum class Word {
        newest,       // newer than all before: its word counts for what changes over time (clocks, states), theirs for texts
        only_missing  // only for rows that nobody else has
    };

    // `into` is a sound file of the present schema and must live longer. Until finish() nothing of it is kept.
    explicit Gathering(SQLite::Database& into);
    ~Gathering();
    Gathering(const Gathering&) = delete;
    Gathering& operator=(const Gathering&) = delete;

    // Every row that can be read and makes sense, from a file of any version, whatever else it holds. Returns how many
    // rows it could read. Throws only for problems with `into`.
    std::int64_t take(SQLite::Database& from, Word word);
    // Only what it says was deleted.
    void take_tombstones(SQLite::Database& from);

    // Applies the tombstones and makes the whole consistent again.
    void finish();

    struct Table;

private:
    std::int64_t read(SQLite::Database& from, const Table& table, Word word);
    void take_opened_tokens(SQLite::Database& from);

    SQLite::Database& into_;
    std::optional<SQLite::Transaction> transaction_;
    std::vector<std::string> triggers_;
    bool waiting_are_known_ = true;  // did the newest file give all its sealed notes?
};

}  // namespace hearthside
