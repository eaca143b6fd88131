// SPDX-License-Identifier: Apache-2.0
#include "core/room/room.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sodium.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include <SQLiteCpp/SQLiteCpp.h>

#include "core/huddle/decide.h"
#include "tests/support/clean.h"
#include "tests/support/test_clock.h"

namespace hearthside::room {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using support::TemporaryFolder;

TEST(Room, LeadsAHuddleAndKeepsItAcrossAStop) {
    TemporaryFolder folder;
    {
        auto room = support::open_room(folder);
        support::to_round(*room, 2);
        support::ask(*room,
                     huddle::AddNote{huddle::RoundCategory::wins, support::clean("All of us had a break"), "a1"});
        support::ask(*room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("Pharmacy came early"), "a2"});
        const auto board = support::ask(*room, huddle::ReleaseNotes{});
        ASSERT_EQ(board->huddle->notes.size(), 2u);
        support::ask(*room, huddle::KeepLesson{support::clean("Breaks help"), {}, {}});
    }
    auto room = support::open_room(folder);
    const auto board = room->board();
    ASSERT_TRUE(board->huddle);
    EXPECT_EQ(board->huddle->clock.current, 2u);
    EXPECT_EQ(board->huddle->notes.size(), 2u);
    ASSERT_EQ(board->huddle->lessons.size(), 1u);
    EXPECT_EQ(board->huddle->lessons[0].text, "Breaks help");
}

TEST(Room, Safety12TheTimeWithoutPowerCountsAsPaused) {
    TemporaryFolder folder;
    support::TestClock clock;
    {
        auto room = support::open_room(folder, &clock);
        support::to_round(*room, 2);
        clock.wait(seconds(20));
        support::ask(*room, huddle::Tick{});
    }
    clock.wait(minutes(9));
    auto room = support::open_room(folder, &clock);
    const auto board = room->board();
    ASSERT_TRUE(board->huddle);
    EXPECT_EQ(huddle::spent_at(board->huddle->clock, room->now()), seconds(20));
}

TEST(Room, Safety13SaysForADayThatTheRecordWasRestored) {
    TemporaryFolder folder;
    support::TestClock clock;
    {
        auto room = support::open_room(folder, &clock);
        support::to_round(*room, 2);
        support::ask(*room, huddle::CloseHuddle{});
        EXPECT_EQ(room->recovery_note(), "");
    }
    std::filesystem::resize_file(folder / "hearthside.db", 5000);
    std::string note;
    {
        const auto room = support::open_room(folder, &clock);
        note = room->recovery_note();
        EXPECT_NE(note.find("has been restored from the backup of"), std::string::npos) << note;
    }
    clock.wait(std::chrono::hours(23));
    EXPECT_EQ(support::open_room(folder, &clock)->recovery_note(), note) << "also after a restart within a day";
    clock.wait(std::chrono::hours(1));
    EXPECT_EQ(support::open_room(folder, &clock)->recovery_note(), "");
}

TEST(Room, HoldsOrForgetsWhatIsOldWhenADayBegins) {
    TemporaryFolder folder;
    support::TestClock clock;
    {
        auto room = support::open_room(folder, &clock);
        support::to_round(*room, 2);
        support::ask(*room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("a marker of march"), "a1"});
        support::ask(*room, huddle::ReleaseNotes{});
        support::ask(*room, huddle::CloseHuddle{});
    }
    const auto begin_days = [&](int count, huddle::Retention retention) {
        for (int i = 0; i < count; ++i) {
            clock.wait(std::chrono::hours(24));
            RoomOptions options{.data = folder.path(), .time_zone = "Europe/London", .retention = retention};
            options.wall_clock = clock.face();
            ASSERT_TRUE(Room::open(std::move(options)));
        }
    };
    clock.wait(std::chrono::hours(24) * 75);
    begin_days(15, {});  // the doubt about a new kiosk's calendar is over
    EXPECT_NE(support::files_with(folder.path(), "a marker of march"), "");
    begin_days(3, {.hold = true});
    EXPECT_NE(support::files_with(folder.path(), "a marker of march"), "");
    begin_days(1, {});
    EXPECT_EQ(support::files_with(folder.path(), "a marker of march"), "");
}

