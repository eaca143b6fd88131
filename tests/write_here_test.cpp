#include "kiosk/screens/write_here.h"

#include "core/note_text.h"
#include "tests/writing_house.h"

namespace hearthside {
namespace {

using namespace std::chrono_literals;

TEST(WriteHere, WhatIsTypedOnTheScreenIsSealedLetterForLetter) {
    WritingHouse house;
    house.write_here();
    house.tap("round-lessons");
    house.type_on_screen("We all slow down");
    house.tap("key-.");
    house.tap("key-emoji");
    house.tap("key-🙏");
    house.tap("send-note");
    ASSERT_EQ(house.errands.state().sealed.size(), 1u);
    const SealedNote& note = house.errands.state().sealed.front();
    EXPECT_EQ(note.text, "We all slow down.🙏");
    EXPECT_EQ(note.theme, Theme::lessons);
    EXPECT_EQ(note.token.size(), 32u);
    EXPECT_TRUE(house.robot->sees("add-another"));
    EXPECT_EQ(house.views.write_here.field.text(), "") << "the words are gone once they are sealed";
}

TEST(WriteHere, AnotherNoteHasATokenOfItsOwn) {
    WritingHouse house;
    house.write_here();
    house.type_on_screen("one");
    house.tap("send-note");
    house.tap("add-another");
    house.type_on_screen("two");
    house.tap("send-note");
    house.tap("close-writing");
    ASSERT_EQ(house.errands.state().sealed.size(), 2u);
    EXPECT_NE(house.errands.state().sealed[0].token, house.errands.state().sealed[1].token);
    EXPECT_EQ(house.views.overlay.kind, Overlay::Kind::none);
}

TEST(WriteHere, ANoteThatWasNotSavedStaysOnTheScreenAndIsTheSameNoteWhenSentAgain) {
    WritingHouse house;
    house.write_here();
    house.type_on_screen("keep me");
    house.errands.not_saved = "Not saved. Please keep your text.";
    house.tap("send-note");
    EXPECT_EQ(house.views.write_here.field.text(), "keep me");
    EXPECT_EQ(house.views.write_here.problem, "Not saved. Please keep your text.");
    const std::string token = house.views.write_here.token;
    house.errands.not_saved.reset();
    house.tap("send-note");
    ASSERT_EQ(house.errands.state().sealed.size(), 1u);
    EXPECT_EQ(house.errands.state().sealed.front().token, token);
}

TEST(WriteHere, WhileTheAnswerIsOnItsWayTheTextStaysAndCannotBeSentTwice) {
    WritingHouse house;
    house.write_here();
    house.type_on_screen("once");
    house.errands.holds_answers = true;
    house.tap("send-note");
    EXPECT_EQ(house.views.write_here.field.text(), "once");
    EXPECT_FALSE(house.robot->sees("send-note"));
    house.errands.holds_answers = false;
    house.robot->settle();
    EXPECT_TRUE(house.robot->sees("add-another"));
    EXPECT_EQ(house.errands.count_sent<AddNote>(), 1u);
}

TEST(WriteHere, LeavesNoTraceAfterTwentySecondsWithoutATouch) {
    WritingHouse house;
    house.errands.send(Tick{});
    house.pass(1s);  // home is there whole
    const Image before = house.robot->image();
    house.write_here();
    house.type_on_screen("a secret");
    ASSERT_EQ(house.views.write_here.field.text(), "a secret");
    house.pass(19'800ms);
    EXPECT_EQ(house.views.write_here.field.text(), "a secret") << "not before its time";
    house.pass(200ms);
    EXPECT_EQ(house.views.overlay.kind, Overlay::Kind::none);
    house.pass(1s);
    EXPECT_FALSE(house.views.write_here.open);
    EXPECT_EQ(house.views.write_here.field.text(), "");
    EXPECT_EQ(house.errands.count_sent<AddNote>(), 0u);
    EXPECT_EQ(house.robot->image().pixels, before.pixels) << "the screen is as if nobody had written";
}

TEST(WriteHere, AsksToBeWokenForTheWarningAndTheEnd) {
    WritingHouse house;
    house.write_here();
    house.pass(1s);  // the screen is there whole
    house.type_on_screen("a");
    house.pass(1s);  // and the key is up again
    const Instant touched = house.views.write_here.last_touched;
    ASSERT_TRUE(house.robot->wake());
    EXPECT_LE(*house.robot->wake(), touched + write_here_idle - write_here_warning);
    house.pass(*house.robot->wake() - house.errands.now);
    ASSERT_TRUE(house.robot->wake());
    EXPECT_LE(*house.robot->wake() - house.errands.now, 1s) << "the warning counts its seconds";
    int wakes = 0;
    while (house.views.overlay.kind == Overlay::Kind::write_here && wakes < 20) {
        house.pass(*house.robot->wake() - house.errands.now);
        ++wakes;
    }
    EXPECT_EQ(house.views.overlay.kind, Overlay::Kind::none);
    EXPECT_EQ(house.errands.now - touched, write_here_idle);
}

TEST(WriteHere, ATouchKeepsTheWords) {
    WritingHouse house;
    house.write_here();
    house.type_on_screen("slow");
    for (int count = 0; count < 4; ++count) {
        house.pass(15s);
        house.robot->tap_at(5, 5);
    }
    EXPECT_EQ(house.views.write_here.field.text(), "slow");
}

TEST(WriteHere, ClosingForgetsTheWords) {
    WritingHouse house;
    house.write_here();
    house.type_on_screen("never mind");
    house.tap("close-writing");
    house.write_here();
    EXPECT_EQ(house.views.write_here.field.text(), "");
}

TEST(WriteHere, StartsWithTheRoundThatIsOpenElseTheNextOne) {
    WritingHouse between;
    between.write_here();
    EXPECT_EQ(between.views.write_here.theme, Theme::wins);
    WritingHouse quiet;
    quiet.start_in(0);
    quiet.write_here();
    EXPECT_EQ(quiet.views.write_here.theme, Theme::wins);
    WritingHouse mistakes;
    mistakes.start_in(2);
    mistakes.write_here();
    EXPECT_EQ(mistakes.views.write_here.theme, Theme::mistakes);
    WritingHouse close;
    close.start_in(3);
    close.write_here();
    EXPECT_EQ(close.views.write_here.theme, Theme::mistakes) << "the last one when none is to come";
}

TEST(WriteHere, SixHundredCharactersCanBeSentAndOneMoreCannot) {
    WritingHouse house;
    house.write_here();
    std::string text;
    for (int count = 0; count < 600; ++count) text += count % 2 == 0 ? "é" : "👍🏽";
    ASSERT_EQ(count_graphemes(text), 600u);
    house.robot->type(text);
    EXPECT_TRUE(house.robot->sees("send-note"));
    house.robot->type("x");
    EXPECT_FALSE(house.robot->sees("send-note"));
    EXPECT_EQ(count_graphemes(house.views.write_here.field.text()), 601u) << "nothing is cut off";
    house.tap("key-backspace");
    EXPECT_TRUE(house.robot->sees("send-note"));
}

TEST(WriteHere, NothingButSpacesIsNotSent) {
    WritingHouse house;
    house.write_here();
    house.tap("key-space");
    house.tap("key-enter");
    if (house.robot->sees("send-note")) house.tap("send-note");
    EXPECT_TRUE(house.errands.state().sealed.empty());
    EXPECT_TRUE(house.robot->sees("note-text"));
}

TEST(WriteHere, DonePutsTheKeyboardAwayAndTheTextBringsItBack) {
    WritingHouse house;
    house.write_here();
    house.type_on_screen("so");
    house.tap("key-done");
    EXPECT_FALSE(house.robot->sees("key-q"));
    EXPECT_TRUE(house.robot->sees("send-note"));
    house.tap("note-text");
    EXPECT_TRUE(house.robot->sees("key-q"));
}

TEST(WriteHere, BackspaceHeldDeletesManyAtATime) {
    WritingHouse house;
    house.write_here();
    house.robot->type("0123456789");
    const Rect key = house.robot->where("key-backspace");
    house.robot->finger(SDL_FINGERDOWN, key.x + 5, key.y + 5);
    house.robot->settle();
    house.pass(400ms);
    house.pass(50ms);
    house.pass(50ms);
    house.robot->finger(SDL_FINGERUP, key.x + 5, key.y + 5);
    house.robot->settle();
    EXPECT_EQ(house.views.write_here.field.text(), "0123456");
}

}  // namespace
}  // namespace hearthside
