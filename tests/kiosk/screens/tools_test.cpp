// SPDX-License-Identifier: Apache-2.0
// The tools between rounds and huddles: wiping the screen, resting, the night hours, the support card, and Pause from
// everywhere. Typed words leave the pictures' memory.
#include <gtest/gtest.h>

#include <SDL.h>

#include "kiosk/samples/sample_board.h"
#include "tests/kiosk/screens/writing_house.h"

namespace hearthside::screens {
namespace {

using namespace std::chrono_literals;
using State = at_rest::IdleView::State;

struct Middle {
    float x, y;
};
Middle middle_of(const ui::Rect& rect) { return {rect.x + rect.w / 2, rect.y + rect.h / 2}; }

class Wiping : public testing::Test {
protected:
    Wiping() { house.tap("wipe-down"); }
    bool wiping() const { return house.views.overlay.kind == frame::Overlay::Kind::wipe_down; }
    void put_down(std::string_view pad) {
        const Middle at = middle_of(house.robot->where(pad));
        house.robot->finger(SDL_FINGERDOWN, at.x, at.y);
        house.robot->settle();
    }
    void lift(std::string_view pad) {
        const Middle at = middle_of(house.robot->where(pad));
        house.robot->finger(SDL_FINGERUP, at.x, at.y);
        house.robot->settle();
    }
    WritingHouse house;
};

TEST_F(Wiping, LeavesNothingToTouchButTheTwoPads) {
    ASSERT_TRUE(wiping());
    const auto& targets = house.robot->targets();
    ASSERT_EQ(targets.size(), 2u);
    const ui::Rect one = house.robot->where("wipe-pad-1"), two = house.robot->where("wipe-pad-2");
    EXPECT_GE(two.x - one.right(), static_cast<float>(house.theme.width) * 0.7f) << "in opposite corners";
    for (float x = 60; x < 1920; x += 130) house.robot->tap_at(x, 620);
    house.robot->drag(60, 300, 1860, 760);
    EXPECT_TRUE(wiping());
    EXPECT_TRUE(house.services.sent.empty());
}

TEST_F(Wiping, EndsByItselfAfterItsMinutes) {
    house.pass(2min - 1s);
    EXPECT_TRUE(wiping());
    ASSERT_TRUE(house.robot->wake());
    EXPECT_LE(*house.robot->wake(), house.services.now + 1s);
    house.pass(1s);
    EXPECT_FALSE(wiping());
    EXPECT_TRUE(house.robot->sees("start-huddle") || house.robot->sees("write-here"));
}

TEST_F(Wiping, TakesFourMinutesWhereThePlaceSaysSo) {
    house.views = {};
    house.environment.wipe_down_minutes = 4;
    house.robot->settle();
    house.tap("wipe-down");
    house.pass(4min - 1s);
    EXPECT_TRUE(wiping());
    house.pass(1s);
    EXPECT_FALSE(wiping());
}

TEST_F(Wiping, WaitsForAClothThatIsStillOnTheGlassButNotForEver) {
    house.robot->finger(SDL_FINGERDOWN, 900, 500);
    house.pass(2min);
    EXPECT_TRUE(wiping());
    house.pass(9s);
    EXPECT_TRUE(wiping());
    house.pass(2s);
    EXPECT_FALSE(wiping());
}

TEST_F(Wiping, EndsEarlyByOneAndThenTwoHeldForThreeSeconds) {
    house.tap("wipe-pad-1");
    put_down("wipe-pad-2");
    house.pass(2900ms);
    EXPECT_TRUE(wiping());
    ASSERT_TRUE(house.robot->wake());
    EXPECT_LE(*house.robot->wake(), house.services.now + 50ms) << "the bar fills while it is held";
    house.pass(100ms);
    EXPECT_FALSE(wiping());
}

TEST_F(Wiping, GoesOnWhenTheFingerSlidesOffTheSecondPad) {
    house.tap("wipe-pad-1");
    put_down("wipe-pad-2");
    house.pass(2s);
    const Middle two = middle_of(house.robot->where("wipe-pad-2"));
    house.robot->finger(SDL_FINGERMOTION, two.x - 300, two.y);
    house.pass(100ms);
    house.robot->finger(SDL_FINGERMOTION, two.x, two.y);
    house.pass(4s);
    EXPECT_TRUE(wiping());
}

TEST_F(Wiping, GoesOnWhenTheSecondPadIsLetGoTooSoon) {
    house.tap("wipe-pad-1");
    put_down("wipe-pad-2");
    house.pass(2s);
    lift("wipe-pad-2");
    put_down("wipe-pad-2");
    house.pass(4s);
    EXPECT_TRUE(wiping()) << "1 has to be tapped again";
}

TEST_F(Wiping, GoesOnWhenTheSecondPadIsTouchedFirstOrTooLate) {
    put_down("wipe-pad-2");
    house.pass(4s);
    EXPECT_TRUE(wiping());
    lift("wipe-pad-2");
    house.tap("wipe-pad-1");
    house.pass(7s);
    put_down("wipe-pad-2");
    house.pass(4s);
    EXPECT_TRUE(wiping());
}

TEST_F(Wiping, GoesOnWhenSomethingElseIsTouchedBetweenTheTwo) {
    house.tap("wipe-pad-1");
    house.robot->tap_at(900, 500);
    put_down("wipe-pad-2");
    house.pass(4s);
    EXPECT_TRUE(wiping());
}

TEST(Rest, TheScreenRestsAfterItsMinutesAndTheTouchThatWakesItDoesNothingElse) {
    WritingHouse house;
    auto sample = samples::sample_of("home");
    house.environment.layouts = sample->environment.layouts;
    house.robot->settle();
    const Middle start = middle_of(house.robot->where("start-huddle"));
    house.pass(10min - 1s);
    EXPECT_EQ(house.views.idle.state, State::awake);
    house.pass(1s);
    ASSERT_EQ(house.views.idle.state, State::asleep);
    ASSERT_EQ(house.robot->targets().size(), 1u);
    EXPECT_TRUE(house.robot->sees("wake"));

    house.robot->finger(SDL_FINGERDOWN, start.x, start.y);
    house.robot->settle();
    EXPECT_TRUE(house.robot->targets().empty()) << "home is there, but not to be touched yet";
    house.robot->finger(SDL_FINGERUP, start.x, start.y);
    house.robot->settle();
    EXPECT_TRUE(house.services.sent.empty()) << "no huddle was started";
    EXPECT_EQ(house.views.idle.state, State::awake);
    house.robot->tap_at(start.x, start.y);
    EXPECT_EQ(house.services.count_sent<huddle::StartHuddle>(), 1u) << "the second touch is an ordinary one";
}

TEST(Rest, AKeyWakesItAndIsNotTyped) {
    WritingHouse house;
    house.pass(10min);
    house.robot->key(SDLK_RETURN);
    EXPECT_EQ(house.views.idle.state, State::awake);
    EXPECT_TRUE(house.services.sent.empty());
}

TEST(Rest, EveryTouchStartsTheMinutesAnew) {
    WritingHouse house;
    house.pass(9min);
    house.robot->tap_at(2, 2);
    house.pass(9min);
    EXPECT_EQ(house.views.idle.state, State::awake);
    house.pass(1min);
    EXPECT_EQ(house.views.idle.state, State::asleep);
}

TEST(Rest, NeverComesInAHuddleNorWhereItIsTurnedOff) {
    WritingHouse house;
    house.environment.idle_minutes = 0;
    house.pass(5h);
    EXPECT_EQ(house.views.idle.state, State::awake);
    house.environment.idle_minutes = 10;
    house.start_in(1);
    house.pass(30min);
    EXPECT_EQ(house.views.idle.state, State::awake);
    EXPECT_TRUE(house.robot->sees("pause"));
}

TEST(Rest, AHuddleThatStartsElsewhereWakesIt) {
    WritingHouse house;
    house.pass(10min);
    ASSERT_EQ(house.views.idle.state, State::asleep);
    house.start_in(0);
    EXPECT_TRUE(house.robot->sees("pause"));
}

TEST(Rest, PaintsNothingButOnceAMinuteAndThenElsewhere) {
    WritingHouse house;
    house.environment.hour = 3;
    house.environment.minute = 10;
    house.pass(10min);
    ASSERT_EQ(house.views.idle.state, State::asleep);
    EXPECT_FALSE(house.robot->wake()) << "the frame loop's own look at each minute is enough";
    house.robot->now += 30s;
    EXPECT_TRUE(house.robot->frame().empty());
    ++house.environment.minute;
    EXPECT_FALSE(house.robot->frame().empty());
    // A whole lap: each minute moves everything from where it was.
    text::Image before = house.robot->image();
    for (int minute = 12; minute < 36; ++minute) {
        house.environment.minute = minute;
        house.robot->frame();
        text::Image after = house.robot->image();
        EXPECT_NE(before.pixels, after.pixels) << minute;
        before = std::move(after);
    }
}

// One pixel in the corner of home, by luminance.
int brightness(const text::Image& image) { return image.pixels[0] + image.pixels[1] + image.pixels[2]; }

TEST(Rest, IsDarkByDayToo) {
    WritingHouse house;
    const int awake = brightness(house.robot->image());
    house.pass(10min);
    EXPECT_LT(brightness(house.robot->image()), awake / 4);
}

TEST(Night, TheHoursDimHomeAndTheToolHoldsUntilTheyChange) {
    WritingHouse house;
    EXPECT_EQ(house.views.display.theme, "day");
    house.environment.night = false;
    house.robot->settle();
    EXPECT_EQ(house.views.display.theme, "day");
    house.environment.night = true;
    house.robot->settle();
    EXPECT_EQ(house.views.display.theme, "night");
    house.views.display.theme = "day";  // as Brighten does
    house.pass(1h);
    EXPECT_EQ(house.views.display.theme, "day") << "somebody wanted it bright";
    house.environment.night = false;
    house.robot->settle();
    house.environment.night = true;
    house.robot->settle();
    EXPECT_EQ(house.views.display.theme, "night");
}

TEST(Night, GivesBackTheConfiguredThemeInTheMorning) {
    WritingHouse house;
    house.environment.night = true;
    house.robot->settle();
    EXPECT_EQ(house.views.display.theme, "night");
    house.environment.night = false;
    house.robot->settle();
    EXPECT_EQ(house.views.display.theme, "day");
}

TEST(Night, WaitsForTheEndOfAHuddle) {
    WritingHouse house;
    house.environment.night = false;
    house.start_in(1);
    house.environment.night = true;
    house.robot->settle();
    EXPECT_EQ(house.views.display.theme, "day");
    house.services.send(huddle::CloseHuddle{});
    house.robot->settle();
    EXPECT_EQ(house.views.display.theme, "night");
}

TEST(Care, TheCardIsThereInAPauseOnlyAndLeavesTheHuddlePaused) {
    WritingHouse house;
    house.environment.support = "Staff line: extension 4400\nThe garden room is free.";
    house.start_in(1);
    EXPECT_FALSE(house.robot->sees("support"));
    house.tap("pause");
    house.tap("support");
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::care);
    ASSERT_TRUE(house.robot->sees("back-to-huddle"));
    house.tap("back-to-huddle");
    EXPECT_TRUE(house.robot->sees("resume"));
    EXPECT_FALSE(house.services.board().huddle->clock.running);
}

TEST(Care, WithoutATextThereIsNoButton) {
    WritingHouse house;
    house.start_in(1);
    house.tap("pause");
    EXPECT_FALSE(house.robot->sees("support"));
    EXPECT_TRUE(house.robot->sees("wipe-down"));
}

TEST(Care, TheCardGoesWhenTheHuddleCarriesOn) {
    WritingHouse house;
    house.environment.support = "Staff line: extension 4400";
    house.start_in(1);
    house.tap("pause");
    house.tap("support");
    house.services.send(huddle::Resume{});
    house.robot->settle();
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none);
}