TEST(Room, Safety12AnAcknowledgedNoteSurvivesAKill) {
    TemporaryFolder folder;
    int pipe_ends[2];
    ASSERT_EQ(pipe(pipe_ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        auto room = Room::open({.data = folder.path()});
        if (!room) _exit(1);
        for (int i = 0; i < 20; ++i) {
            const std::string token = "k" + std::to_string(i);
            if (!(*room)
                     ->submit(huddle::AddNote{huddle::RoundCategory::hope, support::clean("note " + token), token})
                     .get())
                _exit(2);
        }
        if (write(pipe_ends[1], "x", 1) != 1) _exit(3);
        pause();
    }
    char byte = 0;
    ASSERT_EQ(read(pipe_ends[0], &byte, 1), 1);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(pipe_ends[0]);
    close(pipe_ends[1]);
    auto room = support::open_room(folder);
    support::to_round(*room, 5);
    EXPECT_EQ(support::ask(*room, huddle::ReleaseNotes{})->huddle->notes.size(), 20u);
}

TEST(Room, Safety2ANoteNeverWakesTheScreenAndTheBandWaitsForTheTenSecondGrid) {
    TemporaryFolder folder;
    support::TestClock clock;
    auto room = support::open_room(folder, &clock);
    std::atomic<int> woken = 0;
    const auto listening = room->listen([&] { ++woken; });
    const auto before = room->board();
    for (int i = 0; i < 6; ++i) {
        clock.wait(huddle::Milliseconds{1'000});
        const std::string token = "b" + std::to_string(i);
        EXPECT_EQ(support::ask(*room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("text"), token}),
                  before)
            << "the very same Board";
    }
    EXPECT_EQ(woken, 0);
    EXPECT_EQ(room->board()->waiting[huddle::index_of(huddle::RoundCategory::wins)], huddle::Band::none_yet);
    clock.wait_for_border();
    support::look(*room);
    EXPECT_EQ(room->board()->waiting[huddle::index_of(huddle::RoundCategory::wins)], huddle::Band::five_or_more);
    EXPECT_EQ(woken, 1);
}

TEST(Room, ARetryAfterTheReleaseIsStillTheSameNote) {
    TemporaryFolder folder;
    auto room = support::open_room(folder);
    support::to_round(*room, 2);
    support::ask(*room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("once only"), "same"});
    support::ask(*room, huddle::ReleaseNotes{});
    support::ask(*room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("once only"), "same"});
    const auto again = room->submit(huddle::ReleaseNotes{}).get();
    EXPECT_FALSE(again) << "nothing new waits";
    EXPECT_EQ(room->board()->huddle->notes.size(), 1u);
}

TEST(Room, ManySendersAtOnceAreAllKept) {
    TemporaryFolder folder;
    auto room = support::open_room(folder);
    std::vector<std::thread> senders;
    for (int sender = 0; sender < 16; ++sender) {
        senders.emplace_back([&room, sender] {
            for (int i = 0; i < 25; ++i) {
                const std::string token = "s" + std::to_string(sender) + "x" + std::to_string(i);
                EXPECT_TRUE(
                    room->submit(huddle::AddNote{huddle::RoundCategory::mistakes, support::clean(token), token}).get());
            }
        });
    }
    for (std::thread& sender : senders) sender.join();
    support::to_round(*room, 3);
    EXPECT_EQ(support::ask(*room, huddle::ReleaseNotes{})->huddle->notes.size(), 400u);
}

TEST(Room, Safety15NearlyFullRefusesNotesKindlyAndSaysSo) {
    TemporaryFolder folder;
    support::TestClock clock;
    auto room = Room::open({.data = folder.path(), .keep_free_bytes = UINT64_MAX, .wall_clock = clock.face()});
    ASSERT_TRUE(room);
    const auto reply =
        (*room)->submit(huddle::AddNote{huddle::RoundCategory::wins, support::clean("text"), "t1"}).get();
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.problem().kind, huddle::ProblemKind::not_saved);
    EXPECT_NE(reply.problem().sentence.find("keep your text"), std::string::npos);
    clock.wait_for_border();
    EXPECT_FALSE(support::look(**room)->trouble.empty());
    // Leading a huddle still works: only new notes are refused.
    EXPECT_TRUE((*room)->submit(huddle::StartHuddle{support::learning_huddle()}).get());
}

