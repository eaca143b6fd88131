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

namespace hearthside::screens {
namespace {

constexpr huddle::Milliseconds slot = std::chrono::seconds(10);
constexpr huddle::Milliseconds step{100};
constexpr int slots = 5;

enum class When { at_rest, paused, running };

class Glass {
public:
    explicit Glass(When when) {
        environment_.team = "Willow Ward";
        environment_.url = "http://192.168.20.14:8080/n/0123456789abcdef0123456789abcdef";
        environment_.address = "192.168.20.14:8080";
        environment_.today = std::chrono::floor<std::chrono::days>(clock.now());
        room = support::open_room(folder_, &clock);
        if (when != When::at_rest) support::to_round(*room, when == When::running ? 1 : 2);
        if (when == When::paused) support::ask(*room, huddle::Pause{});
        clock.wait_for_border();
        support::look(*room);
        robot_.emplace(theme_, services_, environment_, clock.now(), [this](ui::Ui& ui) {
            const auto board = room->board();
            ui::begin_screen(ui);
            draw_screen(ui, *board, views_);
            ui::end_screen(ui);
        });
        listening_ = room->listen([this] { woken_ = true; });
    }

    // The instants at which something was painted while whole slots pass.
    std::set<huddle::Instant> go(const std::function<void(int)>& at_step) {
        std::set<huddle::Instant> painted;
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
            support::look(*room);
            paint();
        }
        return painted;
    }

    support::TestClock clock;
    std::unique_ptr<room::Room> room;

private:
    support::TemporaryFolder folder_{support::TemporaryFolder::Where::in_memory};
    ui::Appearance theme_ = ui::make_theme(1280, 800, "day", 1.0, 24);
    ui::Environment environment_;
    support::FakeServices services_;  // nobody touches the screen
    Views views_;
    std::optional<support::Robot> robot_;
    std::atomic<bool> woken_ = false;
    std::shared_ptr<void> listening_;
};

TEST(BandFrames, Safety2NoFrameTellsThatANoteCame) {
    for (const When when : {When::at_rest, When::paused, When::running}) {
        Glass without(when);
        const std::set<huddle::Instant> undisturbed = without.go([](int) {});
        Glass with(when);
        int sent = 0;
        const std::set<huddle::Instant> painted = with.go([&](int i) {
            if (i % 17 != 3) return;
            const std::string token = "t" + std::to_string(++sent);
            support::ask(*with.room, huddle::AddNote{huddle::RoundCategory::wins, support::clean("text"), token});
        });
        EXPECT_GT(sent, 20);
        EXPECT_EQ(with.room->board()->waiting[huddle::index_of(huddle::RoundCategory::wins)],
                  huddle::Band::five_or_more);
        int more = 0;
        for (const huddle::Instant at : painted) {
            if (undisturbed.contains(at)) continue;
            EXPECT_EQ(at.time_since_epoch() % slot, huddle::Milliseconds{0}) << "mode " << static_cast<int>(when);
            ++more;
        }
        for (const huddle::Instant at : undisturbed) EXPECT_TRUE(painted.contains(at));
        std::printf("band frames: mode %d, %zu painted without notes, %zu with, %d more on borders\n",
                    static_cast<int>(when), undisturbed.size(), painted.size(), more);
    }
}

}  // namespace
}  // namespace hearthside::screens
