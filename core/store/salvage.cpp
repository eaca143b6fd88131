// SPDX-License-Identifier: Apache-2.0
#include "core/store/salvage.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>
#include <string_view>

#include "core/store/connection.h"
#include "core/store/copy_file.h"
#include "core/store/schema.h"

namespace hearthside::store {

struct RowMerge::Table {
    const char* name;
    const char* key;      // the first column of the primary key; a number
    const char* columns;  // `key` comes first
    const char* on_conflict;
};

namespace {

using Table = RowMerge::Table;

constexpr Table tombstones_table = {"tombstones", "id", "id, kind", "(id, kind) DO NOTHING"};
constexpr Table tables[] = {
    {"huddles", "id",
     "id, day, layout_id, layout_name, for_whom, started, closed, how_it_ended, hope_note, current_round, "
     "clock, "
     "clock_mark, last_touched, spare_ms, lead, speaks_first, counts_from",
     "(id) DO UPDATE SET closed = excluded.closed, how_it_ended = excluded.how_it_ended, "
     "hope_note = excluded.hope_note, current_round = excluded.current_round, clock = excluded.clock, "
     "clock_mark = excluded.clock_mark, last_touched = excluded.last_touched, spare_ms = excluded.spare_ms, "
     "counts_from = excluded.counts_from"},
    {"rounds", "huddle",
     "huddle, number, round_id, kind, title, icon, colour, planned_ms, minimum_ms, silent_share, "
     "release_at_least, "
     "prompts, allotted_ms, spent_ms, opened, released, dots, when_empty, when_many",
     "(huddle, number) DO UPDATE SET allotted_ms = excluded.allotted_ms, spent_ms = excluded.spent_ms, "
     "opened = excluded.opened, released = excluded.released"},
    {"note_groups", "id", "id, huddle, theme, title", "(id) DO UPDATE SET title = excluded.title"},
    {"notes", "id", "id, huddle, theme, text, state, set_aside_on, note_group, thanks",
     "(id) DO UPDATE SET state = excluded.state, set_aside_on = excluded.set_aside_on, "
     "note_group = excluded.note_group, thanks = excluded.thanks"},
    {"lessons", "id", "id, huddle, kept, text, cause, shared_on, shared_in, shared_result",
     "(id) DO UPDATE SET text = excluded.text, cause = excluded.cause, shared_on = excluded.shared_on, "
     "shared_in = excluded.shared_in, shared_result = excluded.shared_result"},
    {"lesson_notes", "lesson", "lesson, note", "(lesson, note) DO NOTHING"},
    {"actions", "id",
     "id, lesson, huddle, kept, condition, response, role, due, state, reviewed_in, first_due, help, closed_on",
     "(id) DO UPDATE SET due = excluded.due, state = excluded.state, reviewed_in = excluded.reviewed_in, "
     "help = excluded.help, closed_on = excluded.closed_on"},
    {"action_steps", "action", "action, number, huddle, day, state, help, due",
     "(action, number) DO UPDATE SET huddle = excluded.huddle, day = excluded.day, state = excluded.state, "
     "help = excluded.help, due = excluded.due"},
    {"questions", "id", "id, huddle, kept, text, note, first_review_on, review_on, state, answer, for_role, closed_on",
     "(id) DO UPDATE SET review_on = excluded.review_on, state = excluded.state, answer = excluded.answer, "
     "for_role = excluded.for_role, closed_on = excluded.closed_on"},
    {"question_steps", "question", "question, number, huddle, said, day, state, answer, for_role, review_on",
     "(question, number) DO UPDATE SET huddle = excluded.huddle, said = excluded.said, day = excluded.day, "
     "state = excluded.state, answer = excluded.answer, for_role = excluded.for_role, "
     "review_on = excluded.review_on"},
    {"received_lessons", "id",
     "id, kiosk, lesson, team, text, condition, response, result, shared_on, received_on, shown_in, answer, "
     "helped_here, did_not_help, adapted",
     "(id) DO UPDATE SET shown_in = excluded.shown_in, answer = excluded.answer, "
     "helped_here = excluded.helped_here, did_not_help = excluded.did_not_help, adapted = excluded.adapted"},
    {"heard_back", "lesson", "lesson, kiosk, answer", "(lesson, kiosk) DO UPDATE SET answer = excluded.answer"},
    {"kiosk", "one", "one, seed, next_lead",
     "(one) DO UPDATE SET seed = excluded.seed, next_lead = excluded.next_lead"},
    {"pulse", "huddle", "huddle, ones, twos, threes, fours, fives",
     "(huddle) DO UPDATE SET ones = excluded.ones, twos = excluded.twos, threes = excluded.threes, "
     "fours = excluded.fours, fives = excluded.fives"},
    {"room_key", "one", "one, current, made_on, previous, previous_until",
     "(one) DO UPDATE SET current = excluded.current, made_on = excluded.made_on, previous = "
     "excluded.previous, "
     "previous_until = excluded.previous_until"},
    {"calendar", "one", "one, last_seen, run_from, doubt",
     "(one) DO UPDATE SET last_seen = excluded.last_seen, run_from = excluded.run_from, doubt = excluded.doubt"},
    {"last_time", "one", "one, huddle", "(one) DO UPDATE SET huddle = excluded.huddle"},
    {"days_before_jumps", "rowid", "rowid, first, last", "DO NOTHING"},
    tombstones_table,
};
constexpr Table sealed_table = {"sealed_notes", "id", "id, theme, text, token",
                                "(id) DO UPDATE SET token = excluded.token"};

// Values for columns that a damaged file from an older version does not have. All other missing columns
// become NULL, and missing tables are skipped.
struct Older {
    std::string_view table, column;
    const char* instead;
};
constexpr Older older[] = {
    {"huddles", "lead", "''"},
    {"huddles", "speaks_first", "''"},
    {"rounds", "dots", "'no'"},
    {"rounds", "when_empty", "''"},
    {"rounds", "when_many", "''"},
    {"notes", "thanks", "0"},
    {"lessons", "cause", "''"},
    {"actions", "first_due", "due"},
    {"actions", "closed_on", "CASE state WHEN 'trying' THEN NULL ELSE substr(kept, 1, 10) END"},
    {"questions", "first_review_on", "date(substr(kept, 1, 10), '+28 days')"},
    {"questions", "review_on", "date(substr(kept, 1, 10), '+28 days')"},
    {"questions", "answer", "''"},
    {"questions", "for_role", "''"},
    {"received_lessons", "lesson", "id"},
};

// The table's columns, with substitutes for those that the damaged file does not have.
std::string readable_columns(SQLite::Database& from, const Table& table) {
    std::set<std::string> there;
    try {
        SQLite::Statement row(from, std::string{"PRAGMA table_info("} + table.name + ")");
        while (row.executeStep()) there.insert(row.getColumn(1).getString());
    } catch (const SQLite::Exception&) {
        return table.columns;  // reading the rows will fail too, and that is counted
    }
    std::string columns;
    std::string_view left = table.columns;
    while (!left.empty()) {
        const std::size_t end = std::min(left.find(", "), left.size());
        const std::string_view column = left.substr(0, end);
        left.remove_prefix(std::min(end + 2, left.size()));
        std::string given{column};
        if (!there.empty() && column != "rowid" && !there.contains(given)) {
            const auto* known = std::find_if(std::begin(older), std::end(older), [&](const Older& it) {
                return it.table == table.name && it.column == column;
            });
            given = known == std::end(older) ? "NULL" : known->instead;
        }
        columns += (columns.empty() ? "" : ", ") + given;
    }
    return columns;
}

// Not an SQLite::Exception, so that it is not mistaken for one more unreadable page.
struct WriteFailed {
    int code;
};

class Reader {
public:
    Reader(SQLite::Database& from, SQLite::Database& into, const Table& table, RowMerge::Word word)
        : from_(from), table_(table), columns_(readable_columns(from, table)), into_(into, insert_sql(table, word)) {}