TEST(Interruption, IsOneTouchFromEveryScreenOfAHuddle) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}}) {
        for (const std::string_view name :
             {"since-last-time", "quiet", "sealed-wall", "round-wall", "front-card", "capture", "close", "over-time"}) {
            auto sample = samples::sample_of(name);
            const ui::Appearance theme = ui::make_theme(width, height, "day", 1.0, width == 1024 ? 10 : 24);
            support::RulesServices services{sample->now};
            support::Robot robot(theme, services, sample->environment, sample->now, [&](ui::Ui& ui) {
                ui::begin_screen(ui);
                draw_screen(ui, sample->board, sample->views);
                ui::end_screen(ui);
            });
            ASSERT_TRUE(robot.sees("pause")) << name << " " << width;
            robot.tap("pause");
            EXPECT_EQ(services.count_sent<huddle::Pause>(), 1u) << name;
            sample->board.huddle->clock.running = false;
            robot.settle();
            EXPECT_TRUE(robot.sees("resume")) << name << " " << width;
        }
    }
}

TEST(Interruption, HasItsPlaceBesideTheRoundsOfANote) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}}) {
        WritingHouse house(width, height);
        house.start_in(1);
        house.write_here();
        const ui::Rect pause = house.robot->where("pause");
        EXPECT_GE(pause.w, house.theme.touch.floor - 1) << width;
        EXPECT_GE(pause.h, house.theme.touch.floor - 1) << width;
        for (const ui::Target& other : house.robot->targets()) {
            if (other.name == "pause") continue;
            const ui::Rect& it = other.rect;
            EXPECT_TRUE(it.x >= pause.right() || it.right() <= pause.x || it.y >= pause.bottom() ||
                        it.bottom() <= pause.y)
                << other.name << " " << width;
            EXPECT_GE(it.w, it.h > 0 && other.name.starts_with("round-") ? house.theme.touch.floor - 1 : 0)
                << other.name << " " << width;
            EXPECT_LE(it.right(), static_cast<float>(width)) << other.name << " " << width;
        }
    }
}

