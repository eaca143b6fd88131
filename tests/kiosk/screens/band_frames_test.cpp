// SPDX-License-Identifier: Apache-2.0
// SAFETY 2 on the screen: a real Room and the real drawing with a test clock, as in the frame loop. A frame that would
// not be painted without notes is painted only on the border of a ten-second slot.
#include <gtest/gtest.h>

#include <atomic>
#include <set>

#include "kiosk/screens/route.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/clean.h"
#include "tests/support/fake_services.h"
#include "tests/support/robot.h"
#include "tests/support/test_clock.h"

namespace hearthside::tests {
namespace {

constexpr Milliseconds slot = std::chrono::seconds(10);
constexpr Milliseconds step{100};
constexpr int slots = 5;

enum class When { at_rest, paused, running };

class Glass {
public:
    explicit Glass(When when) {
        environment_.team = "Willow Ward";
        environment_.url = "http://192.168.20.14:8080/n/0123456789abcdef0123456789abcdef";
        environment_.address = "192.168.20.14:8080";
        environment_.today = std::chrono::floor<std::chrono::days>(clock.now());
        room = open_room(folder_, &clock);
        if (when != When::at_rest) to_round(*room, when == When::running ? 1 : 2);
        if (when == When::paused) ask(*room, Pause{});
        clock.wait_for_border();
        look(*room);
        robot_.emplace(theme_, services_, environment_, clock.now(), [this](Ui& ui) {
            const auto board = room->board();
            begin_screen(ui);
            draw_screen(ui, *board, views_);
            end_screen(ui);
        });
        listening_ = room->listen([this] { woken_ = true; });
    }

    // The instants at which something was painted while whole slots pass.
    std::set<Instant> go(const std::function<void(int)>& at_step) {
        std::set<Instant> painted;
        const auto paint = [&] {
            robot_->now = clock.now();
            const bool due = robot_->wake() && *robot_->wake() <= clock.now();
            if (!woken_.exchange(false) && !due) return;
            bool any = !robot_->frame().empty();
            any = !robot_->frame().empty() || any;
            if (any) painted.insert(clock.now());
        };
        for (int i = 0; i < slots * (slot / step); ++i) {
            at_step(i);
            paint();
            clock.wait(step);
            look(*room);
            paint();
        }
        return painted;
    }

    TestClock clock;
    std::unique_ptr<Room> room;

private:
    TemporaryFolder folder_{TemporaryFolder::Where::in_memory};
    Appearance theme_ = make_theme(1280, 800, "day", 1.0, 24);
    Environment environment_;
    FakeServices services_;  // nobody touches the screen
    Views views_;
    std::optional<Robot> robot_;
    std::atomic<bool> woken_ = false;
    std::shared_ptr<void> listening_;
};

TEST(BandFrames, Safety2NoFrameTellsThatANoteCame) {
    for (const When when : {When::at_rest, When::paused, When::running}) {
        Glass without(when);
        const std::set<Instant> undisturbed = without.go([](int) {});
        Glass with(when);
        int sent = 0;
        const std::set<Instant> painted = with.go([&](int i) {
            if (i % 17 != 3) return;
            const std::string token = "t" + std::to_string(++sent);
            ask(*with.room, AddNote{RoundCategory::wins, clean("text"), token});
        });
        EXPECT_GT(sent, 20);
        EXPECT_EQ(with.room->board()->waiting[index_of(RoundCategory::wins)], Band::five_or_more);
        int more = 0;
        for (const Instant at : painted) {
            if (undisturbed.contains(at)) continue;
            EXPECT_EQ(at.time_since_epoch() % slot, Milliseconds{0}) << "mode " << static_cast<int>(when);
            ++more;
        }
        for (const Instant at : undisturbed) EXPECT_TRUE(painted.contains(at));
        std::printf("band frames: mode %d, %zu painted without notes, %zu with, %d more on borders\n",
                    static_cast<int>(when), undisturbed.size(), painted.size(), more);
    }
}

}  // namespace
}  // namespace hearthside::tests
