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

namespace hearthside::tests {
namespace {

using std::chrono::seconds;

constexpr Milliseconds slot = seconds(10);
constexpr Milliseconds step{125};
constexpr int slots = 8;

enum class When { at_rest, paused, running };

struct Published {
    Instant at;
    Bands waiting;
    std::vector<bool> holding;
};

bool on_border(Instant at) { return at.time_since_epoch() % slot == Milliseconds{0}; }

class Walk {
public:
    explicit Walk(When when, const Store::Options& store = {}) {
        room = open_room(folder, &clock, store);
        if (when != When::at_rest) to_round(*room, 3);
        if (when == When::paused) ask(*room, Pause{});
        clock.wait_for_border();
        look(*room);
        listening_ = room->listen([this] {
            const auto board = room->board();
            std::vector<bool> holding;
            if (board->huddle) {
                for (const RoundBoard& round : board->huddle->rounds) holding.push_back(round.holding);
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
            look(*room);
        }
    }

    std::vector<Published> published() {
        const std::lock_guard guard(mutex_);
        return published_;
    }
    std::string new_token() { return "t" + std::to_string(++tokens_); }

    TemporaryFolder folder{TemporaryFolder::Where::in_memory};
    TestClock clock;
    std::unique_ptr<Room> room;

private:
    std::mutex mutex_;
    std::vector<Published> published_;
    int tokens_ = 0;
    std::shared_ptr<void> listening_;
};

std::set<Instant> times(const std::vector<Published>& published) {
    std::set<Instant> all;
    for (const Published& it : published) all.insert(it.at);
    return all;
}

TEST(Bands, Safety2ChangeOnTheBorderOnlyAndNothingElseTellsThatANoteCame) {
    for (const When when : {When::at_rest, When::paused, When::running}) {
        Walk without(when);
        without.go([](int) {});
        const std::set<Instant> undisturbed = times(without.published());

        Walk with(when);
        std::mt19937_64 random(static_cast<std::uint64_t>(when) + 1);
        Bands before = with.room->board()->waiting;
        with.go([&](int i) {
            // The first step of a slot is on its border. Some notes come exactly there, some in one batch.
            if (random() % 6 != 0 && i % (slot / step) != 0) return;
            const RoundCategory category = all_categories[static_cast<std::size_t>(i / (slot / step)) % 4];
            const auto shown = with.room->board();
            for (const auto& reply : ask_together(*with.room, {AddNote{category, clean("text"), with.new_token()},
                                                               AddNote{category, clean("text"), with.new_token()}})) {
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
        EXPECT_EQ(before[0], Band::five_or_more);
    }
}

// The band changed with the note in eight of eight cases when nobody asked the Room anything between two notes.
TEST(Bands, Safety2ChangeWithoutAnybodyAskingAnything) {
    for (const When when : {When::at_rest, When::paused, When::running}) {
        Walk walk(when);
        Bands before = walk.room->board()->waiting;
        for (int i = 0; i < 2 * slots * (slot / step); ++i) {
            if (i % (slot / step) == 30)
                ask(*walk.room,
                    AddNote{all_categories[static_cast<std::size_t>(i / 160) % 4], clean("text"), walk.new_token()});
            walk.clock.wait(step);
            if (on_border(walk.clock.now())) std::this_thread::sleep_for(Milliseconds(20));  // the Room's own tick
        }
        walk.clock.wait_for_border();
        look(*walk.room);
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
    const Bands before = walk.room->board()->waiting;
    // Boards that are published for another reason, in the same batch as a note and after it.
    std::vector<Intent> together;
    for (int i = 0; i < 6; ++i) together.push_back(AddNote{RoundCategory::wins, clean("text"), walk.new_token()});
    together.push_back(AddNote{RoundCategory::mistakes, clean("text"), walk.new_token()});
    together.push_back(KeepLesson{clean("a lesson"), {}, {}});
    for (const auto& reply : ask_together(*walk.room, std::move(together))) ASSERT_TRUE(reply);
    EXPECT_EQ(walk.room->board()->waiting, before);
    walk.clock.wait(seconds(1));
    EXPECT_EQ(ask(*walk.room, Pause{})->waiting, before);
    EXPECT_EQ(ask(*walk.room, Resume{})->waiting, before);
    // Too few notes to open. A note that came in this slot does not show before its border either.
    const auto opened = ask(*walk.room, ReleaseNotes{});
    EXPECT_EQ(opened->waiting, before);
    EXPECT_FALSE(opened->huddle->current().holding);
    walk.clock.wait_for_border();
    EXPECT_TRUE(look(*walk.room)->huddle->current().holding);
    EXPECT_EQ(walk.room->board()->waiting[index_of(RoundCategory::wins)], Band::five_or_more);
    // What was opened does not wait; what came in the same batch is not told.
    for (int i = 0; i < 3; ++i) ask(*walk.room, AddNote{RoundCategory::mistakes, clean("text"), walk.new_token()});
    for (const auto& reply :
         ask_together(*walk.room, {ReleaseNotes{}, AddNote{RoundCategory::mistakes, clean("late"), walk.new_token()}}))
        ASSERT_TRUE(reply);
    EXPECT_EQ(walk.room->board()->huddle->notes.size(), 4u);
    EXPECT_EQ(walk.room->board()->waiting[index_of(RoundCategory::mistakes)], Band::none_yet);
    walk.clock.wait_for_border();
    EXPECT_EQ(look(*walk.room)->waiting[index_of(RoundCategory::mistakes)], Band::a_few);
}

// A note that is being saved at the border delays the tick. The end of the save must not show.
TEST(Bands, Safety2ATickThatANoteHeldUpShowsNothing) {
    FaultyDisk disk;
    Walk walk(When::at_rest, {.vfs = disk.vfs(), .disk = &disk, .synchronous = "FULL"});
    ask(*walk.room, AddNote{RoundCategory::wins, clean("early"), walk.new_token()});
    disk.pause = Milliseconds(50);
    disk.set(Fault::slow);
    auto slow = walk.room->submit(AddNote{RoundCategory::wins, clean("slow"), walk.new_token()});
    while (disk.waiting() == 0) std::this_thread::yield();
    walk.clock.wait(slot + seconds(3));
    ASSERT_TRUE(slow.get());
    disk.set(Fault::none);
    EXPECT_EQ(look(*walk.room)->waiting[index_of(RoundCategory::wins)], Band::none_yet);
    EXPECT_TRUE(walk.published().empty());
    walk.clock.wait_for_border();
    EXPECT_EQ(look(*walk.room)->waiting[index_of(RoundCategory::wins)], Band::a_few);
}

// A note that could not be kept changes nothing on the screen.
TEST(Bands, Safety2ANoteThatCouldNotBeSavedIsToldOnTheBorderToo) {
    FaultyDisk disk;
    Walk walk(When::at_rest, {.vfs = disk.vfs(), .disk = &disk, .synchronous = "FULL"});
    disk.set(Fault::full);
    walk.clock.wait(seconds(4));
    EXPECT_FALSE(walk.room->submit(AddNote{RoundCategory::wins, clean("text"), walk.new_token()}).get());
    EXPECT_TRUE(walk.published().empty());
    walk.clock.wait_for_border();
    EXPECT_FALSE(look(*walk.room)->trouble.empty());
    for (const Published& it : walk.published()) EXPECT_TRUE(on_border(it.at));
}

}  // namespace
}  // namespace hearthside::tests