    // True when every page of the table could be read.
    bool read_all() {
        read_between(std::numeric_limits<std::int64_t>::min() + 2, std::numeric_limits<std::int64_t>::max() - 2);
        return whole_;
    }
    std::int64_t rows() const { return rows_; }

private:
    static std::string insert_sql(const Table& table, RowMerge::Word word) {
        std::string marks = "?";
        for (const char* c = table.columns; *c; ++c) {
            if (*c == ',') marks += ", ?";
        }
        return std::string{"INSERT INTO "} + table.name + " (" + table.columns + ") VALUES (" + marks +
               ") ON CONFLICT " + (word == RowMerge::Word::newest ? table.on_conflict : "DO NOTHING");
    }

    // Reads forwards to the first unreadable page, backwards to the last one, and then does the same for both
    // halves of what lies between.
    void read_between(std::int64_t first, std::int64_t last) {
        if (first > last || tries_left_ <= 0) return;
        std::int64_t low = first - 1;
        if (read_one_way(first, last, false, low)) return;
        whole_ = false;
        std::int64_t high = last + 1;
        if (read_one_way(low + 1, last, true, high)) return;
        if (high - 1 <= low + 1) return;
        const auto middle = static_cast<std::int64_t>(
            static_cast<std::uint64_t>(low) + (static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low)) / 2);
        read_between(low + 1, middle);
        read_between(middle + 1, high - 1);
    }