TEST(Interruption, HidesWhatSomebodyIsWritingAndKeepsItForAShortPause) {
    WritingHouse house;
    house.start_in(1);
    house.write_here();
    house.type_on_screen("half");
    house.tap("pause");
    EXPECT_TRUE(house.robot->sees("resume"));
    EXPECT_FALSE(house.robot->sees("send-note"));
    house.pass(5s);
    house.tap("resume");
    EXPECT_TRUE(house.robot->sees("send-note"));
    EXPECT_EQ(house.views.write_here.field.text(), "half");
    house.tap("pause");
    house.pass(write_here::write_here_idle);
    EXPECT_EQ(house.views.write_here.field.text(), "") << "nobody's words wait for the next person";
    house.tap("resume");
    EXPECT_FALSE(house.robot->sees("send-note"));
}

TEST(Interruption, NobodyElseFindsTheWordsAfterTheSupportCard) {
    WritingHouse house;
    house.environment.support = "Staff line: extension 4400";
    house.start_in(1);
    house.write_here();
    house.type_on_screen("half");
    house.tap("pause");
    house.tap("support");
    EXPECT_EQ(house.views.write_here.field.text(), "");
    EXPECT_EQ(house.robot->offscreen().stage().textures().private_texts(), 0u);
    house.tap("back-to-huddle");
    house.tap("resume");
    EXPECT_FALSE(house.robot->sees("send-note"));
}

