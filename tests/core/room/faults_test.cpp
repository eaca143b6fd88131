// SPDX-License-Identifier: Apache-2.0
// The Room on a disk that is full, failing, read-only, slow or unreadable. What it says is true, and what protects
// people happens all the same (SAFETY 5, 11, 25).
#include <SQLiteCpp/SQLiteCpp.h>
#include <gtest/gtest.h>

#include <mutex>
#include <random>
#include <set>

#include "tests/faults/faulty_disk.h"
#include "tests/support/clean.h"
#include "tests/support/test_clock.h"

namespace hearthside::room {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr std::size_t wins = 2, lessons = 4, close_round = 6;  // of learning_huddle()
constexpr faults::Fault refusing[] = {faults::Fault::full, faults::Fault::failing, faults::Fault::read_only};

struct House {
    support::TemporaryFolder folder{support::TemporaryFolder::Where::in_memory};
    faults::FaultyDisk disk;
    support::TestClock clock;
    std::unique_ptr<Room> room = open();

    std::unique_ptr<Room> open() {
        return support::open_room(folder, &clock, {.vfs = disk.vfs(), .disk = &disk, .synchronous = "FULL"});
    }
    void restart() {
        room.reset();
        room = open();
    }
    // The next tick tries again what waits.
    std::shared_ptr<const huddle::Board> tick() {
        clock.wait_for_border();
        return support::look(*room);
    }
    // The notes in the file, sealed or open, by text.
    std::multiset<std::string> texts() {
        SQLite::Database database((folder / "hearthside.db").string());
        SQLite::Statement row(database, "SELECT text FROM sealed_notes UNION ALL SELECT text FROM notes");
        std::multiset<std::string> found;
        while (row.executeStep()) found.insert(row.getColumn(0).getString());
        return found;
    }
};

bool is_not_saved(const Room::Reply& reply) { return !reply && reply.problem().kind == huddle::ProblemKind::not_saved; }

// Everything that must be the same after a restart.
std::string essence(const huddle::Board& board) {
    std::string said = board.room_key + " " + std::to_string(board.set_aside.size());
    if (board.huddle) {
        const huddle::HuddleBoard& huddle = *board.huddle;
        said += " " + huddle::to_hex(huddle.id.value) + " in " + std::to_string(huddle.clock.current) +
                (huddle.clock.running ? " running" : " paused");
        for (const huddle::RoundBoard& round : huddle.rounds)
            said += " " + std::to_string(round.allotted.count()) + "/" + std::to_string(round.spent.count()) +
                    (round.released ? "r" : "");
        for (const huddle::Note& note : huddle.notes)
            said += " " + note.text + ":" + std::string{huddle::to_text(note.state)};
        for (const huddle::Lesson& lesson : huddle.lessons) said += " lesson " + lesson.text;
    }
    return said;
}

// People saw this: a retry in a batch that could not be saved was answered with "added".
TEST(RoomFaults, Safety11ARetryInABatchThatWasNotSavedIsToldSo) {
    for (const faults::Fault fault : refusing) {
        House house;
        // The disk fails at each point of the transaction in turn.
        int failed = 0;
        for (std::uint64_t after = 0; after < 40; ++after) {
            const std::string token = "t" + std::to_string(after);
            house.disk.set(fault, after);
            const auto replies = support::ask_together(
                *house.room,
                {huddle::AddNote{huddle::RoundCategory::wins, support::clean(token), token},
                 huddle::AddNote{huddle::RoundCategory::wins, support::clean(token), token},
                 huddle::AddNote{huddle::RoundCategory::wins, support::clean("other " + token), "o" + token},
                 huddle::AddNote{huddle::RoundCategory::wins, support::clean(token), token},
                 huddle::AddNote{huddle::RoundCategory::wins, {}, "empty"}});
            const bool saved = static_cast<bool>(replies[0]);
            for (std::size_t i = 0; i < 4; ++i) {
                EXPECT_EQ(static_cast<bool>(replies[i]), saved) << i << " after " << after;
                if (!saved) {
                    EXPECT_TRUE(is_not_saved(replies[i])) << i << " after " << after;
                }
            }
            ASSERT_FALSE(replies[4]);
            EXPECT_EQ(replies[4].problem().kind, huddle::ProblemKind::invalid) << "a refusal stays what it was";
            failed += saved ? 0 : 1;
            house.disk.set(faults::Fault::none);
            // Sent again, it is there: once.
            support::ask(*house.room, huddle::AddNote{huddle::RoundCategory::wins, support::clean(token), token});
            EXPECT_EQ(house.texts().count(token), 1u);
        }
        EXPECT_GT(failed, 0);
    }
}

TEST(RoomFaults, Safety11TapsAndDotsOfABatchThatWasNotSavedAreUndone) {
    House house;
    huddle::Layout with_dots = support::learning_huddle();
    with_dots.rounds[lessons].dots = true;
    support::ask(*house.room, huddle::StartHuddle{with_dots});
    for (std::size_t i = 0; i < lessons; ++i) support::ask(*house.room, huddle::OpenNextRound{});
    support::ask(*house.room, huddle::AddNote{huddle::RoundCategory::lessons, support::clean("one"), "a1"});
    support::ask(*house.room, huddle::AddNote{huddle::RoundCategory::lessons, support::clean("two"), "a2"});
    house.disk.set(faults::Fault::full);
    // The dots are open only when the notes are.
    const auto dots = support::ask_together(
        *house.room, {huddle::ReleaseNotes{}, huddle::PlaceDots{"page", {}}, huddle::EndVoting{}});
    for (const auto& reply : dots) EXPECT_FALSE(reply);
    EXPECT_FALSE(house.room->board()->voting.open);
    house.disk.set(faults::Fault::none);
    support::ask(*house.room, huddle::ReleaseNotes{});
    EXPECT_TRUE(house.room->board()->voting.open);
    EXPECT_TRUE(house.room->submit(huddle::PlaceDots{"page", {}}).get()) << "nobody has ended it";

    while (house.room->board()->huddle->clock.current < close_round) support::ask(*house.room, huddle::OpenNextRound{});
    house.disk.set(faults::Fault::failing);
    for (const auto& reply : support::ask_together(
             *house.room, {huddle::AnswerPulse{.value = 4, .page = "p"}, huddle::AnswerPulse{.value = 4, .page = "p"}}))
        EXPECT_TRUE(is_not_saved(reply));
    house.disk.set(faults::Fault::none);
    support::ask(*house.room, huddle::AnswerPulse{.value = 4, .page = "p"});
    SQLite::Database database((house.folder / "hearthside.db").string());
    EXPECT_EQ(database.execAndGet("SELECT sum(fours) FROM pulse").getInt(), 1);
}

// People saw this: the rollback came after the bands and the Board.
TEST(RoomFaults, Safety11NoBoardShowsWhatWasNotKept) {
    House house;
    support::to_round(*house.room, wins);
    std::mutex mutex;
    std::vector<std::shared_ptr<const huddle::Board>> shown;
    const auto listening = house.room->listen([&] {
        const std::lock_guard guard(mutex);
        shown.push_back(house.room->board());
    });
    house.disk.set(faults::Fault::full);
    for (int i = 0; i < 6; ++i) {
        const std::string token = "t" + std::to_string(i);
        house.clock.wait_for_border();
        EXPECT_TRUE(is_not_saved(
            house.room->submit(huddle::AddNote{huddle::RoundCategory::wins, support::clean("alone"), "x" + token})
                .get()));
        for (const auto& reply : support::ask_together(
                 *house.room, {huddle::AddNote{huddle::RoundCategory::wins, support::clean(token), token},
                               huddle::KeepLesson{support::clean(token), {}, {}}}))
            EXPECT_TRUE(is_not_saved(reply));
        house.tick();
    }
    house.disk.set(faults::Fault::none);
    house.tick();
    const std::lock_guard guard(mutex);
    ASSERT_FALSE(shown.empty());
    for (const auto& board : shown) {
        EXPECT_EQ(board->waiting[huddle::index_of(huddle::RoundCategory::wins)], huddle::Band::none_yet);
        EXPECT_TRUE(board->huddle->lessons.empty());
    }
}

// People saw this: Pause was refused on a disk that had become read-only, and open notes stayed legible.
TEST(RoomFaults, Safety25WhatProtectsAndWhatLeadsHappensWithoutTheDisk) {
    for (const faults::Fault fault : refusing) {
        House house;
        Room& room = *house.room;
        support::to_round(room, wins);
        support::ask(room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("one"), "a1"});
        support::ask(room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("two"), "a2"});
        const huddle::NoteId note = support::ask(room, huddle::ReleaseNotes{})->huddle->notes[0].id;
        support::ask(room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("sealed"), "a3"});
        support::ask(room, huddle::AddNote{huddle::RoundCategory::hope, support::clean("sealed hope"), "a4"});
        house.disk.set(fault);

        EXPECT_FALSE(support::ask(room, huddle::Pause{})->huddle->clock.running);
        EXPECT_TRUE(support::ask(room, huddle::Resume{})->huddle->clock.running);
        EXPECT_EQ(support::ask(room, huddle::SetAside{note})->huddle->notes.size(), 2u);
        EXPECT_EQ(find_if(room.board()->huddle->notes.begin(), room.board()->huddle->notes.end(),
                          [&](const huddle::Note& it) { return it.id == note; })
                      ->state,
                  huddle::NoteState::set_aside);
        EXPECT_EQ(support::ask(room, huddle::OpenNextRound{})->huddle->clock.current, wins + 1);
        EXPECT_EQ(support::ask(room, huddle::Back{})->huddle->clock.current, wins);
        support::ask(room, huddle::AddMinute{});
        support::ask(room, huddle::MarkTalkedAbout{room.board()->huddle->notes[0].id});
        EXPECT_FALSE(support::ask(room, huddle::BringBack{note, huddle::NoteState::on_the_wall})->trouble.empty())
            << "the screen says that it is not kept";
        support::ask(room, huddle::SetAside{note});

        // What people write, tell, open or delete waits for the disk, and they hear so.
        EXPECT_TRUE(
            is_not_saved(room.submit(huddle::AddNote{huddle::RoundCategory::wins, support::clean("new"), "a5"}).get()));
        EXPECT_TRUE(room.submit(huddle::AddNote{huddle::RoundCategory::wins, support::clean("sealed"), "a3"}).get())
            << "a retry of what is on the disk is there";
        EXPECT_TRUE(is_not_saved(room.submit(huddle::KeepLesson{support::clean("a lesson"), {}, {}}).get()));
        EXPECT_TRUE(is_not_saved(room.submit(huddle::ReleaseNotes{}).get()));
        EXPECT_TRUE(is_not_saved(room.submit(huddle::DeleteNote{note}).get()));
        EXPECT_EQ(room.board()->huddle->notes.size(), 2u);

        house.clock.wait(seconds(95));
        support::look(room);
        EXPECT_TRUE(is_not_saved(room.submit(huddle::KeepLesson{support::clean("still away"), {}, {}}).get()));

        // The disk is back, and the next tick saves everything.
        house.disk.set(faults::Fault::none);
        EXPECT_TRUE(house.tick()->trouble.empty());
        support::ask(room, huddle::Pause{});
        const std::string before = essence(*room.board());
        house.restart();
        EXPECT_EQ(essence(*house.room->board()), before);
        support::ask(*house.room, huddle::Resume{});
        EXPECT_EQ(support::ask(*house.room, huddle::ReleaseNotes{})->huddle->notes.size(), 3u);
    }
}

