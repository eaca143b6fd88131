// SPDX-License-Identifier: Apache-2.0
// SAFETY 2: the arrival of notes shows only on the border of a ten-second grid, through a tick that would have come
// without them. The test walks through whole slots with its own clock, at rest, paused and running, and looks at each
// published Board.
#include <gtest/gtest.h>

#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "tests/faults/faulty_disk.h"
#include "tests/support/clean.h"
#include "tests/support/test_clock.h"

namespace hearthside::room {
namespace {

using std::chrono::seconds;

constexpr huddle::Milliseconds slot = seconds(10);
constexpr huddle::Milliseconds step{125};
constexpr int slots = 8;

enum class When { at_rest, paused, running };

struct Published {
    huddle::Instant at;
    huddle::Bands waiting;
    std::vector<bool> holding;
};

bool on_border(huddle::Instant at) { return at.time_since_epoch() % slot == huddle::Milliseconds{0}; }

class Walk {
public:
    explicit Walk(When when, const store::Store::Options& store = {}) {
        room = support::open_room(folder, &clock, store);
        if (when != When::at_rest) support::to_round(*room, 3);
        if (when == When::paused) support::ask(*room, huddle::Pause{});
        clock.wait_for_border();
        support::look(*room);
        listening_ = room->listen([this] {
            const auto board = room->board();
            std::vector<bool> holding;
            if (board->huddle) {
                for (const huddle::RoundBoard& round : board->huddle->rounds) holding.push_back(round.holding);
            }
            const std::lock_guard guard(mutex_);
            published_.push_back({clock.now(), board->waiting, std::move(holding)});
        });
    }

    // Walks through whole slots in small steps. `at_step` may do something at any of them.
    void go(const std::function<void(int)>& at_step) {
        for (int i = 0; i < slots * (slot / step); ++i) {
            at_step(i);
            clock.wait(step);
            support::look(*room);
        }
    }

    std::vector<Published> published() {
        const std::lock_guard guard(mutex_);
        return published_;
    }
    std::string new_token() { return "t" + std::to_string(++tokens_); }