TEST(Interruption, KeepsADraftOfALesson) {
    WritingHouse house;
    house.start_in(1);
    house.views.overlay.open(frame::Overlay::Kind::capture);
    house.robot->settle();
    house.type_on_screen("ask");
    house.tap("pause");
    EXPECT_FALSE(house.robot->sees("keep-lesson"));
    house.pass(5min);
    house.tap("resume");
    EXPECT_EQ(house.views.capture.lesson.text(), "ask");
    EXPECT_TRUE(house.robot->sees("keep-lesson"));
}

class TypedWords : public testing::Test {
protected:
    TypedWords() {
        house.write_here();
        house.type_on_screen("a secret");
    }
    std::size_t kept() { return house.robot->offscreen().stage().textures().private_texts(); }
    WritingHouse house;
};

TEST_F(TypedWords, AreInTheTexturesOnlyWhileTheyAreWritten) {
    EXPECT_GT(kept(), 0u);
    house.tap("close-writing");
    EXPECT_EQ(kept(), 0u);
}

TEST_F(TypedWords, LeaveTheTexturesWhenTheyAreSent) {
    house.tap("send-note");
    ASSERT_TRUE(house.robot->sees("add-another"));
    EXPECT_EQ(kept(), 0u);
}

TEST_F(TypedWords, LeaveTheTexturesWhenNobodyIsThereAnyMore) {
    house.pass(write_here::write_here_idle);
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none);
    EXPECT_EQ(kept(), 0u);
}

class SecondTap : public testing::Test {
protected:
    // A tap as quick as the last one, wherever the target of this name was when it was looked for.
    void tap_at(Middle at) { house.robot->tap_at(at.x, at.y); }
    Middle where(std::string_view name) const { return middle_of(house.robot->where(name)); }
    std::size_t round() const { return house.services.board().huddle->clock.current; }
    WritingHouse house;
};

