// SPDX-License-Identifier: Apache-2.0
// What was kept long enough is deleted from real files: from the record, its journal and every backup. Nothing else is.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/store/connection.h"
#include "core/store/expiry.h"
#include "core/store/store.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::store {
namespace {

using std::chrono::days;
using support::bytes_of;
using support::files_with;
using support::TemporaryFolder;

const huddle::Day today = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};

class Record : public testing::Test {
protected:
    Record() : store(open()) {}

    std::unique_ptr<Store> open() {
        auto opened = Store::open(folder.path());
        if (!opened) throw std::runtime_error(opened.problem().sentence);
        return std::move(*opened);
    }
    void sql(const std::string& text) {
        SQLite::Database beside(folder / "hearthside.db", SQLite::OPEN_READWRITE);
        beside.setBusyTimeout(1000);
        beside.exec(text);
    }
    std::int64_t count(const std::string& of) {
        SQLite::Database beside(folder / "hearthside.db", SQLite::OPEN_READONLY);
        return beside.execAndGet("SELECT count(*) FROM " + of).getInt64();
    }

    // A huddle that was closed on that day, with a note whose text is `marker`. Returns the huddle's id.
    int huddle(huddle::Day day, const std::string& marker) {
        const std::string id = std::to_string(++last), on = to_column_text(day);
        sql("INSERT INTO huddles (id, day, layout_id, layout_name, for_whom, started, closed, how_it_ended, "
            "current_round, "
            "clock, clock_mark, last_touched, spare_ms) VALUES (" +
            id + ", '" + on + "', 'l', 'L', '', '" + on + "T08:00:00.000Z', '" + on +
            "T08:12:00.000Z', 'closed', 0, 'paused', '" + on + "T08:12:00.000Z', '" + on + "T08:12:00.000Z', 0)");
        sql("INSERT INTO rounds (huddle, number, round_id, kind, title, icon, colour, planned_ms, minimum_ms, "
            "silent_share, "
            "release_at_least, prompts, allotted_ms, spent_ms, opened, released) VALUES (" +
            id + ", 0, 'wins', 'wins', 'W', 'i', 'wins', 60000, 0, 0, 1, '', 60000, 0, '" + on +
            "T08:00:00.000Z', 'yes')");
        sql("INSERT INTO notes (id, huddle, theme, text, state) VALUES (" + id + ", " + id + ", 'wins', '" + marker +
            "', 'on_the_wall')");
        return last;
    }
    void lesson(int in, const std::string& marker, const std::string& action_state = "",
                std::optional<huddle::Day> closed_on = {}) {
        const std::string id = std::to_string(in);
        sql("INSERT INTO lessons (id, huddle, kept, text, cause) VALUES (" + id + ", " + id +
            ", '2020-01-01T08:00:00.000Z', '" + marker + "', '')");
        if (action_state.empty()) return;
        sql("INSERT INTO actions (id, lesson, huddle, kept, condition, response, role, due, state, first_due, "
            "closed_on) VALUES (" +
            id + ", " + id + ", " + id + ", '2020-01-01T08:00:00.000Z', 'if', '" + marker +
            "', 'Everyone', '2020-01-08', '" + action_state + "', '2020-01-08', " +
            (closed_on ? "'" + to_column_text(*closed_on) + "'" : "NULL") + ")");
    }
    void question(int in, const std::string& marker, const std::string& state,
                  std::optional<huddle::Day> closed_on = {}) {
        const std::string id = std::to_string(in);
        sql("INSERT INTO questions (id, huddle, kept, text, first_review_on, review_on, state, answer, for_role, "
            "closed_on) VALUES (" +
            id + ", " + id + ", '2020-01-01T08:00:00.000Z', '" + marker + "', '2020-02-01', '2020-02-01', '" + state +
            "', '', '', " + (closed_on ? "'" + to_column_text(*closed_on) + "'" : "NULL") + ")");
    }
    // The kiosk ran until yesterday, and every day was ordinary.
    void saw_yesterday() {
        sql("INSERT OR REPLACE INTO calendar (one, last_seen, run_from, doubt) VALUES (1, '" +
            to_column_text(today - days{1}) + "', '2020-01-01', 0)");
    }
    Store::DayBegun begin(huddle::Day day, const huddle::Retention& retention = {}) {
        const auto begun = store->begin_day(day, retention);
        EXPECT_TRUE(begun) << (begun ? "" : begun.problem().sentence);
        if (begun && begun->state) {
            EXPECT_TRUE(store->compact());
        }
        return begun ? *begun : Store::DayBegun{};
    }

