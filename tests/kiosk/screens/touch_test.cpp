// SPDX-License-Identifier: Apache-2.0
// What a tap does: the screens under a robot's finger, with the intents that they send.
#include <gtest/gtest.h>

#include "kiosk/samples/sample_board.h"
#include "kiosk/screens/route.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/fake_services.h"
#include "tests/support/robot.h"

namespace hearthside::screens {
namespace {

// One screen of the sample at the size of most panels, and a finger.
struct Room {
    explicit Room(std::string_view name)
        : sample(*samples::sample_of(name)),
          theme(ui::make_theme(1920, 1080, "day", 1.0, 24)),
          robot(theme, services, sample.environment, sample.now, [this](ui::Ui& ui) {
              ui::begin_screen(ui);
              draw_screen(ui, sample.board, sample.views);
              ui::end_screen(ui);
          }) {
        robot.settle();
    }
    samples::Sample sample;
    ui::Appearance theme;
    support::FakeServices services;
    support::Robot robot;
};

TEST(Home, OneTapStartsTheConfiguredHuddle) {
    Room room("home");
    room.robot.tap("start-huddle");
    ASSERT_NE(room.services.last<huddle::StartHuddle>(), nullptr);
    EXPECT_EQ(room.services.last<huddle::StartHuddle>()->layout.id, "learning-huddle");
    EXPECT_EQ(room.services.sent.size(), 1u);
}

TEST(Home, AFingerThatSlidesOffTheButtonStartsNothing) {
    Room room("home");
    const ui::Rect start = room.robot.where("start-huddle");
    room.robot.drag(start.x + start.w / 2, start.y + start.h / 2, start.x + start.w / 2, start.y - 200);
    EXPECT_TRUE(room.services.sent.empty());
}

TEST(Home, TheChosenKindOfHuddleIsTheOneThatStarts) {
    Room room("home");
    huddle::Layout pause = room.sample.environment.layouts.front();
    pause.id = "five-minute-pause";
    pause.name = "Five-minute pause";
    room.sample.environment.layouts.push_back(pause);
    room.robot.settle();
    room.robot.tap("choose-layout");
    ASSERT_TRUE(room.robot.sees("layout-five-minute-pause"));
    EXPECT_FALSE(room.robot.sees("start-huddle")) << "what lies under the list cannot be touched";
    room.robot.tap("layout-five-minute-pause");
    room.robot.tap("start-huddle");
    ASSERT_NE(room.services.last<huddle::StartHuddle>(), nullptr);
    EXPECT_EQ(room.services.last<huddle::StartHuddle>()->layout.id, "five-minute-pause");
}

TEST(Home, ASecondTapWhileTheStartIsOnItsWayStartsNothing) {
    Room room("home");
    room.services.answer.state = ui::OutcomeState::waiting;
    room.robot.tap("start-huddle");
    room.robot.tap("start-huddle");
    EXPECT_EQ(room.services.sent.size(), 1u);
}

TEST(Home, SaysWhyAHuddleDidNotStart) {
    Room room("home");
    room.services.answer = {ui::OutcomeState::refused, "The disk is full, so a huddle cannot start."};
    room.robot.tap("start-huddle");
    EXPECT_EQ(room.sample.views.home.refused, "The disk is full, so a huddle cannot start.");
}

TEST(Home, DimAndTextSizeChangeTheDisplayAndNothingElse) {
    Room room("home");
    room.robot.tap("light");
    EXPECT_EQ(room.sample.views.display.theme, "night");
    for (const double expected : {1.15, 1.3, 1.0}) {
        room.robot.tap("text-size");
        EXPECT_EQ(room.sample.views.display.text_size, expected);
    }
    EXPECT_TRUE(room.services.sent.empty());
}

TEST(Home, WriteANoteHereOpensTheWritingScreen) {
    Room room("home");
    room.robot.tap("write-here");
    EXPECT_EQ(room.sample.views.overlay.kind, frame::Overlay::Kind::write_here);
}

TEST(SinceLastTime, AnAnswerIsKeptAndASecondTapTakesItBack) {
    Room room("since-last-time");
    const huddle::ActionCard& done = room.sample.board.due[0];
    const huddle::ActionCard& open = room.sample.board.due[2];
    room.robot.tap("let-go-" + huddle::to_hex(open.action.id.value));
    ASSERT_NE(room.services.last<huddle::ReviewAction>(), nullptr);
    EXPECT_EQ(room.services.last<huddle::ReviewAction>()->action, open.action.id);
    EXPECT_EQ(room.services.last<huddle::ReviewAction>()->review, huddle::ActionReview::let_go);
    room.robot.tap("done-" + huddle::to_hex(done.action.id.value));
    EXPECT_EQ(room.services.last<huddle::ReviewAction>()->review, huddle::ActionReview::not_said);
}

TEST(SinceLastTime, WhatDoesNotFitStandsOnAnotherPage) {
    Room room("since-last-time");
    for (std::uint64_t i = 0; i < 3; ++i) {
        huddle::ActionCard more = room.sample.board.due[2];
        more.action.id = huddle::ActionId{200 + i};
        room.sample.board.due.push_back(more);
    }
    room.robot.settle();
    EXPECT_FALSE(room.robot.sees("done-" + huddle::to_hex(202)));
    EXPECT_FALSE(room.robot.sees("page-back")) << "nothing is before the first page";
    room.robot.tap("page-on");
    EXPECT_TRUE(room.robot.sees("done-" + huddle::to_hex(202)));
    room.robot.tap("page-on");
    EXPECT_FALSE(room.robot.sees("page-on")) << "another team's lesson is last";
    room.robot.tap("page-back");
    room.robot.tap("page-back");
    EXPECT_TRUE(room.robot.sees("done-" + huddle::to_hex(room.sample.board.due[0].action.id.value)));
}

TEST(SinceLastTime, TheFirstRoundHasNoWayBack) {
    Room room("since-last-time");
    EXPECT_FALSE(room.robot.sees("back"));
    Room later("quiet");
    later.robot.tap("back");
    EXPECT_NE(later.services.last<huddle::Back>(), nullptr);
}

TEST(Bar, SendsWhatItSays) {
    Room room("quiet");
    room.robot.tap("pause");
    EXPECT_NE(room.services.last<huddle::Pause>(), nullptr);
    room.robot.tap("add-minute");
    EXPECT_NE(room.services.last<huddle::AddMinute>(), nullptr);
    room.robot.tap("next-round");
    EXPECT_NE(room.services.last<huddle::OpenNextRound>(), nullptr);
    room.robot.tap("write-here");
    EXPECT_EQ(room.sample.views.overlay.kind, frame::Overlay::Kind::write_here);
}

TEST(Bar, OffersNoMinuteWhereThereIsNoneToBorrow) {
    Room room("close");
    EXPECT_EQ(room.sample.board.huddle->minute.amount.count(), 0);
    EXPECT_FALSE(room.robot.sees("add-minute"));
    room.robot.tap("close-huddle");
    EXPECT_NE(room.services.last<huddle::CloseHuddle>(), nullptr);
}

TEST(Bar, SaysWhyATapWasRefused) {
    Room room("quiet");
    room.services.answer = {ui::OutcomeState::refused, "That was not saved, please try again."};
    room.robot.tap("next-round");
    EXPECT_EQ(room.sample.views.quiet.chrome.refused, "That was not saved, please try again.");
}

TEST(Paused, HidesTheNotesAndCarriesOn) {
    Room room("paused");
    for (const ui::Target& it : room.robot.targets()) EXPECT_FALSE(it.name.starts_with("card-")) << it.name;
    EXPECT_FALSE(room.robot.sees("pause"));
    room.robot.tap("resume");
    EXPECT_NE(room.services.last<huddle::Resume>(), nullptr);
}

TEST(Paused, HidesThePromisesToo) {
    Room room("since-last-time");
    room.sample.board.huddle->clock.running = false;
    room.robot.settle();
    for (const ui::Target& it : room.robot.targets()) EXPECT_FALSE(it.name.starts_with("done-")) << it.name;
}

// ---- The example of CONTRIBUTING.md
// A screen reads the Board and edits its own View. Touches become intents.
void draw_example(ui::Ui& ui, const huddle::Board& board, frame::Overlay& overlay) {
    if (!board.huddle) overlay.close();
    const ui::Rect screen = ui::inset(ui::screen_of(ui), ui.theme.margin.x);
    const text::TextStyle title = ui.theme.text("title");
    ui::label(ui, {screen.x, screen.y, screen.w, ui::line_height(title)}, ui.tr("Take the time you need."), title);
    const std::string word = ui.tr("Back to the huddle");
    const ui::ButtonLook look{.kind = ui::ButtonKind::main};
    const float height = ui::button_height(ui, look.kind);
    if (ui::button(ui, "example-back", {screen.x, screen.bottom() - height, ui::button_width(ui, word, look), height},
                   word, look)) {
        ui.intend(huddle::Resume{});
        overlay.close();
    }
}

TEST(ExampleScreen, SendsAnIntentAndCloses) {
    const samples::Sample sample = *samples::sample_of("care");
    const ui::Appearance theme = ui::make_theme(1920, 1080, "day", 1.0, 24);
    support::FakeServices services;
    frame::Overlay overlay;
    overlay.open(frame::Overlay::Kind::care);
    support::Robot robot(theme, services, sample.environment, sample.now, [&](ui::Ui& ui) {
        ui::begin_screen(ui);
        draw_example(ui, sample.board, overlay);
        ui::end_screen(ui);
    });
    robot.tap("example-back");
    EXPECT_NE(services.last<huddle::Resume>(), nullptr);
    EXPECT_EQ(overlay.kind, frame::Overlay::Kind::none);
}

}  // namespace
}  // namespace hearthside::screens
