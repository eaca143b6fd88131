// SPDX-License-Identifier: Apache-2.0
// The whole kiosk by keyboard: the focus reaches everything, is visible, and presses its target.
#include <set>

#include "kiosk/samples/sample_board.h"
#include "kiosk/ui/scroll.h"
#include "tests/kiosk/screens/writing_house.h"

namespace hearthside::screens {
namespace {

std::set<std::string> walk(support::Robot& robot, SDL_Keycode key, Uint16 modifiers = 0) {
    std::set<std::string> seen;
    for (std::size_t step = 0; step < robot.targets().size() + 2; ++step) {
        robot.key(key, modifiers);
        if (!seen.insert(robot.focused()).second) break;
    }
    return seen;
}

TEST(Focus, IsHiddenUntilSomebodyPressesTab) {
    WritingHouse house;
    const text::Image before = house.robot->image();
    EXPECT_EQ(house.robot->focused(), "");
    house.robot->key(SDLK_TAB);
    EXPECT_NE(house.robot->focused(), "");
    EXPECT_NE(house.robot->image().pixels, before.pixels) << "it can be seen";
    house.robot->tap_at(3, 3);
    EXPECT_EQ(house.robot->focused(), "") << "whoever touches needs no focus";
    EXPECT_EQ(house.robot->image().pixels, before.pixels);
}

TEST(Focus, ReachesEveryTargetOfEveryScreen) {
    for (const std::string_view name : samples::sample_names()) {
        auto sample = samples::sample_of(name);
        ASSERT_TRUE(sample);
        const ui::Appearance theme = ui::make_theme(1920, 1080, "day", 1.0, 24);
        support::RulesServices services(sample->now);
        support::Robot robot(theme, services, sample->environment, sample->now, [&](ui::Ui& ui) {
            ui::begin_screen(ui);
            draw_screen(ui, sample->board, sample->views);
            ui::end_screen(ui);
        });
        std::set<std::string> wanted;
        for (const ui::Target& target : robot.targets()) {
            // The physical keyboard has the keys of the on-screen keyboard anyway. A cloth wipes this keyboard too.
            if (!target.by_touch_only) wanted.insert(target.name);
        }
        if (name == "idle") continue;  // any key wakes it
        EXPECT_EQ(walk(robot, SDLK_TAB), wanted) << name;
        EXPECT_EQ(walk(robot, SDLK_TAB, KMOD_LSHIFT), wanted) << name << " backwards";
    }
}

TEST(Focus, StartsAHuddleAndWalksThroughItByKeysAlone) {
    WritingHouse house;
    house.environment.layouts = {test_layout()};
    house.robot->settle();
    const auto press = [&](std::string_view name) {
        for (int step = 0; step < 80 && house.robot->focused() != name; ++step) house.robot->key(SDLK_TAB);
        ASSERT_EQ(house.robot->focused(), name);
        house.robot->key(SDLK_RETURN);
        house.pass(huddle::Milliseconds{50});
    };
    press("start-huddle");
    ASSERT_TRUE(house.services.board().huddle);
    press("next-round");
    EXPECT_EQ(house.services.board().huddle->clock.current, 1u);
    press("pause");
    EXPECT_FALSE(house.services.board().huddle->clock.running);
    press("resume");
    EXPECT_TRUE(house.services.board().huddle->clock.running);
}

TEST(Focus, WritesANoteByKeysAlone) {
    WritingHouse house;
    for (int step = 0; step < 40 && house.robot->focused() != "write-here"; ++step) house.robot->key(SDLK_TAB);
    house.robot->key(SDLK_SPACE);
    house.robot->type(" ");  // what a keyboard sends for the space bar
    house.pass(huddle::Milliseconds{50});
    ASSERT_EQ(house.views.overlay.kind, frame::Overlay::Kind::write_here);
    house.robot->type("Kind words at the door");
    EXPECT_EQ(house.views.write_here.field.text(), "Kind words at the door");
    for (int step = 0; step < 20 && house.robot->focused() != "round-hope"; ++step) house.robot->key(SDLK_TAB);
    house.robot->key(SDLK_RETURN);
    EXPECT_EQ(house.views.write_here.category, huddle::RoundCategory::hope);
    for (int step = 0; step < 20 && house.robot->focused() != "send-note"; ++step) house.robot->key(SDLK_TAB);
    house.robot->key(SDLK_RETURN);
    house.pass(huddle::Milliseconds{50});
    EXPECT_EQ(house.services.board().waiting[huddle::index_of(huddle::RoundCategory::hope)], huddle::Band::a_few);
    EXPECT_EQ(house.views.write_here.field.text(), "");
}

TEST(Focus, TheArrowsGoToWhatLiesThere) {
    WritingHouse house;
    house.environment.layouts = {test_layout()};
    house.robot->settle();
    for (int step = 0; step < 40 && house.robot->focused() != "start-huddle"; ++step) house.robot->key(SDLK_TAB);
    const ui::Rect start = house.robot->where("start-huddle");
    house.robot->key(SDLK_RIGHT);
    EXPECT_GT(house.robot->where(house.robot->focused()).x, start.x);
    house.robot->key(SDLK_LEFT);
    EXPECT_EQ(house.robot->focused(), "start-huddle");
    house.robot->key(SDLK_DOWN);
    EXPECT_GT(house.robot->where(house.robot->focused()).y, start.y);
}

TEST(Scroll, RunsOnAfterAFlickAndComesToRest) {
    for (const bool reduced : {false, true}) {
        const ui::Appearance theme = ui::make_theme(1024, 600, "day", 1.0, 10);
        support::RulesServices services{huddle::Instant{}};
        ui::Environment environment;
        environment.reduced_motion = reduced;
        ui::Scroll scroll;
        support::Robot robot(theme, services, environment, huddle::Instant{std::chrono::hours(9)}, [&](ui::Ui& ui) {
            ui::begin_screen(ui);
            ui::scroll_by_finger(ui, {0, 0, 1024, 600}, 4000, scroll);
            ui::end_screen(ui);
        });
        const auto frames = [&](int count) {
            for (int frame = 0; frame < count; ++frame) {
                robot.now += huddle::Milliseconds{16};
                robot.frame();
            }
        };
        robot.finger(SDL_FINGERDOWN, 300, 480);
        robot.settle();
        for (int step = 1; step <= 6; ++step) {
            robot.finger(SDL_FINGERMOTION, 300, 480 - static_cast<float>(step) * 25);
            frames(1);
        }
        robot.finger(SDL_FINGERUP, 300, 330);
        robot.frame();
        const float at_release = scroll.at;
        EXPECT_GT(at_release, 0);
        frames(20);
        if (reduced) {
            EXPECT_EQ(scroll.at, at_release);
            continue;
        }
        EXPECT_GT(scroll.at, at_release + 20);
        frames(300);
        const float rest = scroll.at;
        robot.now += huddle::Milliseconds{500};
        robot.frame();
        EXPECT_EQ(scroll.at, rest);
    }
}

}  // namespace
}  // namespace hearthside::screens
