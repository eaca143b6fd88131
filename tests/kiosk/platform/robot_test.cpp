// SPDX-License-Identifier: Apache-2.0
// The robot that the screens' tests rely on: it taps what it sees and fails where there is nothing.
#include <gtest/gtest.h>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/fake_services.h"
#include "tests/support/robot.h"

namespace hearthside {
namespace {

TEST(Robot, TapsByNameAndTypes) {
    const Appearance theme = make_theme(640, 400, "day", 1.0, 24);
    FakeServices services;
    const Environment environment;
    std::string typed;
    bool second_is_there = false;
    Robot robot(theme, services, environment, Instant{}, [&](Ui& ui) {
        begin_screen(ui);
        if (button(ui, "send", {20, 20, 200, 100}, "Send")) ui.intend(Pause{});
        if (second_is_there) button(ui, "other", {300, 20, 200, 100}, "Other");
        for (const KeyPress& key : ui.keys) typed += key.kind == KeyPress::Kind::text ? key.text : "<";
        ui.wake_at(ui.now + Seconds{5});
        end_screen(ui);
    });
    EXPECT_TRUE(robot.sees("send"));
    EXPECT_FALSE(robot.sees("other"));
    EXPECT_THROW(robot.tap("other"), std::out_of_range);
    robot.tap("send");
    EXPECT_EQ(services.sent.size(), 1u);
    second_is_there = true;
    robot.settle();
    robot.tap("other");
    EXPECT_EQ(services.sent.size(), 1u);
    robot.drag(100, 60, 400, 300);
    EXPECT_EQ(services.sent.size(), 1u) << "a drag off the button cancels";

    const std::string text = "Nobody eats alone on nights, ż ż ż ż ż ż ż ż ż ż";
    robot.type(text);
    robot.key(SDLK_BACKSPACE);
    EXPECT_EQ(typed, text + "<");
    EXPECT_EQ(robot.wake(), Instant{Seconds{5}});
    EXPECT_TRUE(robot.frame().empty()) << "nothing changed, so nothing is painted";
}

}  // namespace
}  // namespace hearthside