    // Reads until the end (true) or until an unreadable page. `reached` is the last key read.
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
                // A damaged tree may contain a loop.
                if ((backwards ? key > reached : key < reached) || --at_most == 0) return false;
                keep(*way);
                reached = key;
            }
            return true;
        } catch (const SQLite::Exception&) {
            // When the statement cannot even be prepared, further tries are useless.
            if (!forwards_) tries_left_ = 0;
            return false;
        }
    }

    std::string select_sql(bool backwards) const {
        return std::string{"SELECT "} + columns_ + " FROM " + table_.name + " WHERE " + table_.key +
               " BETWEEN ? AND ? ORDER BY " + table_.key + (backwards ? " DESC" : " ASC");
    }

    // A row that violates a rule of the tables is left out.
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
    std::string columns_;
    SQLite::Statement into_;
    std::optional<SQLite::Statement> forwards_, backwards_;
    std::int64_t rows_ = 0;
    int tries_left_ = 2000;
    bool whole_ = true;
};

// Drops all triggers and returns the statements that create them again.
std::vector<std::string> take_triggers(SQLite::Database& into) {
    std::vector<std::string> names, texts;
    {
        SQLite::Statement row(into, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
        while (row.executeStep()) {
            names.push_back(row.getColumn(0).getString());
            texts.push_back(row.getColumn(1).getString());
        }
    }
    for (const std::string& name : names) into.exec("DROP TRIGGER " + name);
    return texts;
}

// Whether a view or a virtual table has the name of one of our tables. It is then not read. When the schema
// itself is damaged, reading the rows finds that out.
bool is_something_else(SQLite::Database& from, const char* name) {
    try {
        SQLite::Statement row(from, "SELECT 1 FROM sqlite_schema WHERE name = ? COLLATE NOCASE");
        row.bind(1, name);
        return row.executeStep() && !has_table(from, name);
    } catch (const SQLite::Exception&) {
        return false;
    }
}

bool has_tombstones(SQLite::Database& from) {
    try {
        return schema_of(from) >= first_with_tombstones;
    } catch (const SQLite::Exception&) {
        return false;
    }
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

// A permanently deleted row must not come back from an older copy.
void bury(SQLite::Database& into) {
    for (const char* table : tables_with_words) {
        into.exec(std::string{"DELETE FROM "} + table + " WHERE id IN (SELECT id FROM tombstones WHERE kind = '" +
                  table + "')");
    }
}

// Repairs rows whose counterpart could not be read: a missing huddle gets a placeholder, and a link to
// nothing is cut.
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
DELETE FROM lesson_notes WHERE lesson NOT IN (SELECT id FROM lessons) OR note NOT IN (SELECT id FROM notes);
DELETE FROM note_groups WHERE huddle NOT IN (SELECT id FROM huddles);
UPDATE notes SET note_group = NULL WHERE note_group NOT IN (SELECT id FROM note_groups);
UPDATE questions SET note = NULL WHERE note NOT IN (SELECT id FROM notes);
UPDATE actions SET reviewed_in = NULL WHERE reviewed_in NOT IN (SELECT id FROM huddles);
DELETE FROM action_steps WHERE action NOT IN (SELECT id FROM actions) OR huddle NOT IN (SELECT id FROM huddles);
INSERT INTO action_steps (action, number, huddle, day, state, help, due)
    SELECT actions.id, 0, huddles.id, huddles.day, actions.state, actions.help, actions.due
    FROM actions JOIN huddles ON huddles.id = actions.reviewed_in
    WHERE actions.id NOT IN (SELECT action FROM action_steps);
DELETE FROM question_steps
    WHERE question NOT IN (SELECT id FROM questions) OR huddle NOT IN (SELECT id FROM huddles);
UPDATE lessons SET shared_on = NULL, shared_in = NULL, shared_result = NULL
    WHERE shared_in NOT IN (SELECT id FROM huddles) OR shared_result NOT IN (SELECT id FROM actions);
UPDATE received_lessons SET shown_in = NULL WHERE shown_in NOT IN (SELECT id FROM huddles);
DELETE FROM heard_back WHERE lesson NOT IN (SELECT id FROM lessons);
INSERT OR IGNORE INTO kiosk (one, seed, next_lead) VALUES (1, '', '');
DELETE FROM last_time WHERE huddle NOT IN (SELECT id FROM huddles WHERE closed IS NOT NULL);
UPDATE huddles SET closed = last_touched, how_it_ended = 'left_alone', clock = 'paused'
    WHERE closed IS NULL AND (
        id != (SELECT id FROM huddles WHERE closed IS NULL ORDER BY last_touched DESC, id LIMIT 1)
        OR (SELECT count(*) FROM rounds WHERE huddle = huddles.id) <= current_round
        OR (SELECT count(*) FROM rounds WHERE huddle = huddles.id)
            != (SELECT max(number) + 1 FROM rounds WHERE huddle = huddles.id));
DELETE FROM opened_tokens WHERE NOT EXISTS (SELECT 1 FROM huddles WHERE closed IS NULL);
)sql");
}

}  // namespace

