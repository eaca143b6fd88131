#include "core/store/salvage.h"

#include <sqlite3.h>

#include <limits>
#include <optional>

#include "core/store/connection.h"
#include "core/store/schema.h"

namespace hearthside {

namespace {

struct Table {
    const char* name;
    const char* key;      // the first column of the primary key; a number
    const char* columns;  // `key` comes first
    const char* on_conflict;
};

constexpr Table tables[] = {
    {"huddles", "id",
     "id, day, layout_id, layout_name, for_whom, started, closed, how_it_ended, hope_note, current_round, "
     "clock, "
     "clock_mark, last_touched, spare_ms",
     "(id) DO UPDATE SET closed = excluded.closed, how_it_ended = excluded.how_it_ended, "
     "hope_note = excluded.hope_note, current_round = excluded.current_round, clock = excluded.clock, "
     "clock_mark = excluded.clock_mark, last_touched = excluded.last_touched, spare_ms = excluded.spare_ms"},
    {"rounds", "huddle",
     "huddle, number, round_id, kind, title, icon, colour, planned_ms, minimum_ms, silent_share, "
     "release_at_least, "
     "prompts, allotted_ms, spent_ms, opened, released",
     "(huddle, number) DO UPDATE SET allotted_ms = excluded.allotted_ms, spent_ms = excluded.spent_ms, "
     "opened = excluded.opened, released = excluded.released"},
    {"notes", "id", "id, huddle, theme, text, state, set_aside_on",
     "(id) DO UPDATE SET state = excluded.state, set_aside_on = excluded.set_aside_on"},
    {"lessons", "id", "id, huddle, kept, text, note", "(id) DO NOTHING"},
    {"actions", "id", "id, lesson, huddle, kept, condition, response, role, due, state, reviewed_in",
     "(id) DO UPDATE SET state = excluded.state, reviewed_in = excluded.reviewed_in"},
    {"questions", "id", "id, huddle, kept, text, note, state", "(id) DO UPDATE SET state = excluded.state"},
    {"pulse", "huddle", "huddle, ones, twos, threes, fours, fives",
     "(huddle) DO UPDATE SET ones = excluded.ones, twos = excluded.twos, threes = excluded.threes, "
     "fours = excluded.fours, fives = excluded.fives"},
    {"room_key", "one", "one, current, made_on, previous, previous_until",
     "(one) DO UPDATE SET current = excluded.current, made_on = excluded.made_on, previous = "
     "excluded.previous, "
     "previous_until = excluded.previous_until"},
    {"last_time", "one", "one, huddle", "(one) DO UPDATE SET huddle = excluded.huddle"},
};
constexpr Table sealed_table = {"sealed_notes", "id", "id, theme, text, token",
                                "(id) DO UPDATE SET token = excluded.token"};

// Not an SQLite::Exception, so that it is not taken for one more page that cannot be read.
struct WriteFailed {
    int code;
};

class Reader {
public:
    Reader(SQLite::Database& from, SQLite::Database& into, const Table& table)
        : from_(from), table_(table), into_(into, insert_sql(table)) {}

    // True when every page of the table could be read.
    bool read_all() {
        read_between(std::numeric_limits<std::int64_t>::min() + 2,
                     std::numeric_limits<std::int64_t>::max() - 2);
        return whole_;
    }
    std::int64_t rows() const { return rows_; }

private:
    static std::string insert_sql(const Table& table) {
        std::string marks = "?";
        for (const char* c = table.columns; *c; ++c) {
            if (*c == ',') marks += ", ?";
        }
        return std::string{"INSERT INTO "} + table.name + " (" + table.columns + ") VALUES (" + marks +
               ") ON CONFLICT " + table.on_conflict;
    }

    // Forwards to the first page that cannot be read, backwards to the last such page, then the same
    // for both halves of what lies between.
    void read_between(std::int64_t first, std::int64_t last) {
        if (first > last || tries_left_ <= 0) return;
        std::int64_t low = first - 1;
        if (read_one_way(first, last, false, low)) return;
        whole_ = false;
        std::int64_t high = last + 1;
        if (read_one_way(low + 1, last, true, high)) return;
        if (high - 1 <= low + 1) return;
        const auto middle = static_cast<std::int64_t>(
            static_cast<std::uint64_t>(low) +
            (static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low)) / 2);
        read_between(low + 1, middle);
        read_between(middle + 1, high - 1);
    }

    // Reads until the end (true) or until a page that cannot be read; `reached` is the last key seen.
    bool read_one_way(std::int64_t first, std::int64_t last, bool backwards, std::int64_t& reached) {
        --tries_left_;
        try {
            std::optional<SQLite::Statement>& way = backwards ? backwards_ : forwards_;
            if (!way) way.emplace(from_, select_sql(backwards));
            way->tryReset();
            way->bind(1, first);
            way->bind(2, last);
            std::int64_t at_most = 10'000'000;
            while (way->executeStep()) {
                const std::int64_t key = way->getColumn(0).getInt64();
                // A damaged tree may lead round in a circle.
                if ((backwards ? key > reached : key < reached) || --at_most == 0) return false;
                keep(*way);
                reached = key;
            }
            return true;
        } catch (const SQLite::Exception&) {
            // When not even the question can be put, asking again is no use.
            if (!forwards_) tries_left_ = 0;
            return false;
        }
    }

    std::string select_sql(bool backwards) const {
        return std::string{"SELECT "} + table_.columns + " FROM " + table_.name + " WHERE " + table_.key +
               " BETWEEN ? AND ? ORDER BY " + table_.key + (backwards ? " DESC" : " ASC");
    }