TEST(RoomFaults, Safety25AHuddleIsClosedAndAnotherBegunWithoutTheDisk) {
    House house;
    support::to_round(*house.room, wins);
    support::ask(*house.room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("a marker"), "a1"});
    support::ask(*house.room, huddle::ReleaseNotes{});
    const std::string key = house.room->board()->room_key;
    house.disk.set(faults::Fault::read_only);
    EXPECT_FALSE(support::ask(*house.room, huddle::CloseHuddle{})->huddle)
        << "its notes leave the screen with the team";
    EXPECT_NE(house.room->board()->room_key, key) << "SAFETY 6: the key dies with the huddle";
    house.tick();
    EXPECT_FALSE(house.room->board()->trouble.empty());
    EXPECT_TRUE(support::ask(*house.room, huddle::StartHuddle{support::learning_huddle()})->huddle);
    support::ask(*house.room, huddle::OpenNextRound{});
    const std::string before = essence(*house.room->board());
    house.disk.set(faults::Fault::none);
    // Nothing ticks any more. The end of the program saves what waits.
    house.restart();
    EXPECT_EQ(essence(*house.room->board()), before);
    SQLite::Database database((house.folder / "hearthside.db").string());
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM huddles WHERE closed IS NOT NULL").getInt(), 1);
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM huddles WHERE closed IS NULL").getInt(), 1);
}

