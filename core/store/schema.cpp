#include "core/store/schema.h"

#include <string>

#include "core/store/connection.h"
#include "core/store/store.h"

namespace hearthside {

namespace {

// SAFETY 1 and 3: no table has the time, the origin or the place in line of a note. The random
// identity is the INTEGER PRIMARY KEY, so there is no hidden row number that counts arrivals; no
// index and no second table is keyed by anything that grows with time.
constexpr const char* first_tables = R"sql(
CREATE TABLE huddles (
    id            INTEGER PRIMARY KEY CHECK (id > 0),
    day           TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    layout_id     TEXT NOT NULL,
    layout_name   TEXT NOT NULL,
    for_whom      TEXT NOT NULL,
    started       TEXT NOT NULL CHECK (started GLOB '[0-9]*T*Z'),
    closed        TEXT CHECK (closed GLOB '[0-9]*T*Z'),  -- nothing while it runs
    how_it_ended  TEXT CHECK (how_it_ended IN ('closed', 'left_alone')),
    hope_note     INTEGER REFERENCES notes (id) ON DELETE SET NULL,
    current_round INTEGER NOT NULL CHECK (current_round >= 0),
    clock         TEXT NOT NULL CHECK (clock IN ('running', 'paused')),
    clock_mark    TEXT NOT NULL CHECK (clock_mark GLOB '[0-9]*T*Z'),
    last_touched  TEXT NOT NULL CHECK (last_touched GLOB '[0-9]*T*Z'),
    spare_ms      INTEGER NOT NULL,
    CHECK ((closed IS NULL) = (how_it_ended IS NULL))
) STRICT;
CREATE UNIQUE INDEX only_one_huddle_runs ON huddles ((closed IS NULL)) WHERE closed IS NULL;

CREATE TABLE rounds (
    huddle           INTEGER NOT NULL REFERENCES huddles (id) ON DELETE CASCADE,
    number           INTEGER NOT NULL CHECK (number >= 0),  -- counted from 0
    round_id         TEXT NOT NULL,
    kind             TEXT NOT NULL CHECK (kind IN ('since_last_time', 'quiet', 'wins', 'mistakes', 'lessons',
                                                            'hope', 'close')),
    title            TEXT NOT NULL,
    icon             TEXT NOT NULL,
    colour           TEXT NOT NULL,
    planned_ms       INTEGER NOT NULL,
    minimum_ms       INTEGER NOT NULL,
    silent_share     REAL NOT NULL,
    release_at_least INTEGER NOT NULL,
    prompts          TEXT NOT NULL,  -- one a line
    allotted_ms      INTEGER NOT NULL,
    spent_ms         INTEGER NOT NULL,
    opened           TEXT CHECK (opened GLOB '[0-9]*T*Z'),  -- for the first time
    released         TEXT NOT NULL CHECK (released IN ('no', 'yes')),
    PRIMARY KEY (huddle, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE sealed_notes (
    id    INTEGER PRIMARY KEY CHECK (id > 0),
    theme TEXT NOT NULL CHECK (theme IN ('wins', 'mistakes', 'lessons', 'hope')),
    text  TEXT NOT NULL,
    token TEXT NOT NULL
) STRICT;

CREATE TABLE notes (
    id           INTEGER PRIMARY KEY CHECK (id > 0),
    huddle       INTEGER NOT NULL REFERENCES huddles (id),
    theme        TEXT NOT NULL CHECK (theme IN ('wins', 'mistakes', 'lessons', 'hope')),
    text         TEXT NOT NULL,
    state        TEXT NOT NULL CHECK (state IN ('on_the_wall', 'talked_about', 'set_aside')),
    set_aside_on TEXT CHECK (set_aside_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
CREATE INDEX notes_by_huddle ON notes (huddle);

CREATE TABLE lessons (
    id     INTEGER PRIMARY KEY CHECK (id > 0),
    huddle INTEGER NOT NULL REFERENCES huddles (id),
    kept   TEXT NOT NULL CHECK (kept GLOB '[0-9]*T*Z'),
    text   TEXT NOT NULL,
    note   INTEGER REFERENCES notes (id) ON DELETE SET NULL
) STRICT;
CREATE INDEX lessons_by_huddle ON lessons (huddle);

CREATE TABLE actions (
    id          INTEGER PRIMARY KEY CHECK (id > 0),
    lesson      INTEGER NOT NULL REFERENCES lessons (id),
    huddle      INTEGER NOT NULL REFERENCES huddles (id),
    kept        TEXT NOT NULL CHECK (kept GLOB '[0-9]*T*Z'),
    condition   TEXT NOT NULL,  -- If ...
    response    TEXT NOT NULL,  -- then we will ...
    role        TEXT NOT NULL,
    due         TEXT NOT NULL CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    state       TEXT NOT NULL CHECK (state IN ('trying', 'done', 'let_go')),
    reviewed_in INTEGER REFERENCES huddles (id)
) STRICT;
CREATE INDEX actions_by_huddle ON actions (huddle);

CREATE TABLE questions (
    id     INTEGER PRIMARY KEY CHECK (id > 0),
    huddle INTEGER NOT NULL REFERENCES huddles (id),
    kept   TEXT NOT NULL CHECK (kept GLOB '[0-9]*T*Z'),
    text   TEXT NOT NULL,
    note   INTEGER REFERENCES notes (id) ON DELETE SET NULL,
    state  TEXT NOT NULL CHECK (state IN ('open'))
) STRICT;
CREATE INDEX questions_by_huddle ON questions (huddle);

CREATE TABLE room_key (
    one            INTEGER PRIMARY KEY CHECK (one = 1),  -- there is one row
    current        TEXT NOT NULL,
    made_on        TEXT NOT NULL CHECK (made_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    previous       TEXT NOT NULL,
    previous_until TEXT CHECK (previous_until GLOB '[0-9]*T*Z')
) STRICT;

CREATE TABLE last_time (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    huddle INTEGER NOT NULL REFERENCES huddles (id)
) STRICT;

-- What must still be done to the files after a commit: 'compact' once a huddle closed, 'forget' once
-- a note was deleted. A row stays until it is done, through a power cut too.
CREATE TABLE upkeep (
    task TEXT PRIMARY KEY CHECK (task IN ('compact', 'forget'))
) STRICT, WITHOUT ROWID;
)sql";

// SAFETY 8: counters of a huddle, never an answer. A huddle that is not asked has no row.
constexpr const char* pulse_table = R"sql(
CREATE TABLE pulse (
    huddle INTEGER PRIMARY KEY REFERENCES huddles (id) ON DELETE CASCADE,
    ones   INTEGER NOT NULL CHECK (ones >= 0),
    twos   INTEGER NOT NULL CHECK (twos >= 0),
    threes INTEGER NOT NULL CHECK (threes >= 0),
    fours  INTEGER NOT NULL CHECK (fours >= 0),
    fives  INTEGER NOT NULL CHECK (fives >= 0)
) STRICT;
)sql";

constexpr Migration steps_of_this_version[] = {{1, first_tables}, {2, pulse_table}};
static_assert(std::size(steps_of_this_version) == schema_version);

}  // namespace

std::span<const Migration> migrations() { return steps_of_this_version; }

void bring_up_to_date(SQLite::Database& database, std::span<const Migration> steps,
                      const std::function<void(int version)>& before) {
    // A new file has nothing to keep a copy of.
    const bool is_new = schema_of(database) == 0;
    for (const Migration& step : steps) {
        const int version = schema_of(database);
        if (step.to <= version) continue;
        if (!is_new) before(version);
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        database.exec(step.sql);
        database.exec("PRAGMA application_id = " + std::to_string(application_id));
        database.exec("PRAGMA user_version = " + std::to_string(step.to));
        transaction.commit();
    }
}

}  // namespace hearthside