    TemporaryFolder folder{TemporaryFolder::Where::in_memory};
    std::unique_ptr<Store> store;
    int last = 0;
};

using Expiry = Record;

TEST_F(Expiry, Safety5WhatGoesIsInNoFileAnyMore) {
    huddle(today - days{91}, "marker-of-old");
    huddle(today - days{90}, "marker-of-young");
    sql("INSERT INTO note_groups (id, huddle, theme, title) VALUES (1, 1, 'wins', 'marker-of-group'); "
        "UPDATE notes SET note_group = 1 WHERE id = 1");
    saw_yesterday();
    for (int i = 3; i > 0; --i) ASSERT_TRUE(store->backup(today - days{i}));
    std::ofstream(folder / "hearthside.db.damaged-2026-11-01") << "marker-of-old";
    ASSERT_NE(files_with(folder.path(), "marker-of-old"), "");
    ASSERT_NE(files_with(folder.path() / "backups", "marker-of-old"), "");
    const Store::DayBegun begun = begin(today);
    EXPECT_TRUE(begun.state);
    for (const std::string marker : {"marker-of-old", "marker-of-group"})
        EXPECT_EQ(files_with(folder.path(), marker), "");
    EXPECT_EQ(std::filesystem::file_size(folder / "hearthside.db-wal"), 0u);
    EXPECT_NE(files_with(folder.path(), "marker-of-young"), "");
    EXPECT_EQ(count("huddles"), 2) << "that there was a huddle is kept";
    SQLite::Database packed(folder / "hearthside.db", SQLite::OPEN_READONLY);
    EXPECT_EQ(packed.execAndGet("PRAGMA freelist_count").getInt(), 0);
}

TEST_F(Expiry, ARestartBetweenTheDeletionAndThePackingPacksAfterwards) {
    huddle(today - days{91}, "marker-of-old");
    saw_yesterday();
    ASSERT_TRUE(store->backup(today - days{1}));
    ASSERT_TRUE(store->begin_day(today, {}));
    ASSERT_NE(files_with(folder.path() / "backups", "marker-of-old"), "");
    store.reset();
    store = open();
    EXPECT_EQ(files_with(folder.path(), "marker-of-old"), "");
}

// People saw this: the Room kept rows that the file no longer had.
TEST_F(Expiry, Safety5NothingGoesWhenWhatIsLeftCannotBeReadAndItGoesLater) {
    huddle(today - days{91}, "marker-of-old");
    question(huddle(today - days{1}, "marker-of-young"), "a question", "open");
    saw_yesterday();
    sql("UPDATE questions SET review_on = '2026-19-39'");  // no such day
    EXPECT_FALSE(store->begin_day(today, {}));
    EXPECT_EQ(count("notes"), 2) << "the State still has them";
    EXPECT_FALSE(store->has_due_work());
    sql("UPDATE questions SET review_on = '2026-12-01'");
    const Store::DayBegun begun = begin(today);
    ASSERT_TRUE(begun.state);
    EXPECT_TRUE(*begun.state == *store->load());
    EXPECT_EQ(files_with(folder.path(), "marker-of-old"), "");
    EXPECT_FALSE(store->has_due_work());
}