TEST(RoomFaults, Safety12ARestartBeforeTheDiskIsBackGoesOnFromWhatWasSaved) {
    House house;
    support::to_round(*house.room, wins);
    const huddle::HuddleId huddle = house.room->board()->huddle->id;
    house.disk.set(faults::Fault::failing);
    support::ask(*house.room, huddle::OpenNextRound{});
    support::ask(*house.room, huddle::CloseHuddle{});
    house.room.reset();
    house.disk.set(faults::Fault::none);
    house.room = house.open();
    ASSERT_TRUE(house.room->board()->huddle);
    EXPECT_EQ(house.room->board()->huddle->id, huddle);
    EXPECT_EQ(house.room->board()->huddle->clock.current, wins);
    EXPECT_TRUE(house.room->board()->trouble.empty());
}

// People do anything, and the disk comes and goes. Everybody who was told "added" has the note in the file, once. What
// leads the huddle is never refused because of the disk. When the disk is back, the file holds what the screen shows.
TEST(RoomFaults, Safety11And25HoldForAnyBatchesOnAnyDisk) {
    std::size_t asked = 0, refused_by_disk = 0, waited = 0;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        House house;
        house.disk.pause = huddle::Milliseconds(1);
        std::mt19937_64 random(seed);
        const auto below = [&](std::uint64_t bound) { return static_cast<std::size_t>(random() % bound); };
        std::set<std::string> added, tried;
        std::vector<std::string> tokens;
        for (int turn = 0; turn < 60; ++turn) {
            constexpr faults::Fault faults[] = {faults::Fault::none, faults::Fault::full, faults::Fault::failing,
                                                faults::Fault::read_only, faults::Fault::slow};
            if (below(3) == 0) house.disk.set(faults[below(5)], below(30));
            const auto board = house.room->board();
            std::vector<huddle::Intent> intents;
            std::vector<std::string> of_note;  // its token; empty for anything else
            for (std::size_t left = 1 + below(5); left > 0; --left) {
                std::string token;
                const auto any_note = [&] {
                    return board->huddle && !board->huddle->notes.empty()
                               ? board->huddle->notes[below(board->huddle->notes.size())].id
                               : huddle::NoteId{7};
                };
                switch (below(18)) {
                    case 0:
                        intents.push_back(huddle::OpenNextRound{});
                        break;
                    case 1:
                        intents.push_back(huddle::Back{});
                        break;
                    case 2:
                        intents.push_back(huddle::Pause{});
                        break;
                    case 3:
                        intents.push_back(huddle::Resume{});
                        break;
                    case 4:
                        intents.push_back(huddle::AddMinute{});
                        break;
                    case 5:
                        intents.push_back(huddle::ReleaseNotes{});
                        break;
                    case 6:
                        intents.push_back(huddle::SetAside{any_note()});
                        break;
                    case 7:
                        intents.push_back(huddle::MarkTalkedAbout{any_note()});
                        break;
                    case 8:
                        intents.push_back(huddle::BringBack{any_note()});
                        break;
                    case 9:
                        intents.push_back(huddle::KeepLesson{support::clean("lesson"), {}, {}});
                        break;
                    case 10:
                        intents.push_back(below(4) == 0
                                              ? huddle::Intent{huddle::CloseHuddle{}}
                                              : huddle::Intent{huddle::StartHuddle{support::learning_huddle()}});
                        break;
                    case 11:
                        intents.push_back(huddle::AnswerPulse{.value = 3, .page = "p"});
                        break;
                    default:
                        if (tokens.empty() || below(3) > 0)
                            tokens.push_back("s" + std::to_string(seed) + "n" + std::to_string(tokens.size()));
                        token = below(3) == 0 ? tokens[below(tokens.size())] : tokens.back();
                        intents.push_back(
                            huddle::AddNote{huddle::all_categories[tokens.size() % 4], support::clean(token), token});
                        tried.insert(token);
                }
                of_note.push_back(token);
            }
            asked += intents.size();
            const std::vector<huddle::Intent> sent = intents;
            const auto replies = support::ask_together(*house.room, std::move(intents));
            for (std::size_t i = 0; i < replies.size(); ++i) {
                if (!of_note[i].empty() && replies[i]) added.insert(of_note[i]);
                if (!is_not_saved(replies[i])) continue;
                ++refused_by_disk;
                const bool may_be = std::holds_alternative<huddle::AddNote>(sent[i]) ||
                                    std::holds_alternative<huddle::KeepLesson>(sent[i]) ||
                                    std::holds_alternative<huddle::ReleaseNotes>(sent[i]) ||
                                    std::holds_alternative<huddle::AnswerPulse>(sent[i]);
                EXPECT_TRUE(may_be) << "intent " << sent[i].index() << " was refused for the disk";
            }
            house.clock.wait(huddle::Milliseconds(below(4000)));
            if (!house.room->board()->trouble.empty()) ++waited;
        }
        house.disk.set(faults::Fault::none);
        house.tick();
        if (house.room->board()->huddle) support::ask(*house.room, huddle::Pause{});
        const std::string before = essence(*house.room->board());
        house.restart();
        EXPECT_EQ(essence(*house.room->board()), before) << "seed " << seed;
        const auto texts = house.texts();
        for (const std::string& token : tried) {
            if (added.contains(token)) {
                EXPECT_EQ(texts.count(token), 1u) << token;
            } else {
                EXPECT_LE(texts.count(token), 1u) << token;
            }
        }
    }
    EXPECT_GT(refused_by_disk, 100u);
    EXPECT_GT(waited, 50u);
    std::printf("room faults: %zu intents, %zu refused for the disk, %zu turns in trouble\n", asked, refused_by_disk,
                waited);
}