    // A row that breaks a rule of the tables is left out.
    void keep(SQLite::Statement& row) {
        into_.reset();
        for (int i = 0; i < row.getColumnCount(); ++i) {
            const SQLite::Column column = row.getColumn(i);
            if (column.isInteger()) {
                into_.bind(i + 1, column.getInt64());
            } else if (column.isFloat()) {
                into_.bind(i + 1, column.getDouble());
            } else if (column.isNull()) {
                into_.bind(i + 1);
            } else {
                into_.bind(i + 1, column.getString());
            }
        }
        const int code = into_.tryExecuteStep();
        const bool refused = (code & 0xff) == SQLITE_CONSTRAINT || (code & 0xff) == SQLITE_MISMATCH;
        if (code != SQLITE_DONE && !refused) throw WriteFailed{code};
        if (code == SQLITE_DONE) ++rows_;
        into_.tryReset();
    }

    SQLite::Database& from_;
    const Table& table_;
    SQLite::Statement into_;
    std::optional<SQLite::Statement> forwards_, backwards_;
    std::int64_t rows_ = 0;
    int tries_left_ = 2000;
    bool whole_ = true;
};

// Sealed notes of the backup that were released or deleted since must not come back as sealed.
void drop_stale_sealed(SQLite::Database& into, bool damaged_list_is_whole) {
    into.exec(damaged_list_is_whole ? "DELETE FROM sealed_notes"
                                    : "DELETE FROM sealed_notes WHERE text IN (SELECT text FROM notes)");
}

bool can_read_all(SQLite::Database& from, const Table& table) {
    try {
        SQLite::Statement row(from, std::string{"SELECT "} + table.columns + " FROM " + table.name);
        while (row.executeStep()) {
        }
        return true;
    } catch (const SQLite::Exception&) {
        return false;
    }
}

// Rows whose other half could not be read: huddles get a stand-in, links to nothing are cut.
void make_consistent(SQLite::Database& into) {
    into.exec(R"sql(
INSERT INTO huddles (id, day, layout_id, layout_name, for_whom, started, closed, how_it_ended,
                     current_round, clock, clock_mark, last_touched, spare_ms)
    SELECT lost.huddle, substr(min(lost.kept), 1, 10), 'restored', 'Restored', '', min(lost.kept),
           max(lost.kept), 'left_alone', 0, 'paused', max(lost.kept), max(lost.kept), 0
    FROM (SELECT huddle, '1970-01-01T00:00:00.000Z' AS kept FROM notes
              WHERE huddle NOT IN (SELECT huddle FROM lessons UNION SELECT huddle FROM actions)
          UNION ALL SELECT huddle, kept FROM lessons
          UNION ALL SELECT huddle, kept FROM actions
          UNION ALL SELECT huddle, kept FROM questions) AS lost
    WHERE lost.huddle > 0 AND lost.huddle NOT IN (SELECT id FROM huddles)
    GROUP BY lost.huddle;
UPDATE huddles SET hope_note = NULL WHERE hope_note NOT IN (SELECT id FROM notes);
DELETE FROM rounds WHERE huddle NOT IN (SELECT id FROM huddles);
DELETE FROM notes WHERE huddle NOT IN (SELECT id FROM huddles);
DELETE FROM pulse WHERE huddle NOT IN (SELECT id FROM huddles);
DELETE FROM lessons WHERE huddle NOT IN (SELECT id FROM huddles);
DELETE FROM questions WHERE huddle NOT IN (SELECT id FROM huddles);
DELETE FROM actions WHERE huddle NOT IN (SELECT id FROM huddles) OR lesson NOT IN (SELECT id FROM lessons);
UPDATE lessons SET note = NULL WHERE note NOT IN (SELECT id FROM notes);
UPDATE questions SET note = NULL WHERE note NOT IN (SELECT id FROM notes);
UPDATE actions SET reviewed_in = NULL WHERE reviewed_in NOT IN (SELECT id FROM huddles);
DELETE FROM last_time WHERE huddle NOT IN (SELECT id FROM huddles WHERE closed IS NOT NULL);
UPDATE huddles SET closed = last_touched, how_it_ended = 'left_alone', clock = 'paused'
    WHERE closed IS NULL AND (
        id != (SELECT id FROM huddles WHERE closed IS NULL ORDER BY last_touched DESC, id LIMIT 1)
        OR (SELECT count(*) FROM rounds WHERE huddle = huddles.id) <= current_round
        OR (SELECT count(*) FROM rounds WHERE huddle = huddles.id)
            != (SELECT max(number) + 1 FROM rounds WHERE huddle = huddles.id));
)sql");
}

}  // namespace

std::int64_t salvage(const std::filesystem::path& damaged, const std::string& vfs, SQLite::Database& into) {
    std::optional<SQLite::Database> from;
    try {
        from.emplace(open_connection(damaged, Access::read_only, vfs));
    } catch (const SQLite::Exception&) {
        return 0;
    }
    std::int64_t rows = 0;
    into.exec("PRAGMA foreign_keys = OFF");
    SQLite::Transaction transaction(into, SQLite::TransactionBehavior::IMMEDIATE);
    // For a while there may be two running huddles: the backup's, and the one after it.
    into.exec("DROP INDEX only_one_huddle_runs");
    try {
        for (const Table& table : tables) {
            Reader reader(*from, into, table);
            reader.read_all();
            rows += reader.rows();
        }
        drop_stale_sealed(into, can_read_all(*from, sealed_table));
        Reader reader(*from, into, sealed_table);
        reader.read_all();
        rows += reader.rows();
    } catch (const WriteFailed& failed) {
        throw SQLite::Exception("the restored file cannot be written", failed.code);
    }
    make_consistent(into);
    into.exec(only_one_huddle_runs);
    transaction.commit();
    into.exec("PRAGMA foreign_keys = ON");
    return rows;
}

}  // namespace hearthside