TEST_F(Expiry, WhatIsOpenStaysHoweverOldItIs) {
    const huddle::Day long_ago = today - days{1500};
    lesson(huddle(long_ago, "n1"), "lesson-alone");
    lesson(huddle(long_ago, "n2"), "lesson-tried", "trying");
    lesson(huddle(long_ago, "n3"), "lesson-done-long-ago", "done", long_ago + days{7});
    lesson(huddle(long_ago, "n4"), "lesson-done-lately", "done", today - days{730});
    question(huddle(long_ago, "n5"), "question-open", "open");
    question(huddle(long_ago, "n6"), "question-answered", "answered", long_ago + days{9});
    question(huddle(long_ago, "n7"), "question-answered-lately", "answered", today - days{1});
    lesson(huddle(long_ago, "n8"), "lesson-shared-lately", "done", long_ago + days{7});
    sql("UPDATE actions SET help = 'helped' WHERE id = 8; UPDATE lessons SET shared_on = '" +
        to_column_text(today - days{30}) + "', shared_in = 8, shared_result = 8 WHERE id = 8");
    lesson(huddle(long_ago, "n9"), "lesson-shared-long-ago", "done", long_ago + days{7});
    sql("UPDATE lessons SET shared_on = '" + to_column_text(long_ago + days{8}) +
        "', shared_in = 9, shared_result = 9 WHERE id = 9");
    saw_yesterday();
    ASSERT_TRUE(store->backup(today - days{1}));
    {
        SQLite::Database reading(folder / "hearthside.db", SQLite::OPEN_READONLY);
        Statements statements(reading);
        const huddle::KeptDays kept = kept_days(statements);
        EXPECT_EQ(kept.open, 2);
        EXPECT_EQ(kept.notes, std::vector<huddle::Day>{long_ago});
        EXPECT_EQ(kept.learning,
                  (std::vector<huddle::Day>{long_ago, long_ago + days{7}, long_ago + days{8}, long_ago + days{9},
                                            today - days{730}, today - days{30}, today - days{1}}));
    }
    EXPECT_TRUE(begin(today).state);
    for (const std::string stays :
         {"lesson-tried", "lesson-done-lately", "question-open", "question-answered-lately", "lesson-shared-lately"}) {
        EXPECT_NE(bytes_of(folder / "hearthside.db").find(stays), std::string::npos) << stays;
    }
    for (const std::string goes :
         {"lesson-alone", "lesson-done-long-ago", "question-answered-long", "lesson-shared-long-ago"})
        EXPECT_EQ(files_with(folder.path(), goes), "") << goes;
    EXPECT_EQ(count("questions"), 2);
    EXPECT_TRUE(store->load()) << "and the rest can be read";
}

TEST_F(Expiry, ANoteSetAsideKeepsItsOwnThirtyDays) {
    huddle(today - days{91}, "marker-of-aside");
    sql("UPDATE notes SET state = 'set_aside', set_aside_on = '" + to_column_text(today - days{5}) + "'");
    saw_yesterday();
    EXPECT_FALSE(begin(today).state);
    EXPECT_EQ(count("notes"), 1);
}

TEST_F(Expiry, AHoldKeepsEverything) {
    lesson(huddle(today - days{2000}, "note"), "lesson");
    saw_yesterday();
    EXPECT_FALSE(begin(today, {.notes_days = 31, .learning_days = 90, .hold = true}).state);
    EXPECT_EQ(count("notes"), 1);
    EXPECT_FALSE(begin(today).state) << "taken away by mistake, it can be set again until midnight";
    EXPECT_TRUE(begin(today + days{1}).state);
    EXPECT_EQ(count("notes") + count("lessons"), 0);
}

const huddle::Day in_1970 = std::chrono::sys_days{std::chrono::year{1970} / 1 / 1};
const huddle::Day in_2036 = std::chrono::sys_days{std::chrono::year{2036} / 11 / 23};

TEST_F(Expiry, AClockThatJumpsDeletesNothing) {
    huddle(today - days{80}, "note");
    saw_yesterday();
    begin(today);
    for (const huddle::Day jump : {in_2036, in_1970, today - days{5}, today + days{60}, in_2036 + days{1}}) {
        for (int i = 0; i < 5; ++i) EXPECT_FALSE(begin(jump + days{i}).state) << to_column_text(jump) << " " << i;
    }
    EXPECT_EQ(count("notes"), 1);
    for (int i = 1; i <= 14; ++i) begin(today + days{i});
    EXPECT_EQ(count("notes"), 1);
    begin(today + days{15});
    EXPECT_EQ(count("notes"), 0) << "on the day on which it would have gone, when that was long enough believed";
}