TEST(RoomFaults, Safety11ASlowDiskIsWaitedForAndNobodyIsToldEarly) {
    House house;
    support::to_round(*house.room, wins);
    house.disk.pause = huddle::Milliseconds(100);
    house.disk.set(faults::Fault::slow);
    auto note = house.room->submit(huddle::AddNote{huddle::RoundCategory::wins, support::clean("one"), "a1"});
    while (house.disk.waiting() == 0) std::this_thread::yield();
    // Nobody is thanked before the disk has answered, and asking takes no time.
    auto pause = house.room->submit(huddle::Pause{});
    EXPECT_NE(note.wait_for(seconds(0)), std::future_status::ready);
    EXPECT_TRUE(note.get());
    EXPECT_TRUE(pause.get());
    EXPECT_EQ(house.texts().count("one"), 1u);
    EXPECT_FALSE(house.room->board()->huddle->clock.running);
}

// However many notes wait for a slow disk, there is room for the screen's own touches.
TEST(RoomFaults, Safety25TheScreenIsNeverTooMany) {
    House house;
    support::to_round(*house.room, wins);
    house.disk.pause = huddle::Milliseconds(300);
    house.disk.set(faults::Fault::slow);
    auto first = house.room->submit(huddle::AddNote{huddle::RoundCategory::wins, support::clean("one"), "a1"});
    while (house.disk.waiting() == 0) std::this_thread::yield();
    int busy = 0;
    for (int i = 0; i < 2000; ++i) {
        house.room->submit(
            huddle::AddNote{huddle::RoundCategory::hope, support::clean("many"), "m" + std::to_string(i)},
            [&busy](const Room::Reply& reply) {
                if (!reply && reply.problem().kind == huddle::ProblemKind::busy) ++busy;
            });
    }
    auto pause = house.room->submit(huddle::Pause{});
    house.disk.set(faults::Fault::none);
    EXPECT_TRUE(pause.get());
    EXPECT_TRUE(first.get());
    EXPECT_FALSE(support::look(*house.room)->huddle->clock.running);
    EXPECT_GT(busy, 0);
}

