// SPDX-License-Identifier: Apache-2.0
// The pulse at the close: counters only, pooled over huddles (SAFETY 8). A second tap of one page replaces its first.
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include "core/huddle/apply.h"
#include "core/huddle/decide.h"
#include "core/room/room.h"
#include "core/store/history.h"
#include "core/store/schema.h"
#include "core/store/store.h"
#include "tests/support/random_huddle.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::room {
namespace {

std::unique_ptr<Room> open_room(const support::TemporaryFolder& folder) {
    auto room = Room::open({.data = folder.path(), .time_zone = "Europe/London"});
    EXPECT_TRUE(room) << (room ? "" : room.problem().sentence);
    return room ? std::move(*room) : nullptr;
}

// Was it accepted?
bool ask(Room& room, huddle::Intent intent) { return static_cast<bool>(room.submit(std::move(intent)).get()); }

void to_the_close(Room& room, bool pulse = true) {
    huddle::Layout layout = support::learning_huddle();
    layout.pulse = pulse;
    ASSERT_TRUE(ask(room, huddle::StartHuddle{layout}));
    while (room.board()->huddle->current().round.kind != huddle::RoundKind::close)
        ASSERT_TRUE(ask(room, huddle::OpenNextRound{}));
}

bool tap(Room& room, int value, std::string page = "") {
    return ask(room, huddle::AnswerPulse{.value = value, .page = std::move(page)});
}

std::vector<std::int64_t> counters(const support::TemporaryFolder& folder) {
    SQLite::Database database((folder / "hearthside.db").string());
    SQLite::Statement row(database, "SELECT sum(ones), sum(twos), sum(threes), sum(fours), sum(fives) FROM pulse");
    row.executeStep();
    std::vector<std::int64_t> values;
    for (int column = 0; column < 5; ++column) values.push_back(row.getColumn(column).getInt64());
    return values;
}

TEST(Pulse, IsAskedInTheLastRoundOnly) {
    support::TemporaryFolder folder;
    auto room = open_room(folder);
    EXPECT_FALSE(tap(*room, 3)) << "no huddle";
    ASSERT_TRUE(ask(*room, huddle::StartHuddle{support::learning_huddle()}));
    EXPECT_FALSE(room->board()->pulse_asked);
    EXPECT_FALSE(tap(*room, 3)) << "not yet";
    while (room->board()->huddle->current().round.kind != huddle::RoundKind::close) ask(*room, huddle::OpenNextRound{});
    EXPECT_TRUE(room->board()->pulse_asked);
    EXPECT_TRUE(tap(*room, 3));
    for (const int wrong : {0, 6, -1, 1000}) EXPECT_FALSE(tap(*room, wrong)) << wrong;
    EXPECT_FALSE(tap(*room, 3, std::string(65, 'a')));
    EXPECT_FALSE(tap(*room, 3, "a b"));
    ask(*room, huddle::CloseHuddle{});
    EXPECT_FALSE(room->board()->pulse_asked);
}

TEST(Pulse, IsNotAskedWhereTheLayoutSaysSo) {
    support::TemporaryFolder folder;
    {
        auto room = open_room(folder);
        to_the_close(*room, false);
        EXPECT_FALSE(room->board()->pulse_asked);
        EXPECT_FALSE(tap(*room, 3));
    }
    auto again = open_room(folder);
    EXPECT_FALSE(again->board()->pulse_asked) << "after a restart too";
}

TEST(Pulse, Safety8ASecondTapOfOnePageTakesTheFirstOnesPlace) {
    support::TemporaryFolder folder;
    auto room = open_room(folder);
    to_the_close(*room);
    for (const int value : {1, 5, 5, 2}) EXPECT_TRUE(tap(*room, value, "pageone"));
    EXPECT_TRUE(tap(*room, 4, "pagetwo"));
    EXPECT_TRUE(tap(*room, 4));
    EXPECT_TRUE(tap(*room, 4));
    EXPECT_EQ(counters(folder), (std::vector<std::int64_t>{0, 1, 0, 3, 0}));
}

// SAFETY 8. People saw this: one phone gave 10,005 answers in 12 s, and after 10,000 pages a second tap counted again.
TEST(Pulse, Safety8IsBoundedByWhatAWardCanBeAndASecondTapStillReplaces) {
    support::TemporaryFolder folder;
    auto room = open_room(folder);
    to_the_close(*room);
    std::vector<std::future<Room::Reply>> replies;
    for (int page = 0; page < 1'000; ++page)
        replies.push_back(room->submit(huddle::AnswerPulse{.value = 1, .page = "p" + std::to_string(page)}));
    std::int64_t passed = 0;
    for (auto& reply : replies) passed += reply.get() ? 1 : 0;
    EXPECT_GE(passed, 200);
    EXPECT_LE(passed, 249);
    for (const int value : {2, 3, 5}) EXPECT_TRUE(tap(*room, value, "p0"));
    EXPECT_TRUE(tap(*room, 4)) << "whoever stands at the screen is not shut out by phones";
    EXPECT_EQ(counters(folder), (std::vector<std::int64_t>{passed - 1, 0, 0, 1, 1}));
    for (int tries = 0; tries < 400; ++tries) tap(*room, 4);
    room = nullptr;
    room = open_room(folder);
    const auto before = counters(folder);
    EXPECT_FALSE(tap(*room, 1, "new")) << "after a restart too";
    EXPECT_EQ(counters(folder), before);
}

TEST(Pulse, ManyTapsAtOnceOfOnePageAreOneAnswer) {
    support::TemporaryFolder folder;
    auto room = open_room(folder);
    to_the_close(*room);
    std::vector<std::future<Room::Reply>> replies;
    for (int count = 0; count < 300; ++count) {
        replies.push_back(room->submit(huddle::AnswerPulse{.value = 1 + count % 5, .page = "hasty"}));
    }
    for (auto& reply : replies) EXPECT_TRUE(reply.get());
    std::int64_t total = 0;
    for (const std::int64_t counter : counters(folder)) total += counter;
    EXPECT_EQ(total, 1);
}

TEST(Pulse, Safety8NeitherAnswersNorPagesAreStoredOrShown) {
    support::TemporaryFolder folder;
    auto room = open_room(folder);
    to_the_close(*room);
    const auto before = room->board();
    for (int person = 0; person < 9; ++person) tap(*room, 5, "markerpage" + std::to_string(person));
    EXPECT_EQ(room->board(), before) << "no new Board: nobody can see that somebody tapped";
    room.reset();
    EXPECT_EQ(support::files_with(folder.path(), "markerpage"), "");
    SQLite::Database database((folder / "hearthside.db").string());
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM pulse").getInt(), 1) << "one row a huddle, never one an answer";
}

TEST(Pulse, CountersSurviveARestart) {
    support::TemporaryFolder folder;
    {
        auto room = open_room(folder);
        to_the_close(*room);
        tap(*room, 2, "a");
    }
    auto room = open_room(folder);
    EXPECT_TRUE(tap(*room, 2, "b"));
    EXPECT_EQ(counters(folder), (std::vector<std::int64_t>{0, 2, 0, 0, 0}));
}

TEST(Pulse, Safety8IsShownFromFiveAnswersOnAndNeverForOneHuddle) {
    support::TemporaryFolder folder;
    auto room = open_room(folder);
    const auto huddle = [&](const std::vector<int>& values) {
        to_the_close(*room);
        for (const int value : values) EXPECT_TRUE(tap(*room, value));
        EXPECT_TRUE(ask(*room, huddle::CloseHuddle{}));
    };
    const auto pools = [&](store::Span span = {}) {
        auto history = store::History::open(folder.path());
        EXPECT_TRUE(history);
        auto read = (*history)->pulse(span);
        EXPECT_TRUE(read);
        return *read;
    };
    huddle({5, 5, 5, 5, 5, 5, 5});
    EXPECT_TRUE(pools().empty()) << "seven answers, but of one huddle";
    huddle({1});
    ASSERT_EQ(pools().size(), 1u);
    EXPECT_EQ(pools()[0].huddles, 2);
    EXPECT_EQ(pools()[0].answers, (huddle::PulseCounts{1, 0, 0, 0, 7}));
    huddle({3});
    huddle({3, 3});
    EXPECT_EQ(pools().size(), 1u) << "three answers wait for more";
    huddle({4, 4});
    ASSERT_EQ(pools().size(), 2u);
    EXPECT_EQ(pools()[1].huddles, 3);
    EXPECT_EQ(pools()[1].answers, (huddle::PulseCounts{0, 0, 3, 2, 0}));
    EXPECT_TRUE(pools({.from = room->today() + std::chrono::days{1}}).empty());
}

TEST(Migrations, AFileWithoutThePulseGetsItAfterABackup) {
    support::TemporaryFolder folder;
    {
        SQLite::Database database((folder / "hearthside.db").string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        store::bring_up_to_date(database, store::migrations().first(1), [](int) {});
        database.exec(
            "INSERT INTO huddles VALUES (7, '2026-11-20', 'learning-huddle', 'Learning huddle', '', "
            "'2026-11-20T07:00:00.000Z', NULL, NULL, NULL, 0, 'paused', '2026-11-20T07:00:00.000Z', "
            "'2026-11-20T07:00:00.000Z', 0)");
        database.exec(
            "INSERT INTO rounds VALUES (7, 0, 'close', 'close', 'Close', 'heart', 'primary', 90000, 90000, "
            "0, 1, 'Who "
            "should hear it?\n', 90000, 0, NULL, 'no')");
        database.exec("INSERT INTO sealed_notes VALUES (9, 'wins', 'Kept through the change', 't1')");
    }
    auto store = store::Store::open(folder.path());
    ASSERT_TRUE(store) << store.problem().sentence;
    const auto state = (*store)->load();
    ASSERT_TRUE(state);
    ASSERT_TRUE(state->huddle);
    EXPECT_FALSE(state->huddle->layout.pulse) << "a huddle from before is not asked";
    EXPECT_EQ(state->sealed.size(), 1u);
    store = huddle::Result<std::unique_ptr<store::Store>>{huddle::Problem{}};
    EXPECT_TRUE(std::filesystem::exists(folder / "backups/hearthside-before-schema-2.db"));
    SQLite::Database database((folder / "hearthside.db").string());
    EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), store::schema_version);
    EXPECT_TRUE(database.tableExists("pulse"));
}

}  // namespace
}  // namespace hearthside::room