TEST(Room, Safety11WhatCouldNotBeSavedIsNotThereAndCanBeSentAgain) {
    support::TemporaryFolder folder;
    support::TestClock clock;
    auto room = support::open_room(folder, &clock);
    // From here on any write past the files' present size fails, as on a full disk.
    signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit tight = before;
    tight.rlim_cur = 1;
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tight), 0);
    const auto refused =
        room->submit(huddle::AddNote{huddle::RoundCategory::wins, support::clean("please keep me"), "again"}).get();
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.problem().kind, huddle::ProblemKind::not_saved);
    EXPECT_TRUE(room->board()->trouble.empty()) << "the screen does not tell that a note came (SAFETY 2)";
    clock.wait_for_border();
    EXPECT_FALSE(support::look(*room)->trouble.empty());
    // The same token again is not taken for a note that is there already.
    support::ask(*room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("please keep me"), "again"});
    support::to_round(*room, 2);
    EXPECT_EQ(support::ask(*room, huddle::ReleaseNotes{})->huddle->notes.size(), 1u);
    EXPECT_TRUE(room->board()->trouble.empty());
}

store::Store::Options beside() {
    store::Store::Options options;
    options.check_beside = store::Store::CheckBeside{.from_bytes = 0, .progress = {}, .finished = {}};
    return options;
}

// SAFETY 13: with years of record, people see home while the record is checked, and what they write waits for the
// outcome.
TEST(Room, Safety13WhatIsWrittenWaitsForTheCheckAndWhatIsReadDoesNot) {
    TemporaryFolder folder;
    {
        auto room = support::open_room(folder);
        support::to_round(*room, 2);
        support::ask(*room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("before the stop"), "t1"});
    }
    auto opened = Room::open({.data = folder.path(), .time_zone = "Europe/London", .store = beside()});
    ASSERT_TRUE(opened);
    Room& room = **opened;
    ASSERT_TRUE(room.board()->huddle) << "what is read does not wait";
    auto note = room.submit(huddle::AddNote{huddle::RoundCategory::wins, support::clean("while it is checked"), "t2"});
    ASSERT_TRUE(note.get());
    EXPECT_EQ(room.checking(), std::nullopt);
    const auto released = support::ask(room, huddle::ReleaseNotes{});
    EXPECT_EQ(released->huddle->notes.size(), 2u);
    EXPECT_EQ(room.recovery_note(), "");
}

TEST(Room, Safety13ARecordFoundDamagedBesideTheFirstFrameIsRecoveredBeforeANoteIsSaved) {
    TemporaryFolder folder;
    {
        auto room = support::open_room(folder);
        for (int i = 0; i < 3; ++i) {
            support::to_round(*room, 2);
            for (int note = 0; note < 30; ++note)
                support::ask(*room, huddle::AddNote{huddle::RoundCategory::wins,
                                                    support::clean("a note of an older huddle " + std::to_string(note)),
                                                    "t" + std::to_string(100 * i + note)});
            support::ask(*room, huddle::ReleaseNotes{});
            support::ask(*room, huddle::CloseHuddle{});  // makes a backup, too
        }
    }
    // The index that finds a huddle's notes is spoiled. Home does not need it, and no quick check sees it.
    std::string bytes = support::bytes_of(folder / "hearthside.db");
    {
        SQLite::Database look(folder / "hearthside.db", SQLite::OPEN_READONLY);
        const int page = look.execAndGet("SELECT rootpage FROM sqlite_schema WHERE name = 'notes_by_huddle'").getInt();
        const std::size_t end = static_cast<std::size_t>(page) * 4096;
        for (std::size_t i = end - 600; i < end; ++i) bytes[i] = static_cast<char>(bytes[i] ^ 0x5a);
    }
    std::filesystem::remove(folder / "hearthside.db-wal");
    std::ofstream(folder / "hearthside.db", std::ios::binary | std::ios::trunc) << bytes;
    std::promise<std::string> told;
    auto opened = Room::open({.data = folder.path(),
                              .time_zone = "Europe/London",
                              .store = beside(),
                              .recovered = [&told](const std::string& note) { told.set_value(note); }});
    ASSERT_TRUE(opened);
    Room& room = **opened;
    EXPECT_TRUE(
        room.submit(huddle::AddNote{huddle::RoundCategory::hope, support::clean("written meanwhile"), "late"}).get());
    auto heard = told.get_future();
    ASSERT_EQ(heard.wait_for(seconds(60)), std::future_status::ready);
    EXPECT_NE(heard.get().find("restored"), std::string::npos);
    EXPECT_NE(room.recovery_note().find("restored"), std::string::npos);
    support::to_round(room, 0);
    EXPECT_EQ(room.checking(), std::nullopt);
    opened->reset();
    int aside = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        if (entry.path().filename().string().find(".damaged-") == std::string::npos) continue;
        ++aside;
        EXPECT_EQ(support::bytes_of(entry.path()), bytes) << "something was written to the damaged file";
    }
    EXPECT_EQ(aside, 1);
}