TEST_F(Expiry, AClockThatStaysWrongDeletesNothingOfTheDaysBefore) {
    huddle(today - days{89}, "note");
    saw_yesterday();
    for (int i = 0; i <= 90; ++i) begin(in_2036 + days{i});
    EXPECT_EQ(count("notes"), 1);
    for (int i = 0; i <= 90; ++i) begin(today + days{i});
    EXPECT_EQ(count("notes"), 1);
    begin(today + days{91});
    EXPECT_EQ(count("notes"), 0);
}

TEST_F(Expiry, AHuddleHeldWhileTheClockSaid1970IsKeptAsLongAsAnyOther) {
    begin(in_1970);
    const std::string aside = std::to_string(huddle(in_1970 + days{1}, "aside"));
    huddle(in_1970 + days{1}, "note");
    sql("UPDATE notes SET state = 'set_aside', set_aside_on = '1970-01-02' WHERE id = " + aside);
    begin(in_1970 + days{2});
    for (int i = 0; i < 14; ++i) EXPECT_FALSE(begin(today + days{i}).state);
    EXPECT_TRUE(begin(today + days{14}).state) << "now it is known";
    EXPECT_EQ(store->load()->set_aside.at(0).set_aside_on, today);
    for (int i = 15; i <= 90; ++i) begin(today + days{i});
    EXPECT_EQ(count("notes"), 2);
    begin(today + days{91});
    EXPECT_EQ(count("notes"), 1);
}

TEST_F(Expiry, AHuddleHeldWhileTheClockWasAheadGoesLikeAnyOther) {
    saw_yesterday();
    begin(in_2036);
    huddle(in_2036, "note");
    for (int i = 0; i <= 90; ++i) begin(today + days{i});
    EXPECT_EQ(count("notes"), 1);
    begin(today + days{91});
    EXPECT_EQ(count("notes"), 0);
}

TEST_F(Expiry, TheNewestHuddleTellsWhichDayAnOlderRecordSawLast) {
    huddle(today - days{400}, "old");
    huddle(today - days{3}, "new");
    sql("DELETE FROM calendar");
    EXPECT_TRUE(begin(today).believed);
    EXPECT_EQ(count("notes"), 1);
    huddle(today - days{400}, "old");
    sql("DELETE FROM calendar");
    EXPECT_FALSE(begin(today + days{2000}).believed) << "not by a clock that is far from the newest huddle";
    EXPECT_EQ(count("notes"), 2);
}

TEST_F(Expiry, BackupsOfACalendarThatWasAheadMakeRoomForTheRightOnes) {
    huddle(today, "note");
    const auto names = [&] {
        std::vector<std::string> all;
        for (const auto& entry : std::filesystem::directory_iterator(folder / "backups"))
            all.push_back(entry.path().filename().string());
        std::sort(all.begin(), all.end());
        return all;
    };
    for (int i = 0; i < 7; ++i) ASSERT_TRUE(store->backup(in_2036 + days{i}));
    for (int i = 0; i < 7; ++i) ASSERT_TRUE(store->backup(today + days{i}));
    ASSERT_EQ(names().size(), 7u);
    EXPECT_EQ(names().back(), "hearthside-2026-11-29.db");
    ASSERT_TRUE(store->backup(in_1970));
    EXPECT_EQ(names().size(), 7u);
    EXPECT_EQ(names().front(), "hearthside-1970-01-01.db") << "the newest one, whatever it is called";
    for (int i = 7; i < 15; ++i) ASSERT_TRUE(store->backup(today + days{i}));
    EXPECT_EQ(names().front(), "hearthside-2026-12-01.db");
}

}  // namespace
}  // namespace hearthside::store
