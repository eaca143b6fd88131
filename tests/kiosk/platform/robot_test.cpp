// SPDX-License-Identifier: Apache-2.0
// The robot that the screens' tests rely on: it taps what it sees and fails where there is nothing.
#include <gtest/gtest.h>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/fake_services.h"
#include "tests/support/robot.h"

namespace hearthside::platform {
namespace {

TEST(Robot, TapsByNameAndTypes) {
    const ui::Appearance theme = ui::make_theme(640, 400, "day", 1.0, 24);
    support::FakeServices services;
    const ui::Environment environment;
    std::string typed;
    bool second_is_there = false;
    support::Robot robot(theme, services, environment, huddle::Instant{}, [&](ui::Ui& ui) {
        ui::begin_screen(ui);
        if (ui::button(ui, "send", {20, 20, 200, 100}, "Send")) ui.intend(huddle::Pause{});
        if (second_is_there) ui::button(ui, "other", {300, 20, 200, 100}, "Other");
        for (const ui::KeyPress& key : ui.keys) typed += key.kind == ui::KeyPress::Kind::text ? key.text : "<";
        ui.wake_at(ui.now + huddle::Seconds{5});
        ui::end_screen(ui);
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
    EXPECT_EQ(robot.wake(), huddle::Instant{huddle::Seconds{5}});
    EXPECT_TRUE(robot.frame().empty()) << "nothing changed, so nothing is painted";
}

}  // namespace
}  // namespace hearthside::platform