// Leaves in `folder` what a process leaves that was killed right after this work.
void work_and_be_killed(const TemporaryFolder& folder, const std::function<void(Room&)>& work) {
    int pipe_ends[2];
    EXPECT_EQ(pipe(pipe_ends), 0);
    const pid_t child = fork();
    if (child == 0) {
        auto room = Room::open({.data = folder.path()});
        if (!room) _exit(1);
        work(**room);
        if (write(pipe_ends[1], "x", 1) != 1) _exit(3);
        pause();
    }
    close(pipe_ends[1]);
    char byte = 0;
    EXPECT_EQ(read(pipe_ends[0], &byte, 1), 1);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    close(pipe_ends[0]);
}

// People saw one note twice: it was sent and opened, the kiosk was killed, and the phone's retry came after the
// restart.
TEST(Room, Safety6ARetryAfterAKillIsTheSameNoteSealedAndReleased) {
    const auto token = [](int i) { return "retry" + std::to_string(i); };
    const auto send = [&](Room& room) {
        for (int i = 0; i < 8; ++i)
            support::ask(room, huddle::AddNote{i < 5 ? huddle::RoundCategory::wins : huddle::RoundCategory::hope,
                                               support::clean("text " + std::to_string(i)), token(i)});
    };
    TemporaryFolder folder;
    work_and_be_killed(folder, [&](Room& room) {
        send(room);
        support::to_round(room, 2);
        support::ask(room, huddle::ReleaseNotes{});
    });
    auto room = support::open_room(folder);
    send(*room);
    EXPECT_FALSE(room->submit(huddle::ReleaseNotes{}).get()) << "nothing new is there to open";
    EXPECT_EQ(room->board()->huddle->notes.size(), 5u) << "no second copy of what was opened";
    for (int i = 0; i < 3; ++i) support::ask(*room, huddle::OpenNextRound{});
    EXPECT_EQ(support::ask(*room, huddle::ReleaseNotes{})->huddle->notes.size(), 8u) << "nor of what was sealed still";
}