TEST_F(SecondTap, OfNextSkipsNoRound) {
    house.start_in(0);
    const Middle next = where("next-round");
    tap_at(next);
    tap_at(next);
    house.pass(599ms);
    tap_at(next);
    EXPECT_EQ(round(), 1u);
    house.pass(1ms);
    tap_at(where("next-round"));
    EXPECT_EQ(round(), 2u) << "a tap that is meant counts";
}

TEST_F(SecondTap, OfNextSkipsNoRoundOnASlowDisk) {
    house.start_in(0);
    house.services.slow_disk = true;
    const Middle next = where("next-round");
    tap_at(next);
    house.pass(1s);
    tap_at(next);
    house.services.answer_held();
    house.robot->settle();
    ASSERT_EQ(round(), 1u);
    tap_at(next);
    EXPECT_EQ(round(), 1u) << "the screen has only just changed";
    house.pass(600ms);
    tap_at(next);
    EXPECT_EQ(round(), 2u);
}

TEST_F(SecondTap, OfOpenTheNotesOpensNoNote) {
    house.start_in(1);
    house.add_notes(huddle::RoundCategory::wins, 24);
    const Middle open = where("release-notes");
    tap_at(open);
    house.pass(300ms);
    tap_at(open);
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none);
    house.pass(600ms);
    tap_at(open);
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::front_card) << "a note lies there";
}

TEST_F(SecondTap, AfterTheCloseTouchesNothingOnHome) {
    house.start_in(3);
    const ui::Rect close = house.robot->where("close-huddle");
    tap_at(middle_of(close));
    ASSERT_FALSE(house.services.board().huddle);
    for (float x = close.x + 10; x < close.right(); x += 60) tap_at({x, close.y + close.h / 2});
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::ending) << "it is not skipped by mistake either";
    EXPECT_FALSE(house.services.board().huddle);
}

TEST_F(SecondTap, LeavesOtherButtonsAtOnce) {
    house.start_in(0);
    tap_at(where("next-round"));
    tap_at(where("pause"));
    EXPECT_FALSE(house.services.board().huddle->clock.running) << "Pause never waits";
}

TEST_F(SecondTap, TurnsPagesAndNotesAsQuicklyAsAHandTaps) {
    house.show_notes(4);
    house.tap("card-" + huddle::to_hex(house.note(0).id.value));
    const Middle next = where("next-note");
    tap_at(next);
    tap_at(next);
    EXPECT_EQ(house.views.overlay.note, house.note(2).id);
}

TEST_F(SecondTap, OfAKeyThatIsHeldDownSkipsNoRound) {
    house.start_in(0);
    while (house.robot->focused() != "next-round") house.robot->key(SDLK_TAB);
    house.robot->key(SDLK_RETURN);
    house.robot->key(SDLK_RETURN);
    EXPECT_EQ(round(), 1u);
}

TEST_F(SecondTap, TypesNothingOnTheKeyboardThatCameInItsPlace) {
    house.start_in(0);
    house.write_here();
    house.robot->settle();
    // Where a key is now, a button was tapped.
    const ui::Rect key = house.robot->where("key-g");
    house.views.double_tap.tapped({.name = "keep", .rect = key}, ui::SecondTap::mistake, house.services.now);
    tap_at(middle_of(key));
    EXPECT_EQ(house.views.write_here.field.text(), "");
    house.pass(600ms);
    tap_at(middle_of(key));
    EXPECT_EQ(house.views.write_here.field.text().size(), 1u);
}

TEST(NotNow, EndsAHuddleThatWasStartedByMistakeAsIfItHadNeverBeen) {
    WritingHouse house;
    house.add_notes(huddle::RoundCategory::wins, 3);
    house.start_in(0);
    house.tap("not-now");
    ASSERT_FALSE(house.services.board().huddle);
    EXPECT_FALSE(house.services.state().last_time) << "no record of it";
    EXPECT_EQ(house.services.state().sealed.size(), 3u);
}

TEST(NotNow, IsOfferedOnlyInTheOpening) {
    WritingHouse house;
    house.start_in(0);
    EXPECT_TRUE(house.robot->sees("not-now"));
    house.tap("pause");
    EXPECT_TRUE(house.robot->sees("not-now"));
    house.tap("resume");
    house.pass(1s);
    house.tap("next-round");
    EXPECT_FALSE(house.robot->sees("not-now"));
    house.pass(1s);
    house.tap("back");
    EXPECT_FALSE(house.robot->sees("not-now")) << "who has seen another round did not start by mistake";
}

}  // namespace
}  // namespace hearthside::screens
