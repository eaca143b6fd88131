// SPDX-License-Identifier: Apache-2.0
#include "core/store/schema.h"

#include <sqlite3.h>

#include <string>

#include "core/store/connection.h"
#include "core/store/store.h"

namespace hearthside::store {

namespace {

// SAFETY 1 and 3: no table holds the time, the origin or the position of a note. The random id is the INTEGER
// PRIMARY KEY, so there is no hidden row number that counts arrivals. No index and no second table has a key
// that grows with time.
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

// SAFETY 8: counters for a huddle, never an answer. A huddle that was not asked has no row.
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

// The learning chain. It holds days, but never the time of a note. Values missing in an older file get their
// usual defaults: an action's first due day is its due day, and a question is looked at after four weeks.
constexpr const char* learning_tables = R"sql(
CREATE TABLE note_groups (
    id     INTEGER PRIMARY KEY CHECK (id > 0),
    huddle INTEGER NOT NULL REFERENCES huddles (id) ON DELETE CASCADE,
    theme  TEXT NOT NULL CHECK (theme IN ('wins', 'mistakes', 'lessons', 'hope')),
    title  TEXT NOT NULL
) STRICT;
CREATE INDEX note_groups_by_huddle ON note_groups (huddle);
ALTER TABLE notes ADD COLUMN note_group INTEGER REFERENCES note_groups (id) ON DELETE SET NULL;
ALTER TABLE notes ADD COLUMN thanks INTEGER NOT NULL DEFAULT 0 CHECK (thanks >= 0);
CREATE INDEX notes_by_group ON notes (note_group) WHERE note_group IS NOT NULL;

ALTER TABLE huddles ADD COLUMN lead TEXT NOT NULL DEFAULT '';
ALTER TABLE huddles ADD COLUMN speaks_first TEXT NOT NULL DEFAULT '';  -- one a line
ALTER TABLE rounds ADD COLUMN dots TEXT NOT NULL DEFAULT 'no' CHECK (dots IN ('no', 'yes'));
ALTER TABLE rounds ADD COLUMN when_empty TEXT NOT NULL DEFAULT '';
ALTER TABLE rounds ADD COLUMN when_many TEXT NOT NULL DEFAULT '';

CREATE TABLE new_lessons (
    id            INTEGER PRIMARY KEY CHECK (id > 0),
    huddle        INTEGER NOT NULL REFERENCES huddles (id),
    kept          TEXT NOT NULL CHECK (kept GLOB '[0-9]*T*Z'),
    text          TEXT NOT NULL,
    cause         TEXT NOT NULL,  -- what made it likely
    shared_on     TEXT CHECK (shared_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    shared_in     INTEGER REFERENCES huddles (id),
    shared_result INTEGER REFERENCES actions (id),  -- the action that tells what came of it
    CHECK ((shared_on IS NULL) = (shared_in IS NULL) AND (shared_on IS NULL) = (shared_result IS NULL))
) STRICT;
INSERT INTO new_lessons (id, huddle, kept, text, cause) SELECT id, huddle, kept, text, '' FROM lessons;
CREATE TABLE lesson_notes (
    lesson INTEGER NOT NULL REFERENCES lessons (id) ON DELETE CASCADE,
    note   INTEGER NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
    PRIMARY KEY (lesson, note)
) STRICT, WITHOUT ROWID;
CREATE INDEX lesson_notes_by_note ON lesson_notes (note);
INSERT INTO lesson_notes (lesson, note) SELECT id, note FROM lessons WHERE note IS NOT NULL;
DROP TABLE lessons;
ALTER TABLE new_lessons RENAME TO lessons;
CREATE INDEX lessons_by_huddle ON lessons (huddle);
CREATE INDEX lessons_shared ON lessons (shared_on) WHERE shared_on IS NOT NULL;

ALTER TABLE actions ADD COLUMN first_due TEXT NOT NULL DEFAULT ''
    CHECK (first_due = '' OR first_due GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE actions ADD COLUMN help TEXT CHECK (help IN ('helped', 'did_not_help', 'too_early'));
ALTER TABLE actions ADD COLUMN closed_on TEXT
    CHECK (closed_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
UPDATE actions SET first_due = due;
UPDATE actions SET closed_on = (SELECT day FROM huddles WHERE huddles.id = ifnull(reviewed_in, actions.huddle))
    WHERE state != 'trying';
CREATE INDEX actions_by_lesson ON actions (lesson);
CREATE TABLE action_steps (
    action INTEGER NOT NULL REFERENCES actions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 0),  -- oldest first
    huddle INTEGER NOT NULL REFERENCES huddles (id),
    day    TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    state  TEXT NOT NULL CHECK (state IN ('trying', 'done', 'let_go')),
    help   TEXT CHECK (help IN ('helped', 'did_not_help', 'too_early')),
    due    TEXT NOT NULL CHECK (due GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    PRIMARY KEY (action, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX action_steps_by_huddle ON action_steps (huddle);
INSERT INTO action_steps (action, number, huddle, day, state, due)
    SELECT actions.id, 0, huddles.id, huddles.day, actions.state, actions.due
    FROM actions JOIN huddles ON huddles.id = ifnull(actions.reviewed_in, actions.huddle)
    WHERE actions.reviewed_in IS NOT NULL OR actions.state != 'trying';

CREATE TABLE new_questions (
    id              INTEGER PRIMARY KEY CHECK (id > 0),
    huddle          INTEGER NOT NULL REFERENCES huddles (id),
    kept            TEXT NOT NULL CHECK (kept GLOB '[0-9]*T*Z'),
    text            TEXT NOT NULL,
    note            INTEGER REFERENCES notes (id) ON DELETE SET NULL,
    first_review_on TEXT NOT NULL CHECK (first_review_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    review_on       TEXT NOT NULL CHECK (review_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    state           TEXT NOT NULL CHECK (state IN ('open', 'answered', 'not_ours')),
    answer          TEXT NOT NULL,
    for_role        TEXT NOT NULL,
    closed_on       TEXT CHECK (closed_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
INSERT INTO new_questions (id, huddle, kept, text, note, first_review_on, review_on, state, answer, for_role)
    SELECT questions.id, huddle, kept, text, note, date(huddles.day, '+28 days'), date(huddles.day, '+28 days'),
           state, '', ''
    FROM questions JOIN huddles ON huddles.id = questions.huddle;
DROP TABLE questions;
ALTER TABLE new_questions RENAME TO questions;
CREATE INDEX questions_by_huddle ON questions (huddle);
CREATE TABLE question_steps (
    question  INTEGER NOT NULL REFERENCES questions (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL CHECK (number >= 0),  -- oldest first
    huddle    INTEGER NOT NULL REFERENCES huddles (id),
    said      TEXT NOT NULL CHECK (said IN ('in_huddle', 'after_it')),
    day       TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    state     TEXT NOT NULL CHECK (state IN ('open', 'answered', 'not_ours')),
    answer    TEXT NOT NULL,
    for_role  TEXT NOT NULL,
    review_on TEXT NOT NULL CHECK (review_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    PRIMARY KEY (question, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX question_steps_by_huddle ON question_steps (huddle);

CREATE TABLE received_lessons (
    id             INTEGER PRIMARY KEY CHECK (id > 0),  -- as the kiosk that learnt it gave it
    kiosk          TEXT NOT NULL CHECK (length(kiosk) = 64),
    team           TEXT NOT NULL,
    text           TEXT NOT NULL,
    condition      TEXT NOT NULL,
    response       TEXT NOT NULL,
    result         TEXT NOT NULL CHECK (result IN ('helped', 'did_not_help')),
    shared_on      TEXT NOT NULL CHECK (shared_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    received_on    TEXT NOT NULL CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    shown_in       INTEGER REFERENCES huddles (id),
    answer         TEXT CHECK (answer IN ('helped_here', 'did_not_help', 'adapted')),
    helped_here    INTEGER NOT NULL CHECK (helped_here >= 0),
    did_not_help   INTEGER NOT NULL CHECK (did_not_help >= 0),
    adapted        INTEGER NOT NULL CHECK (adapted >= 0)
) STRICT;

CREATE TABLE heard_back (
    lesson INTEGER NOT NULL REFERENCES lessons (id) ON DELETE CASCADE,
    kiosk  TEXT NOT NULL CHECK (length(kiosk) = 64),
    answer TEXT NOT NULL CHECK (answer IN ('helped_here', 'did_not_help', 'adapted')),
    PRIMARY KEY (lesson, kiosk)
) STRICT, WITHOUT ROWID;

CREATE TABLE kiosk (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    seed      TEXT NOT NULL,  -- what this kiosk signs shared lessons with
    next_lead TEXT NOT NULL
) STRICT;
INSERT INTO kiosk (one, seed, next_lead) VALUES (1, '', '');
)sql";

// The days that were seen, so that a clock that jumps deletes nothing too early. A huddle held while the
// clock was wrong counts from the day on which the clock was set right. Until that is certain, the days
// before each jump are kept.
constexpr const char* calendar_table = R"sql(
CREATE TABLE calendar (
    one       INTEGER PRIMARY KEY CHECK (one = 1),
    last_seen TEXT NOT NULL CHECK (last_seen GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    run_from  TEXT NOT NULL CHECK (run_from GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    doubt     INTEGER NOT NULL CHECK (doubt >= 0)
) STRICT;
CREATE TABLE days_before_jumps (
    first TEXT NOT NULL CHECK (first GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    last  TEXT NOT NULL CHECK (last GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
ALTER TABLE huddles ADD COLUMN counts_from TEXT CHECK (counts_from GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
)sql";

// SAFETY 5: tombstones of permanently deleted rows (deleted, too old or released), by table and id, without a
// word or a time. With them, older copies lose these rows too. Triggers write them, so that no deletion can
// miss them. A table that is made anew loses its trigger, so these statements stay the last ones.
constexpr const char* trust_tables = R"sql(
-- The id that another kiosk gives its lesson names it only together with that kiosk: else one kiosk could take another's
-- place, or keep its lesson out. What stands in `id` is ours.
CREATE TABLE new_received_lessons (
    id             INTEGER PRIMARY KEY CHECK (id > 0),
    kiosk          TEXT NOT NULL CHECK (length(kiosk) = 64),
    lesson         INTEGER NOT NULL CHECK (lesson > 0),  -- its id there
    team           TEXT NOT NULL,
    text           TEXT NOT NULL,
    condition      TEXT NOT NULL,
    response       TEXT NOT NULL,
    result         TEXT NOT NULL CHECK (result IN ('helped', 'did_not_help')),
    shared_on      TEXT NOT NULL CHECK (shared_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    received_on    TEXT NOT NULL CHECK (received_on GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    shown_in       INTEGER REFERENCES huddles (id),
    answer         TEXT CHECK (answer IN ('helped_here', 'did_not_help', 'adapted')),
    helped_here    INTEGER NOT NULL CHECK (helped_here >= 0),
    did_not_help   INTEGER NOT NULL CHECK (did_not_help >= 0),
    adapted        INTEGER NOT NULL CHECK (adapted >= 0),
    UNIQUE (kiosk, lesson)
) STRICT;
INSERT INTO new_received_lessons
    SELECT id, kiosk, id, team, text, condition, response, result, shared_on, received_on, shown_in, answer, helped_here,
           did_not_help, adapted FROM received_lessons;
DROP TABLE received_lessons;
ALTER TABLE new_received_lessons RENAME TO received_lessons;

-- What the first frame shows is found without reading through years of record.
CREATE INDEX notes_set_aside ON notes (huddle) WHERE state = 'set_aside';
CREATE INDEX actions_tried ON actions (state) WHERE state = 'trying';
CREATE INDEX actions_too_early ON actions (help) WHERE help = 'too_early';
CREATE INDEX actions_done ON actions (state, closed_on) WHERE state = 'done' AND closed_on IS NOT NULL;
CREATE INDEX questions_open ON questions (state) WHERE state = 'open';
-- A row that goes is looked for where others point to it: without these, each note that is too old reads every huddle.
CREATE INDEX huddles_by_hope_note ON huddles (hope_note) WHERE hope_note IS NOT NULL;
CREATE INDEX questions_by_note ON questions (note) WHERE note IS NOT NULL;
CREATE INDEX lessons_by_result ON lessons (shared_result) WHERE shared_result IS NOT NULL;

CREATE TABLE tombstones (
    id   INTEGER NOT NULL CHECK (id > 0),
    kind TEXT NOT NULL CHECK (kind IN ('sealed_notes', 'notes', 'note_groups', 'lessons', 'actions', 'questions',
                                       'received_lessons')),
    PRIMARY KEY (id, kind)
) STRICT, WITHOUT ROWID;
-- Copies that were kept because they hold more than the record, and all notes of which are older than this day, go.
CREATE TABLE old_copies (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    before TEXT NOT NULL CHECK (before GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]')
) STRICT;
-- SAFETY 6: what stands for the retry tokens of the notes that the running huddle opened, so that a sending that is repeated
-- after a crash is still the same note. Nothing says which token was whose; all go when the huddle closes.
CREATE TABLE opened_tokens (
    token TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
UPDATE sealed_notes SET token = '';  -- older versions kept a hash without a key
CREATE TRIGGER bury_sealed_notes AFTER DELETE ON sealed_notes BEGIN
    INSERT OR IGNORE INTO tombstones (id, kind) VALUES (old.id, 'sealed_notes');
END;
CREATE TRIGGER bury_notes AFTER DELETE ON notes BEGIN
    INSERT OR IGNORE INTO tombstones (id, kind) VALUES (old.id, 'notes');
END;
CREATE TRIGGER bury_note_groups AFTER DELETE ON note_groups BEGIN
    INSERT OR IGNORE INTO tombstones (id, kind) VALUES (old.id, 'note_groups');
END;
CREATE TRIGGER bury_lessons AFTER DELETE ON lessons BEGIN
    INSERT OR IGNORE INTO tombstones (id, kind) VALUES (old.id, 'lessons');
END;
CREATE TRIGGER bury_actions AFTER DELETE ON actions BEGIN
    INSERT OR IGNORE INTO tombstones (id, kind) VALUES (old.id, 'actions');
END;
CREATE TRIGGER bury_questions AFTER DELETE ON questions BEGIN
    INSERT OR IGNORE INTO tombstones (id, kind) VALUES (old.id, 'questions');
END;
CREATE TRIGGER bury_received_lessons AFTER DELETE ON received_lessons BEGIN
    INSERT OR IGNORE INTO tombstones (id, kind) VALUES (old.id, 'received_lessons');
END;
)sql";

constexpr Migration steps_of_this_version[] = {
    {1, first_tables}, {2, pulse_table}, {3, learning_tables}, {4, calendar_table}, {5, trust_tables}};
static_assert(std::size(steps_of_this_version) == schema_version);

// Switches off foreign keys while tables that others refer to are replaced. The links are checked once at the
// end. SQLite accepts this setting only outside a transaction.
class KeysRest {
public:
    explicit KeysRest(SQLite::Database& database) : database_(database) { database_.exec("PRAGMA foreign_keys = OFF"); }
    ~KeysRest() { database_.tryExec("PRAGMA foreign_keys = ON"); }
    KeysRest(const KeysRest&) = delete;
    KeysRest& operator=(const KeysRest&) = delete;

private:
    SQLite::Database& database_;
};

}  // namespace

std::span<const Migration> migrations() { return steps_of_this_version; }

void bring_up_to_date(SQLite::Database& database, std::span<const Migration> steps,
                      const std::function<void(int version)>& before) {
    // A new file needs no backup.
    const bool is_new = schema_of(database) == 0;
    for (const Migration& step : steps) {
        const int version = schema_of(database);
        if (step.to <= version) continue;
        if (!is_new) before(version);
        const KeysRest rest(database);
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        database.exec(step.sql);
        if (SQLite::Statement broken(database, "PRAGMA foreign_key_check"); broken.executeStep()) {
            throw SQLite::Exception("the older record has rows that point nowhere", SQLITE_CORRUPT);
        }
        database.exec("PRAGMA application_id = " + std::to_string(application_id));
        database.exec("PRAGMA user_version = " + std::to_string(step.to));
        transaction.commit();
    }
}

}  // namespace hearthside::store