// SAFETY 6, on plain HTTP: somebody who saw a token, and has the record or a copy of it, finds no row by it.
TEST(Room, Safety6ATokenThatWasSeenFindsNoRowAndItsKeyEndsWithTheHuddle) {
    TemporaryFolder folder;
    const auto hex = [](const std::string& bytes) {
        std::string text(2 * bytes.size() + 1, '\0');
        sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
        text.pop_back();
        return text;
    };
    const auto hashed = [&](const std::string& key) {
        std::string hash(16, '\0');
        crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                           reinterpret_cast<const unsigned char*>("overheard"), 9,
                           reinterpret_cast<const unsigned char*>(key.data()), key.size());
        return hex(hash);
    };
    const auto key = [&] { return support::bytes_of(folder / "retry.key"); };
    // The journal may be folded into the file while both are read.
    const auto is_found = [&](const std::string& marker) {
        for (int again = 0; again < 100; ++again) {
            if (!support::files_with(folder.path(), marker).empty()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return false;
    };
    std::string first_key, kept;
    {
        auto room = support::open_room(folder);
        first_key = key();
        kept = hashed(first_key);
        ASSERT_EQ(first_key.size(), 32u);
        EXPECT_EQ(std::filesystem::status(folder / "retry.key").permissions(),
                  std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        support::ask(*room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("a note"), "overheard"});
        EXPECT_TRUE(is_found(kept)) << "the test looks for what is kept";
        EXPECT_EQ(support::files_with(folder.path(), "overheard"), "");
        EXPECT_EQ(support::files_with(folder.path(), hashed("")), "") << "no hash that anybody can make";
        support::to_round(*room, 2);
        support::ask(*room, huddle::ReleaseNotes{});
        EXPECT_TRUE(is_found(kept)) << "for a retry";
        EXPECT_EQ(key(), first_key);
        support::ask(*room, huddle::CloseHuddle{});
    }
    EXPECT_NE(key(), first_key);
    EXPECT_EQ(support::files_with(folder.path(), kept), "");
    EXPECT_EQ(support::files_with(folder.path(), first_key), "");
    ASSERT_TRUE(std::filesystem::exists(folder / "backups"));
    EXPECT_EQ(support::files_with(folder / "backups", key()), "");
}

TEST(Room, OneHearthsideAFolder) {
    TemporaryFolder folder;
    auto room = support::open_room(folder);
    const auto second = Room::open({.data = folder.path()});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.problem().kind, huddle::ProblemKind::conflict);
}

TEST(Room, AFolderThatCannotBeWrittenIsSaidInASentence) {
    const auto room = Room::open({.data = "/proc/hearthside"});
    ASSERT_FALSE(room);
    EXPECT_NE(room.problem().sentence.find("/proc/hearthside"), std::string::npos);
}

TEST(Room, ARefusedIntentSpoilsNothingForTheOthersInItsBatch) {
    TemporaryFolder folder;
    auto room = support::open_room(folder);
    std::vector<std::future<Room::Reply>> replies;
    for (int i = 0; i < 50; ++i) {
        const std::string token = "c" + std::to_string(i);
        replies.push_back(room->submit(
            huddle::AddNote{huddle::RoundCategory::wins, support::clean(i % 2 == 0 ? "text" : ""), token}));
    }
    for (int i = 0; i < 50; ++i) EXPECT_EQ(static_cast<bool>(replies[static_cast<std::size_t>(i)].get()), i % 2 == 0);
    support::to_round(*room, 2);
    EXPECT_EQ(support::ask(*room, huddle::ReleaseNotes{})->huddle->notes.size(), 25u);
}

// People saw this: opening the notes and closing the huddle at the same moment ended the kiosk.
TEST(Room, AReleaseAndTheCloseMayComeInOneBatch) {
    TemporaryFolder folder;
    auto room = support::open_room(folder);
    support::to_round(*room, 2);
    support::ask(*room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("Kept"), "a"});
    std::promise<Room::Reply> released, closed;
    // The next batch gathers while one answer is being given.
    room->submit(huddle::Tick{}, [&](const Room::Reply&) {
        room->submit(huddle::ReleaseNotes{}, [&](Room::Reply reply) { released.set_value(std::move(reply)); });
        room->submit(huddle::CloseHuddle{}, [&](Room::Reply reply) { closed.set_value(std::move(reply)); });
    });
    const auto one = released.get_future().get(), other = closed.get_future().get();
    EXPECT_TRUE(one) << one.problem().sentence;
    EXPECT_TRUE(other) << other.problem().sentence;
    EXPECT_FALSE(room->board()->huddle);
}

TEST(Room, ABackupIsMadeWhenAHuddleCloses) {
    TemporaryFolder folder;
    support::TestClock clock;
    auto room = support::open_room(folder, &clock);
    support::to_round(*room, 1);
    support::ask(*room, huddle::CloseHuddle{});
    support::ask(*room, huddle::Tick{});  // answered after the work that follows the close
    EXPECT_TRUE(std::filesystem::exists(folder.path() / "backups" / "hearthside-2026-03-02.db"));
}

}  // namespace
}  // namespace hearthside::room
