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

namespace hearthside::tests {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr std::size_t wins = 2, lessons = 4, close_round = 6;  // of learning_huddle()
constexpr Fault refusing[] = {Fault::full, Fault::failing, Fault::read_only};

struct House {
    TemporaryFolder folder{TemporaryFolder::Where::in_memory};
    FaultyDisk disk;
    TestClock clock;
    std::unique_ptr<Room> room = open();

    std::unique_ptr<Room> open() {
        return open_room(folder, &clock, {.vfs = disk.vfs(), .disk = &disk, .synchronous = "FULL"});
    }
    void restart() {
        room.reset();
        room = open();
    }
    // The next tick tries again what waits.
    std::shared_ptr<const Board> tick() {
        clock.wait_for_border();
        return look(*room);
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

bool is_not_saved(const Room::Reply& reply) { return !reply && reply.problem().kind == ProblemKind::not_saved; }

// Everything that must be the same after a restart.
std::string essence(const Board& board) {
    std::string said = board.room_key + " " + std::to_string(board.set_aside.size());
    if (board.huddle) {
        const HuddleBoard& huddle = *board.huddle;
        said += " " + to_hex(huddle.id.value) + " in " + std::to_string(huddle.clock.current) +
                (huddle.clock.running ? " running" : " paused");
        for (const RoundBoard& round : huddle.rounds)
            said += " " + std::to_string(round.allotted.count()) + "/" + std::to_string(round.spent.count()) +
                    (round.released ? "r" : "");
        for (const Note& note : huddle.notes) said += " " + note.text + ":" + std::string{to_text(note.state)};
        for (const Lesson& lesson : huddle.lessons) said += " lesson " + lesson.text;
    }
    return said;
}

// People saw this: a retry in a batch that could not be saved was answered with "added".
TEST(RoomFaults, Safety11ARetryInABatchThatWasNotSavedIsToldSo) {
    for (const Fault fault : refusing) {
        House house;
        // The disk fails at each point of the transaction in turn.
        int failed = 0;
        for (std::uint64_t after = 0; after < 40; ++after) {
            const std::string token = "t" + std::to_string(after);
            house.disk.set(fault, after);
            const auto replies = ask_together(
                *house.room,
                {AddNote{RoundCategory::wins, clean(token), token}, AddNote{RoundCategory::wins, clean(token), token},
                 AddNote{RoundCategory::wins, clean("other " + token), "o" + token},
                 AddNote{RoundCategory::wins, clean(token), token}, AddNote{RoundCategory::wins, {}, "empty"}});
            const bool saved = static_cast<bool>(replies[0]);
            for (std::size_t i = 0; i < 4; ++i) {
                EXPECT_EQ(static_cast<bool>(replies[i]), saved) << i << " after " << after;
                if (!saved) {
                    EXPECT_TRUE(is_not_saved(replies[i])) << i << " after " << after;
                }
            }
            ASSERT_FALSE(replies[4]);
            EXPECT_EQ(replies[4].problem().kind, ProblemKind::invalid) << "a refusal stays what it was";
            failed += saved ? 0 : 1;
            house.disk.set(Fault::none);
            // Sent again, it is there: once.
            ask(*house.room, AddNote{RoundCategory::wins, clean(token), token});
            EXPECT_EQ(house.texts().count(token), 1u);
        }
        EXPECT_GT(failed, 0);
    }
}

TEST(RoomFaults, Safety11TapsAndDotsOfABatchThatWasNotSavedAreUndone) {
    House house;
    Layout with_dots = learning_huddle();
    with_dots.rounds[lessons].dots = true;
    ask(*house.room, StartHuddle{with_dots});
    for (std::size_t i = 0; i < lessons; ++i) ask(*house.room, OpenNextRound{});
    ask(*house.room, AddNote{RoundCategory::lessons, clean("one"), "a1"});
    ask(*house.room, AddNote{RoundCategory::lessons, clean("two"), "a2"});
    house.disk.set(Fault::full);
    // The dots are open only when the notes are.
    const auto dots = ask_together(*house.room, {ReleaseNotes{}, PlaceDots{"page", {}}, EndVoting{}});
    for (const auto& reply : dots) EXPECT_FALSE(reply);
    EXPECT_FALSE(house.room->board()->voting.open);
    house.disk.set(Fault::none);
    ask(*house.room, ReleaseNotes{});
    EXPECT_TRUE(house.room->board()->voting.open);
    EXPECT_TRUE(house.room->submit(PlaceDots{"page", {}}).get()) << "nobody has ended it";

    while (house.room->board()->huddle->clock.current < close_round) ask(*house.room, OpenNextRound{});
    house.disk.set(Fault::failing);
    for (const auto& reply :
         ask_together(*house.room, {AnswerPulse{.value = 4, .page = "p"}, AnswerPulse{.value = 4, .page = "p"}}))
        EXPECT_TRUE(is_not_saved(reply));
    house.disk.set(Fault::none);
    ask(*house.room, AnswerPulse{.value = 4, .page = "p"});
    SQLite::Database database((house.folder / "hearthside.db").string());
    EXPECT_EQ(database.execAndGet("SELECT sum(fours) FROM pulse").getInt(), 1);
}

// People saw this: the rollback came after the bands and the Board.
TEST(RoomFaults, Safety11NoBoardShowsWhatWasNotKept) {
    House house;
    to_round(*house.room, wins);
    std::mutex mutex;
    std::vector<std::shared_ptr<const Board>> shown;
    const auto listening = house.room->listen([&] {
        const std::lock_guard guard(mutex);
        shown.push_back(house.room->board());
    });
    house.disk.set(Fault::full);
    for (int i = 0; i < 6; ++i) {
        const std::string token = "t" + std::to_string(i);
        house.clock.wait_for_border();
        EXPECT_TRUE(is_not_saved(house.room->submit(AddNote{RoundCategory::wins, clean("alone"), "x" + token}).get()));
        for (const auto& reply : ask_together(
                 *house.room, {AddNote{RoundCategory::wins, clean(token), token}, KeepLesson{clean(token), {}, {}}}))
            EXPECT_TRUE(is_not_saved(reply));
        house.tick();
    }
    house.disk.set(Fault::none);
    house.tick();
    const std::lock_guard guard(mutex);
    ASSERT_FALSE(shown.empty());
    for (const auto& board : shown) {
        EXPECT_EQ(board->waiting[index_of(RoundCategory::wins)], Band::none_yet);
        EXPECT_TRUE(board->huddle->lessons.empty());
    }
}

// People saw this: Pause was refused on a disk that had become read-only, and open notes stayed legible.
TEST(RoomFaults, Safety25WhatProtectsAndWhatLeadsHappensWithoutTheDisk) {
    for (const Fault fault : refusing) {
        House house;
        Room& room = *house.room;
        to_round(room, wins);
        ask(room, AddNote{RoundCategory::wins, clean("one"), "a1"});
        ask(room, AddNote{RoundCategory::wins, clean("two"), "a2"});
        const NoteId note = ask(room, ReleaseNotes{})->huddle->notes[0].id;
        ask(room, AddNote{RoundCategory::wins, clean("sealed"), "a3"});
        ask(room, AddNote{RoundCategory::hope, clean("sealed hope"), "a4"});
        house.disk.set(fault);

        EXPECT_FALSE(ask(room, Pause{})->huddle->clock.running);
        EXPECT_TRUE(ask(room, Resume{})->huddle->clock.running);
        EXPECT_EQ(ask(room, SetAside{note})->huddle->notes.size(), 2u);
        EXPECT_EQ(find_if(room.board()->huddle->notes.begin(), room.board()->huddle->notes.end(),
                          [&](const Note& it) { return it.id == note; })
                      ->state,
                  NoteState::set_aside);
        EXPECT_EQ(ask(room, OpenNextRound{})->huddle->clock.current, wins + 1);
        EXPECT_EQ(ask(room, Back{})->huddle->clock.current, wins);
        ask(room, AddMinute{});
        ask(room, MarkTalkedAbout{room.board()->huddle->notes[0].id});
        EXPECT_FALSE(ask(room, BringBack{note, NoteState::on_the_wall})->trouble.empty())
            << "the screen says that it is not kept";
        ask(room, SetAside{note});

        // What people write, tell, open or delete waits for the disk, and they hear so.
        EXPECT_TRUE(is_not_saved(room.submit(AddNote{RoundCategory::wins, clean("new"), "a5"}).get()));
        EXPECT_TRUE(room.submit(AddNote{RoundCategory::wins, clean("sealed"), "a3"}).get())
            << "a retry of what is on the disk is there";
        EXPECT_TRUE(is_not_saved(room.submit(KeepLesson{clean("a lesson"), {}, {}}).get()));
        EXPECT_TRUE(is_not_saved(room.submit(ReleaseNotes{}).get()));
        EXPECT_TRUE(is_not_saved(room.submit(DeleteNote{note}).get()));
        EXPECT_EQ(room.board()->huddle->notes.size(), 2u);

        house.clock.wait(seconds(95));
        look(room);
        EXPECT_TRUE(is_not_saved(room.submit(KeepLesson{clean("still away"), {}, {}}).get()));

        // The disk is back, and the next tick saves everything.
        house.disk.set(Fault::none);
        EXPECT_TRUE(house.tick()->trouble.empty());
        ask(room, Pause{});
        const std::string before = essence(*room.board());
        house.restart();
        EXPECT_EQ(essence(*house.room->board()), before);
        ask(*house.room, Resume{});
        EXPECT_EQ(ask(*house.room, ReleaseNotes{})->huddle->notes.size(), 3u);
    }
}

TEST(RoomFaults, Safety25AHuddleIsClosedAndAnotherBegunWithoutTheDisk) {
    House house;
    to_round(*house.room, wins);
    ask(*house.room, AddNote{RoundCategory::wins, clean("a marker"), "a1"});
    ask(*house.room, ReleaseNotes{});
    const std::string key = house.room->board()->room_key;
    house.disk.set(Fault::read_only);
    EXPECT_FALSE(ask(*house.room, CloseHuddle{})->huddle) << "its notes leave the screen with the team";
    EXPECT_NE(house.room->board()->room_key, key) << "SAFETY 6: the key dies with the huddle";
    house.tick();
    EXPECT_FALSE(house.room->board()->trouble.empty());
    EXPECT_TRUE(ask(*house.room, StartHuddle{learning_huddle()})->huddle);
    ask(*house.room, OpenNextRound{});
    const std::string before = essence(*house.room->board());
    house.disk.set(Fault::none);
    // Nothing ticks any more. The end of the program saves what waits.
    house.restart();
    EXPECT_EQ(essence(*house.room->board()), before);
    SQLite::Database database((house.folder / "hearthside.db").string());
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM huddles WHERE closed IS NOT NULL").getInt(), 1);
    EXPECT_EQ(database.execAndGet("SELECT count(*) FROM huddles WHERE closed IS NULL").getInt(), 1);
}

TEST(RoomFaults, Safety12ARestartBeforeTheDiskIsBackGoesOnFromWhatWasSaved) {
    House house;
    to_round(*house.room, wins);
    const HuddleId huddle = house.room->board()->huddle->id;
    house.disk.set(Fault::failing);
    ask(*house.room, OpenNextRound{});
    ask(*house.room, CloseHuddle{});
    house.room.reset();
    house.disk.set(Fault::none);
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
        house.disk.pause = Milliseconds(1);
        std::mt19937_64 random(seed);
        const auto below = [&](std::uint64_t bound) { return static_cast<std::size_t>(random() % bound); };
        std::set<std::string> added, tried;
        std::vector<std::string> tokens;
        for (int turn = 0; turn < 60; ++turn) {
            constexpr Fault faults[] = {Fault::none, Fault::full, Fault::failing, Fault::read_only, Fault::slow};
            if (below(3) == 0) house.disk.set(faults[below(5)], below(30));
            const auto board = house.room->board();
            std::vector<Intent> intents;
            std::vector<std::string> of_note;  // its token; empty for anything else
            for (std::size_t left = 1 + below(5); left > 0; --left) {
                std::string token;
                const auto any_note = [&] {
                    return board->huddle && !board->huddle->notes.empty()
                               ? board->huddle->notes[below(board->huddle->notes.size())].id
                               : NoteId{7};
                };
                switch (below(18)) {
                    case 0:
                        intents.push_back(OpenNextRound{});
                        break;
                    case 1:
                        intents.push_back(Back{});
                        break;
                    case 2:
                        intents.push_back(Pause{});
                        break;
                    case 3:
                        intents.push_back(Resume{});
                        break;
                    case 4:
                        intents.push_back(AddMinute{});
                        break;
                    case 5:
                        intents.push_back(ReleaseNotes{});
                        break;
                    case 6:
                        intents.push_back(SetAside{any_note()});
                        break;
                    case 7:
                        intents.push_back(MarkTalkedAbout{any_note()});
                        break;
                    case 8:
                        intents.push_back(BringBack{any_note()});
                        break;
                    case 9:
                        intents.push_back(KeepLesson{clean("lesson"), {}, {}});
                        break;
                    case 10:
                        intents.push_back(below(4) == 0 ? Intent{CloseHuddle{}}
                                                        : Intent{StartHuddle{learning_huddle()}});
                        break;
                    case 11:
                        intents.push_back(AnswerPulse{.value = 3, .page = "p"});
                        break;
                    default:
                        if (tokens.empty() || below(3) > 0)
                            tokens.push_back("s" + std::to_string(seed) + "n" + std::to_string(tokens.size()));
                        token = below(3) == 0 ? tokens[below(tokens.size())] : tokens.back();
                        intents.push_back(AddNote{all_categories[tokens.size() % 4], clean(token), token});
                        tried.insert(token);
                }
                of_note.push_back(token);
            }
            asked += intents.size();
            const std::vector<Intent> sent = intents;
            const auto replies = ask_together(*house.room, std::move(intents));
            for (std::size_t i = 0; i < replies.size(); ++i) {
                if (!of_note[i].empty() && replies[i]) added.insert(of_note[i]);
                if (!is_not_saved(replies[i])) continue;
                ++refused_by_disk;
                const bool may_be =
                    std::holds_alternative<AddNote>(sent[i]) || std::holds_alternative<KeepLesson>(sent[i]) ||
                    std::holds_alternative<ReleaseNotes>(sent[i]) || std::holds_alternative<AnswerPulse>(sent[i]);
                EXPECT_TRUE(may_be) << "intent " << sent[i].index() << " was refused for the disk";
            }
            house.clock.wait(Milliseconds(below(4000)));
            if (!house.room->board()->trouble.empty()) ++waited;
        }
        house.disk.set(Fault::none);
        house.tick();
        if (house.room->board()->huddle) ask(*house.room, Pause{});
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
    to_round(*house.room, wins);
    house.disk.pause = Milliseconds(100);
    house.disk.set(Fault::slow);
    auto note = house.room->submit(AddNote{RoundCategory::wins, clean("one"), "a1"});
    while (house.disk.waiting() == 0) std::this_thread::yield();
    // Nobody is thanked before the disk has answered, and asking takes no time.
    auto pause = house.room->submit(Pause{});
    EXPECT_NE(note.wait_for(seconds(0)), std::future_status::ready);
    EXPECT_TRUE(note.get());
    EXPECT_TRUE(pause.get());
    EXPECT_EQ(house.texts().count("one"), 1u);
    EXPECT_FALSE(house.room->board()->huddle->clock.running);
}

// However many notes wait for a slow disk, there is room for the screen's own touches.
TEST(RoomFaults, Safety25TheScreenIsNeverTooMany) {
    House house;
    to_round(*house.room, wins);
    house.disk.pause = Milliseconds(300);
    house.disk.set(Fault::slow);
    auto first = house.room->submit(AddNote{RoundCategory::wins, clean("one"), "a1"});
    while (house.disk.waiting() == 0) std::this_thread::yield();
    int busy = 0;
    for (int i = 0; i < 2000; ++i) {
        house.room->submit(AddNote{RoundCategory::hope, clean("many"), "m" + std::to_string(i)},
                           [&busy](const Room::Reply& reply) {
                               if (!reply && reply.problem().kind == ProblemKind::busy) ++busy;
                           });
    }
    auto pause = house.room->submit(Pause{});
    house.disk.set(Fault::none);
    EXPECT_TRUE(pause.get());
    EXPECT_TRUE(first.get());
    EXPECT_FALSE(look(*house.room)->huddle->clock.running);
    EXPECT_GT(busy, 0);
}

// A huddle of three months ago, and a trusted calendar: the next day begins with a deletion.
void grow_old(House& house) {
    to_round(*house.room, wins);
    ask(*house.room, AddNote{RoundCategory::wins, clean("a marker of march"), "a1"});
    ask(*house.room, ReleaseNotes{});
    ask(*house.room, CloseHuddle{});
    house.clock.wait(hours(24) * 75);
    for (int day = 0; day < 15; ++day) {
        house.clock.wait(hours(24));
        look(*house.room);
    }
    ASSERT_NE(files_with(house.folder.path(), "a marker of march"), "");
}

// People saw this: what was too old stayed in the file for good when somebody read a long export at midnight.
TEST(RoomFaults, Safety5WhatIsTooOldGoesAlsoWhenSomebodyReadsAtMidnight) {
    House house;
    grow_old(house);
    SQLite::Database reading((house.folder / "hearthside.db").string());
    reading.exec("BEGIN");
    (void)reading.execAndGet("SELECT count(*) FROM notes");
    house.clock.wait(hours(24));
    look(*house.room);
    EXPECT_NE(files_with(house.folder.path(), "a marker of march"), "") << "it is being read";
    house.tick();
    house.restart();
    EXPECT_NE(files_with(house.folder.path(), "a marker of march"), "") << "it still is";
    reading.exec("COMMIT");
    house.clock.wait(seconds(20));
    look(*house.room);
    EXPECT_EQ(files_with(house.folder.path(), "a marker of march"), "");
}

TEST(RoomFaults, Safety5WhatIsTooOldGoesWhenTheDiskIsBack) {
    const std::pair<Fault, std::uint64_t> troubles[] = {{Fault::full, 0}, {Fault::failing, 3}, {Fault::read_only, 12}};
    for (const auto& [fault, after] : troubles) {
        House house;
        grow_old(house);
        house.disk.set(fault, after);
        house.clock.wait(hours(24));
        look(*house.room);
        house.tick();
        house.disk.set(Fault::none);
        house.clock.wait(std::chrono::minutes(11));
        look(*house.room);
        EXPECT_EQ(files_with(house.folder.path(), "a marker of march"), "") << after;
    }
}

}  // namespace
}  // namespace hearthside::tests