RowMerge::RowMerge(SQLite::Database& into) : into_(into) {
    into_.exec("PRAGMA foreign_keys = OFF");
    transaction_.emplace(into_, SQLite::TransactionBehavior::IMMEDIATE);
    // For a while there may be two running huddles: the copy's, and a later one.
    into_.exec("DROP INDEX only_one_huddle_runs");
    // Rows changed here were not deleted by anybody, so no tombstones may be written.
    triggers_ = take_triggers(into_);
}

RowMerge::~RowMerge() {
    transaction_.reset();
    into_.tryExec("PRAGMA foreign_keys = ON");
}

std::int64_t RowMerge::take(SQLite::Database& from, Word word) {
    std::int64_t rows = 0;
    try {
        for (const Table& table : tables) {
            if (std::string_view{table.name} == "days_before_jumps") {
                // Only the newest file knows these days.
                if (word != Word::newest || !can_read_all(from, table)) continue;
                into_.exec("DELETE FROM days_before_jumps");
            }
            rows += read(from, table, word);
        }
        if (word == Word::newest) {
            waiting_are_known_ = can_read_all(from, sealed_table);
            // A file without tombstones does not tell which of the earlier sealed notes were released later.
            if (waiting_are_known_ && !has_tombstones(from)) into_.exec("DELETE FROM sealed_notes");
            take_opened_tokens(from);
        }
        rows += read(from, sealed_table, word);
    } catch (const WriteFailed& failed) {
        throw SQLite::Exception("the restored file cannot be written", failed.code);
    }
    return rows;
}

// These tokens belong to the running huddle, and no copy holds any (SAFETY 6). When they cannot be read, a
// note that is sent again may be kept twice.
void RowMerge::take_opened_tokens(SQLite::Database& from) {
    if (is_something_else(from, "opened_tokens")) return;
    SQLite::Statement to(into_, "INSERT OR IGNORE INTO opened_tokens (token) VALUES (?)");
    try {
        SQLite::Statement row(from, "SELECT token FROM opened_tokens");
        while (row.executeStep()) {
            to.reset();
            to.bind(1, row.getColumn(0).getString());
            if (const int code = to.tryExecuteStep(); code != SQLITE_DONE) throw WriteFailed{code};
        }
    } catch (const SQLite::Exception&) {
        // One of their pages is damaged, or the file is older than this table.
    }
}

void RowMerge::take_tombstones(SQLite::Database& from) {
    try {
        read(from, tombstones_table, Word::newest);
    } catch (const WriteFailed& failed) {
        throw SQLite::Exception("the restored file cannot be written", failed.code);
    }
}

std::int64_t RowMerge::read(SQLite::Database& from, const Table& table, Word word) {
    if (is_something_else(from, table.name)) return 0;
    Reader reader(from, into_, table, word);
    reader.read_all();
    return reader.rows();
}

void RowMerge::finish() {
    bury(into_);
    // Otherwise a note released later would appear twice.
    if (!waiting_are_known_) into_.exec("DELETE FROM sealed_notes WHERE text IN (SELECT text FROM notes)");
    make_consistent(into_);
    into_.exec(only_one_huddle_runs);
    for (const std::string& trigger : triggers_) into_.exec(trigger);
    transaction_->commit();
    transaction_.reset();
    into_.exec("PRAGMA foreign_keys = ON");
}

}  // namespace hearthside::store
