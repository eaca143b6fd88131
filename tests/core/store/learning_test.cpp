// SPDX-License-Identifier: Apache-2.0
// What lessons, actions and questions need from the store: an older record is read whole, and shared lessons can be
// read.
#include <gtest/gtest.h>

#include "core/store/connection.h"
#include "core/store/history.h"
#include "core/store/schema.h"
#include "core/store/store.h"
#include "tests/support/random_state.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::store {
namespace {

using support::RandomRoom;
using support::TemporaryFolder;

huddle::Day day(int number) { return huddle::Day{std::chrono::year{2026} / 3 / number}; }

// A record as version 2 left it: two closed huddles and a running one.
void write_schema_2(const std::filesystem::path& file) {
    SQLite::Database database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    bring_up_to_date(database, migrations().first(2), [](int) {});
    database.exec(R"sql(
INSERT INTO huddles (id, day, layout_id, layout_name, for_whom, started, closed, how_it_ended, current_round, clock,
                     clock_mark, last_touched, spare_ms)
    VALUES (1, '2026-03-02', 'l', 'L', '', '2026-03-02T07:00:00.000Z', '2026-03-02T07:12:00.000Z', 'closed', 0,
            'paused', '2026-03-02T07:12:00.000Z', '2026-03-02T07:12:00.000Z', 0),
           (2, '2026-03-04', 'l', 'L', '', '2026-03-04T07:00:00.000Z', '2026-03-04T07:12:00.000Z', 'closed', 0,
            'paused', '2026-03-04T07:12:00.000Z', '2026-03-04T07:12:00.000Z', 0);
INSERT INTO last_time (one, huddle) VALUES (1, 2);
INSERT INTO notes (id, huddle, theme, text, state) VALUES (11, 1, 'mistakes', 'We forgot', 'talked_about');
INSERT INTO lessons (id, huddle, kept, text, note)
    VALUES (21, 1, '2026-03-02T07:05:00.000Z', 'Lists help', 11), (22, 2, '2026-03-04T07:05:00.000Z', 'Ask', NULL);
INSERT INTO actions (id, lesson, huddle, kept, condition, response, role, due, state, reviewed_in)
    VALUES (31, 21, 1, '2026-03-02T07:06:00.000Z', '', 'read it', 'Everyone', '2026-03-09', 'done', 2),
           (32, 21, 1, '2026-03-02T07:07:00.000Z', '', 'write it', 'Everyone', '2026-03-09', 'trying', NULL);
INSERT INTO questions (id, huddle, kept, text, note, state)
    VALUES (41, 1, '2026-03-02T07:08:00.000Z', 'Why?', 11, 'open');
INSERT INTO sealed_notes (id, theme, text, token) VALUES (51, 'hope', 'sealed', 't');
)sql");
}

TEST(StoreLearning, ARecordOfVersion2ComesUpWithSensibleValues) {
    const TemporaryFolder folder;
    write_schema_2(folder / "hearthside.db");
    auto opened = Store::open(folder.path());
    ASSERT_TRUE(opened) << opened.problem().sentence;
    EXPECT_EQ((*opened)->recovery_note(), "");
    const huddle::State state = *(*opened)->load();
    ASSERT_EQ(state.lessons.size(), 2u);
    EXPECT_EQ(huddle::find_lesson(state, huddle::LessonId{21})->notes, std::vector{huddle::NoteId{11}});
    const huddle::Action& done = *huddle::find_action(state, huddle::ActionId{31});
    EXPECT_EQ(done.first_due, day(9));
    EXPECT_EQ(done.closed_on, day(4)) << "the day of the huddle that said so";
    ASSERT_EQ(done.steps.size(), 1u);
    EXPECT_EQ(done.steps[0],
              (huddle::ActionStep{huddle::HuddleId{2}, day(4), huddle::ActionState::done, std::nullopt, day(9)}));
    EXPECT_EQ(state.loops_closed, std::vector{day(4)});
    EXPECT_TRUE(huddle::find_action(state, huddle::ActionId{32})->steps.empty());
    const huddle::Question& question = *huddle::find_question(state, huddle::QuestionId{41});
    EXPECT_EQ(question.review_on, day(30)) << "four weeks after its huddle";
    EXPECT_EQ(question.note, huddle::NoteId{11});
    EXPECT_EQ(state.sealed.size(), 1u);
    EXPECT_EQ(state.seed, "");

    // It can be used too: the whole chain on top of the old rows.
    RandomRoom room(5);
    room.take_over(state);
    for (int i = 0; i < 120; ++i) {
        ASSERT_TRUE((*opened)->save(room.batch(3)));
        ASSERT_TRUE(*(*opened)->load() == room.state()) << i;
    }
    opened->reset();
    EXPECT_TRUE((*History::open(folder.path()))->inspect()->sound);
}

TEST(StoreLearning, ADamagedRecordOfVersion2GivesItsRows) {
    const TemporaryFolder folder;
    write_schema_2(folder / "hearthside.db");
    {
        // One page of an index is destroyed. The file is damaged, but the rows can be read.
        SQLite::Database database(folder / "hearthside.db", SQLite::OPEN_READWRITE);
        const int page = database.execAndGet("SELECT rootpage FROM sqlite_master WHERE name = 'notes_by_huddle'");
        const int size = database.execAndGet("PRAGMA page_size");
        std::FILE* file = std::fopen((folder / "hearthside.db").c_str(), "r+b");
        ASSERT_NE(file, nullptr);
        std::fseek(file, static_cast<long>(page - 1) * size, SEEK_SET);
        const std::string noise(static_cast<std::size_t>(size), '\x5a');
        std::fwrite(noise.data(), 1, noise.size(), file);
        std::fclose(file);
    }
    auto opened = Store::open(folder.path());
    ASSERT_TRUE(opened) << opened.problem().sentence;
    EXPECT_NE((*opened)->recovery_note(), "");
    const huddle::State state = *(*opened)->load();
    EXPECT_NE(huddle::find_lesson(state, huddle::LessonId{21}), nullptr);
    ASSERT_NE(huddle::find_action(state, huddle::ActionId{32}), nullptr);
    EXPECT_EQ(huddle::find_action(state, huddle::ActionId{32})->first_due, day(9));
    ASSERT_NE(huddle::find_question(state, huddle::QuestionId{41}), nullptr);
    EXPECT_EQ(huddle::find_question(state, huddle::QuestionId{41})->review_on, day(30));
    ASSERT_NE(huddle::find_action(state, huddle::ActionId{31}), nullptr);
    EXPECT_EQ(huddle::find_action(state, huddle::ActionId{31})->steps.size(), 1u);
}

// Where a lesson's id was the only key, the id was the one that its kiosk gave.
TEST(StoreLearning, LessonsOfOtherTeamsInARecordOfVersion4KeepTheirAnswersAndTheIdOfTheirKiosk) {
    const TemporaryFolder folder;
    {
        SQLite::Database database(folder / "hearthside.db", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        bring_up_to_date(database, migrations().first(4), [](int) {});
        database.exec("INSERT INTO received_lessons VALUES (77, '" + std::string(64, 'a') +
                      "', 'Rowan Ward', 'Look first', '', 'look', 'helped', '2026-03-01', '2026-03-02', NULL, "
                      "'adapted', 1, 2, 3)");
    }
    auto store = Store::open(folder.path());
    ASSERT_TRUE(store) << store.problem().sentence;
    const huddle::State state = *(*store)->load();
    const huddle::SharedLesson* kept = huddle::find_shared(state, std::string(64, 'a'), huddle::LessonId{77});
    ASSERT_NE(kept, nullptr);
    EXPECT_EQ(kept->answer, huddle::SharedAnswer::adapted);
    EXPECT_EQ(kept->answers, (huddle::SharedAnswers{1, 2, 3}));
    EXPECT_EQ(kept->text, "Look first");
}

TEST(StoreLearning, TheHistoryTellsWhatTravels) {
    const TemporaryFolder folder;
    auto store = *Store::open(folder.path());
    RandomRoom room(77);
    for (int i = 0; i < 1500; ++i) ASSERT_TRUE(store->save(room.batch(2)));
    const huddle::State& state = room.state();
    const auto sharing = (*History::open(folder.path()))->sharing();
    ASSERT_TRUE(sharing) << sharing.problem().sentence;
    EXPECT_EQ(sharing->seed, state.seed);
    EXPECT_EQ(sharing->seed.size(), 64u);
    EXPECT_EQ(sharing->received, state.received);
    EXPECT_EQ(sharing->heard_back, state.heard_back);
    std::size_t shared = 0;
    for (const huddle::Lesson& lesson : state.lessons) shared += lesson.shared_on.has_value();
    ASSERT_GT(shared, 0u);
    ASSERT_EQ(sharing->shared.size(), shared);
    for (const SharedRecord& record : sharing->shared) {
        EXPECT_EQ(*huddle::find_lesson(state, record.lesson.id), record.lesson);
        EXPECT_EQ(huddle::find_action(state, *record.lesson.shared_result)->response, record.response);
        EXPECT_NE(record.result, huddle::Help::too_early);
    }
}

}  // namespace
}  // namespace hearthside::store