    support::TemporaryFolder folder{support::TemporaryFolder::Where::in_memory};
    support::TestClock clock;
    std::unique_ptr<Room> room;

private:
    std::mutex mutex_;
    std::vector<Published> published_;
    int tokens_ = 0;
    std::shared_ptr<void> listening_;
};

std::set<huddle::Instant> times(const std::vector<Published>& published) {
    std::set<huddle::Instant> all;
    for (const Published& it : published) all.insert(it.at);
    return all;
}

TEST(Bands, Safety2ChangeOnTheBorderOnlyAndNothingElseTellsThatANoteCame) {
    for (const When when : {When::at_rest, When::paused, When::running}) {
        Walk without(when);
        without.go([](int) {});
        const std::set<huddle::Instant> undisturbed = times(without.published());

        Walk with(when);
        std::mt19937_64 random(static_cast<std::uint64_t>(when) + 1);
        huddle::Bands before = with.room->board()->waiting;
        with.go([&](int i) {
            // The first step of a slot is on its border. Some notes come exactly there, some in one batch.
            if (random() % 6 != 0 && i % (slot / step) != 0) return;
            const huddle::RoundCategory category =
                huddle::all_categories[static_cast<std::size_t>(i / (slot / step)) % 4];
            const auto shown = with.room->board();
            for (const auto& reply : support::ask_together(
                     *with.room, {huddle::AddNote{category, support::clean("text"), with.new_token()},
                                  huddle::AddNote{category, support::clean("text"), with.new_token()}})) {
                ASSERT_TRUE(reply);
                EXPECT_EQ(*reply, shown) << "the very same Board";
            }
        });
        int changes = 0;
        for (const Published& it : with.published()) {
            EXPECT_TRUE(on_border(it.at) || undisturbed.contains(it.at)) << "a Board of a note's own";
            if (it.waiting == before) continue;
            EXPECT_TRUE(on_border(it.at)) << it.at.time_since_epoch() % slot << " into the slot";
            before = it.waiting;
            ++changes;
        }
        EXPECT_GE(changes, 4);
        EXPECT_EQ(before[0], huddle::Band::five_or_more);
    }
}

// The band changed with the note in eight of eight cases when nobody asked the Room anything between two notes.
TEST(Bands, Safety2ChangeWithoutAnybodyAskingAnything) {
    for (const When when : {When::at_rest, When::paused, When::running}) {
        Walk walk(when);
        huddle::Bands before = walk.room->board()->waiting;
        for (int i = 0; i < 2 * slots * (slot / step); ++i) {
            if (i % (slot / step) == 30)
                support::ask(*walk.room, huddle::AddNote{huddle::all_categories[static_cast<std::size_t>(i / 160) % 4],
                                                         support::clean("text"), walk.new_token()});
            walk.clock.wait(step);
            if (on_border(walk.clock.now()))
                std::this_thread::sleep_for(huddle::Milliseconds(20));  // the Room's own tick
        }
        walk.clock.wait_for_border();
        support::look(*walk.room);
        int changes = 0;
        for (const Published& it : walk.published()) {
            if (it.waiting == before) continue;
            EXPECT_NE(it.at.time_since_epoch() % slot, 30 * step) << "just when a note came";
            before = it.waiting;
            ++changes;
        }
        EXPECT_GE(changes, 1);
    }
}

TEST(Bands, Safety2NoBatchOfPeopleShowsAFreshBand) {
    Walk walk(When::running);
    const huddle::Bands before = walk.room->board()->waiting;
    // Boards that are published for another reason, in the same batch as a note and after it.
    std::vector<huddle::Intent> together;
    for (int i = 0; i < 6; ++i)
        together.push_back(huddle::AddNote{huddle::RoundCategory::wins, support::clean("text"), walk.new_token()});
    together.push_back(huddle::AddNote{huddle::RoundCategory::mistakes, support::clean("text"), walk.new_token()});
    together.push_back(huddle::KeepLesson{support::clean("a lesson"), {}, {}});
    for (const auto& reply : support::ask_together(*walk.room, std::move(together))) ASSERT_TRUE(reply);
    EXPECT_EQ(walk.room->board()->waiting, before);
    walk.clock.wait(seconds(1));
    EXPECT_EQ(support::ask(*walk.room, huddle::Pause{})->waiting, before);
    EXPECT_EQ(support::ask(*walk.room, huddle::Resume{})->waiting, before);
    // Too few notes to open. A note that came in this slot does not show before its border either.
    const auto opened = support::ask(*walk.room, huddle::ReleaseNotes{});
    EXPECT_EQ(opened->waiting, before);
    EXPECT_FALSE(opened->huddle->current().holding);
    walk.clock.wait_for_border();
    EXPECT_TRUE(support::look(*walk.room)->huddle->current().holding);
    EXPECT_EQ(walk.room->board()->waiting[huddle::index_of(huddle::RoundCategory::wins)], huddle::Band::five_or_more);
    // What was opened does not wait; what came in the same batch is not told.
    for (int i = 0; i < 3; ++i)
        support::ask(*walk.room,
                     huddle::AddNote{huddle::RoundCategory::mistakes, support::clean("text"), walk.new_token()});
    for (const auto& reply : support::ask_together(
             *walk.room, {huddle::ReleaseNotes{},
                          huddle::AddNote{huddle::RoundCategory::mistakes, support::clean("late"), walk.new_token()}}))
        ASSERT_TRUE(reply);
    EXPECT_EQ(walk.room->board()->huddle->notes.size(), 4u);
    EXPECT_EQ(walk.room->board()->waiting[huddle::index_of(huddle::RoundCategory::mistakes)], huddle::Band::none_yet);
    walk.clock.wait_for_border();
    EXPECT_EQ(support::look(*walk.room)->waiting[huddle::index_of(huddle::RoundCategory::mistakes)],
              huddle::Band::a_few);
}

// A note that is being saved at the border delays the tick. The end of the save must not show.
TEST(Bands, Safety2ATickThatANoteHeldUpShowsNothing) {
    faults::FaultyDisk disk;
    Walk walk(When::at_rest, {.vfs = disk.vfs(), .disk = &disk, .synchronous = "FULL"});
    support::ask(*walk.room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("early"), walk.new_token()});
    disk.pause = huddle::Milliseconds(50);
    disk.set(faults::Fault::slow);
    auto slow =
        walk.room->submit(huddle::AddNote{huddle::RoundCategory::wins, support::clean("slow"), walk.new_token()});
    while (disk.waiting() == 0) std::this_thread::yield();
    walk.clock.wait(slot + seconds(3));
    ASSERT_TRUE(slow.get());
    disk.set(faults::Fault::none);
    EXPECT_EQ(support::look(*walk.room)->waiting[huddle::index_of(huddle::RoundCategory::wins)],
              huddle::Band::none_yet);
    EXPECT_TRUE(walk.published().empty());
    walk.clock.wait_for_border();
    EXPECT_EQ(support::look(*walk.room)->waiting[huddle::index_of(huddle::RoundCategory::wins)], huddle::Band::a_few);
}

// A note that could not be kept changes nothing on the screen.
TEST(Bands, Safety2ANoteThatCouldNotBeSavedIsToldOnTheBorderToo) {
    faults::FaultyDisk disk;
    Walk walk(When::at_rest, {.vfs = disk.vfs(), .disk = &disk, .synchronous = "FULL"});
    disk.set(faults::Fault::full);
    walk.clock.wait(seconds(4));
    EXPECT_FALSE(
        walk.room->submit(huddle::AddNote{huddle::RoundCategory::wins, support::clean("text"), walk.new_token()})
            .get());
    EXPECT_TRUE(walk.published().empty());
    walk.clock.wait_for_border();
    EXPECT_FALSE(support::look(*walk.room)->trouble.empty());
    for (const Published& it : walk.published()) EXPECT_TRUE(on_border(it.at));
}

}  // namespace
}  // namespace hearthside::room