// A huddle of three months ago, and a trusted calendar: the next day begins with a deletion.
void grow_old(House& house) {
    support::to_round(*house.room, wins);
    support::ask(*house.room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("a marker of march"), "a1"});
    support::ask(*house.room, huddle::ReleaseNotes{});
    support::ask(*house.room, huddle::CloseHuddle{});
    house.clock.wait(hours(24) * 75);
    for (int day = 0; day < 15; ++day) {
        house.clock.wait(hours(24));
        support::look(*house.room);
    }
    ASSERT_NE(support::files_with(house.folder.path(), "a marker of march"), "");
}

// People saw this: what was too old stayed in the file for good when somebody read a long export at midnight.
TEST(RoomFaults, Safety5WhatIsTooOldGoesAlsoWhenSomebodyReadsAtMidnight) {
    House house;
    grow_old(house);
    SQLite::Database reading((house.folder / "hearthside.db").string());
    reading.exec("BEGIN");
    (void)reading.execAndGet("SELECT count(*) FROM notes");
    house.clock.wait(hours(24));
    support::look(*house.room);
    EXPECT_NE(support::files_with(house.folder.path(), "a marker of march"), "") << "it is being read";
    house.tick();
    house.restart();
    EXPECT_NE(support::files_with(house.folder.path(), "a marker of march"), "") << "it still is";
    reading.exec("COMMIT");
    house.clock.wait(seconds(20));
    support::look(*house.room);
    EXPECT_EQ(support::files_with(house.folder.path(), "a marker of march"), "");
}

TEST(RoomFaults, Safety5WhatIsTooOldGoesWhenTheDiskIsBack) {
    const std::pair<faults::Fault, std::uint64_t> troubles[] = {
        {faults::Fault::full, 0}, {faults::Fault::failing, 3}, {faults::Fault::read_only, 12}};
    for (const auto& [fault, after] : troubles) {
        House house;
        grow_old(house);
        house.disk.set(fault, after);
        house.clock.wait(hours(24));
        support::look(*house.room);
        house.tick();
        house.disk.set(faults::Fault::none);
        house.clock.wait(std::chrono::minutes(11));
        support::look(*house.room);
        EXPECT_EQ(support::files_with(house.folder.path(), "a marker of march"), "") << after;
    }
}

}  // namespace
}  // namespace hearthside::room
