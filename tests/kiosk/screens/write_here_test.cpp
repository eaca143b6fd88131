// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/write_here/write_here.h"

#include <algorithm>
#include <vector>

#include "core/text/note_text.h"
#include "tests/kiosk/screens/writing_house.h"

namespace hearthside::screens {
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
    ASSERT_EQ(house.services.state().sealed.size(), 1u);
    const huddle::SealedNote& note = house.services.state().sealed.front();
    EXPECT_EQ(note.text, "We all slow down.🙏");
    EXPECT_EQ(note.category, huddle::RoundCategory::lessons);
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
    ASSERT_EQ(house.services.state().sealed.size(), 2u);
    EXPECT_NE(house.services.state().sealed[0].token, house.services.state().sealed[1].token);
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none);
}

TEST(WriteHere, ANoteThatWasNotSavedStaysOnTheScreenAndIsTheSameNoteWhenSentAgain) {
    WritingHouse house;
    house.write_here();
    house.type_on_screen("keep me");
    house.services.not_saved = "Not saved. Please keep your text.";
    house.tap("send-note");
    EXPECT_EQ(house.views.write_here.field.text(), "keep me");
    EXPECT_EQ(house.views.write_here.problem, "Not saved. Please keep your text.");
    const std::string token = house.views.write_here.token;
    house.services.not_saved.reset();
    house.tap("send-note");
    ASSERT_EQ(house.services.state().sealed.size(), 1u);
    EXPECT_EQ(house.services.state().sealed.front().token, token);
}

TEST(WriteHere, WhileTheAnswerIsOnItsWayTheTextStaysAndCannotBeSentTwice) {
    WritingHouse house;
    house.write_here();
    house.type_on_screen("once");
    house.services.holds_answers = true;
    house.tap("send-note");
    EXPECT_EQ(house.views.write_here.field.text(), "once");
    EXPECT_FALSE(house.robot->sees("send-note"));
    house.services.holds_answers = false;
    house.robot->settle();
    EXPECT_TRUE(house.robot->sees("add-another"));
    EXPECT_EQ(house.services.count_sent<huddle::AddNote>(), 1u);
}

TEST(WriteHere, LeavesNoTraceAfterTwentySecondsWithoutATouch) {
    WritingHouse house;
    house.services.send(huddle::Tick{});
    house.pass(1s);  // all of home is there
    const text::Image before = house.robot->image();
    house.write_here();
    house.type_on_screen("a secret");
    ASSERT_EQ(house.views.write_here.field.text(), "a secret");
    house.pass(19'800ms);
    EXPECT_EQ(house.views.write_here.field.text(), "a secret") << "not before its time";
    house.pass(200ms);
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none);
    house.pass(1s);
    EXPECT_FALSE(house.views.write_here.open);
    EXPECT_EQ(house.views.write_here.field.text(), "");
    EXPECT_EQ(house.services.count_sent<huddle::AddNote>(), 0u);
    EXPECT_EQ(house.robot->image().pixels, before.pixels) << "the screen is as if nobody had written";
}

TEST(WriteHere, AsksToBeWokenForTheWarningAndTheEnd) {
    WritingHouse house;
    house.write_here();
    house.pass(1s);  // the whole screen is there
    house.type_on_screen("a");
    house.pass(1s);  // and the key is up again
    const huddle::Instant touched = house.views.write_here.last_touched;
    ASSERT_TRUE(house.robot->wake());
    EXPECT_LE(*house.robot->wake(), touched + write_here::write_here_idle - write_here::write_here_warning);
    house.pass(*house.robot->wake() - house.services.now);
    ASSERT_TRUE(house.robot->wake());
    EXPECT_LE(*house.robot->wake() - house.services.now, 1s) << "the warning counts its seconds";
    int wakes = 0;
    while (house.views.overlay.kind == frame::Overlay::Kind::write_here && wakes < 20) {
        house.pass(*house.robot->wake() - house.services.now);
        ++wakes;
    }
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none);
    EXPECT_EQ(house.services.now - touched, write_here::write_here_idle);
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
    EXPECT_EQ(between.views.write_here.category, huddle::RoundCategory::wins);
    WritingHouse quiet;
    quiet.start_in(0);
    quiet.write_here();
    EXPECT_EQ(quiet.views.write_here.category, huddle::RoundCategory::wins);
    WritingHouse mistakes;
    mistakes.start_in(2);
    mistakes.write_here();
    EXPECT_EQ(mistakes.views.write_here.category, huddle::RoundCategory::mistakes);
    WritingHouse close;
    close.start_in(3);
    close.write_here();
    EXPECT_EQ(close.views.write_here.category, huddle::RoundCategory::mistakes) << "the last one when none is to come";
}

TEST(WriteHere, SixHundredCharactersCanBeSentAndOneMoreCannot) {
    WritingHouse house;
    house.write_here();
    std::string text;
    for (int count = 0; count < 600; ++count) text += count % 2 == 0 ? "é" : "👍🏽";
    ASSERT_EQ(text::count_graphemes(text), 600u);
    house.robot->type(text);
    EXPECT_TRUE(house.robot->sees("send-note"));
    house.robot->type("x");
    EXPECT_FALSE(house.robot->sees("send-note"));
    EXPECT_EQ(text::count_graphemes(house.views.write_here.field.text()), 601u) << "nothing is cut off";
    house.tap("key-backspace");
    EXPECT_TRUE(house.robot->sees("send-note"));
}

class Nudging : public WritingHouse {
public:
    using WritingHouse::WritingHouse;
    const write_here::WriteHereView& view() const { return views.write_here; }
    const std::string& text() const { return view().field.text(); }
    bool nudges() const { return robot->sees("rewrite-note"); }
    void write(std::string_view words) {
        write_here();
        robot->type(words);
    }
};

TEST(Nudge, ComesWhenABedIsTypedOnTheScreenAndGoesWithIt) {
    Nudging house;
    house.write_here();
    house.type_on_screen("in bed ");
    EXPECT_FALSE(house.nudges());
    house.tap("key-123");
    house.tap("key-1");
    EXPECT_TRUE(house.nudges());
    EXPECT_TRUE(house.robot->sees("mask-note"));
    house.tap("key-4");
    ASSERT_EQ(house.view().nudges.size(), 1u);
    EXPECT_EQ(house.view().nudges[0].end, house.text().size()) << "the whole of it, as it is typed";
    for (int count = 0; count < 2; ++count) house.tap("key-backspace");
    EXPECT_EQ(house.text(), "in bed ");
    EXPECT_FALSE(house.nudges());
    EXPECT_FALSE(house.robot->sees("mask-note"));
}

TEST(Nudge, MaskItPutsTheMasksInAndTheCaretAtTheEnd) {
    Nudging house;
    house.write("The lady in bed 14 waited for Dr Ahmed.");
    ASSERT_TRUE(house.nudges());
    ui::place_caret(house.views.write_here.field.edit, 3);
    house.tap("mask-note");
    EXPECT_EQ(house.text(), "The lady in a bed waited for Dr ….") << "all at once";
    EXPECT_EQ(house.view().field.edit.caret, house.text().size());
    EXPECT_FALSE(house.nudges());
    house.tap("send-note");
    ASSERT_EQ(house.services.state().sealed.size(), 1u);
    EXPECT_EQ(house.services.state().sealed[0].text, "The lady in a bed waited for Dr ….");
}

TEST(Nudge, RewritePutsTheCaretAfterTheWordsAndBringsTheKeyboardBack) {
    Nudging house;
    house.write("The lady in bed 14 waited.");
    house.tap("key-done");
    ASSERT_FALSE(house.robot->sees("key-q"));
    house.tap("rewrite-note");
    EXPECT_EQ(house.text(), "The lady in bed 14 waited.") << "nothing is taken away";
    EXPECT_EQ(house.view().field.edit.caret, std::string("The lady in bed 14").size());
    EXPECT_TRUE(house.robot->sees("key-q"));
    for (int count = 0; count < 3; ++count) house.tap("key-backspace");
    EXPECT_EQ(house.text(), "The lady in bed waited.");
    EXPECT_FALSE(house.nudges());
}

TEST(Nudge, SendSendsTheTextAsItIs) {
    Nudging house;
    house.write("The lady in bed 14 waited. The clerk was lazy.");
    ASSERT_TRUE(house.nudges());
    house.tap("send-note");
    ASSERT_EQ(house.services.state().sealed.size(), 1u);
    EXPECT_EQ(house.services.state().sealed[0].text, "The lady in bed 14 waited. The clerk was lazy.");
    EXPECT_FALSE(house.nudges());
}

TEST(Nudge, BlameIsSpokenOfButHasNothingToMask) {
    Nudging house;
    house.write("The clerk was lazy.");
    EXPECT_TRUE(house.nudges());
    EXPECT_FALSE(house.robot->sees("mask-note"));
    house.tap("rewrite-note");
    EXPECT_EQ(house.view().field.edit.caret, std::string("The clerk was lazy").size());
}

TEST(Nudge, WhoANotePointsToGoesBeforeWhomItBlames) {
    Nudging house;
    house.write("A lazy clerk forgot bed 14.");
    ASSERT_EQ(house.view().nudges.size(), 2u);
    ASSERT_TRUE(house.robot->sees("mask-note"));
    house.tap("rewrite-note");
    EXPECT_EQ(house.view().field.edit.caret, std::string("A lazy clerk forgot bed 14").size());
    house.tap("mask-note");
    EXPECT_EQ(house.text(), "A lazy clerk forgot a bed.");
    EXPECT_TRUE(house.nudges()) << "now the other one";
    EXPECT_FALSE(house.robot->sees("mask-note"));
}

TEST(Nudge, GivesWayToWhatIsMorePressing) {
    Nudging house;
    house.write("in bed 14");
    ASSERT_TRUE(house.nudges());
    house.pass(write_here::write_here_idle - write_here::write_here_warning);
    EXPECT_FALSE(house.nudges()) << "the words are about to leave the screen";
    house.robot->tap_at(5, 5);
    EXPECT_TRUE(house.nudges());
    house.services.not_saved = "Not saved. Please keep your text.";
    house.tap("send-note");
    EXPECT_FALSE(house.nudges());
    house.services.not_saved.reset();
    house.robot->type("!");
    EXPECT_TRUE(house.nudges());
    house.robot->type(std::string(600, 'x'));
    EXPECT_FALSE(house.nudges()) << "first it must get shorter";
}

TEST(Nudge, IsNotThereWhileTheNoteIsOnItsWay) {
    Nudging house;
    house.write("in bed 14");
    house.services.holds_answers = true;
    house.tap("send-note");
    EXPECT_FALSE(house.nudges());
    house.services.holds_answers = false;
    house.robot->settle();
    EXPECT_TRUE(house.robot->sees("add-another"));
}

TEST(Nudge, MovesNothingWhenItComesOrGoes) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}, {1280, 800}}) {
        Nudging house(width, height);
        house.write("in bed ");
        std::vector<ui::Target> before = house.robot->targets();
        house.robot->type("1");
        ASSERT_TRUE(house.nudges());
        for (const ui::Target& target : before) {
            if (target.name == "note-text") continue;  // on small panels its foot makes room inside of the card
            const ui::Rect now = house.robot->where(target.name);
            EXPECT_EQ(now.x, target.rect.x) << target.name << " " << width;
            EXPECT_EQ(now.y, target.rect.y) << target.name << " " << width;
            EXPECT_EQ(now.w, target.rect.w) << target.name << " " << width;
            EXPECT_EQ(now.h, target.rect.h) << target.name << " " << width;
        }
        if (width != 1024) {
            const auto text = std::ranges::find(before, "note-text", &ui::Target::name);
            EXPECT_EQ(house.robot->where("note-text").h, text->rect.h) << width;
        }
    }
}

TEST(Nudge, StandsUnderTheLeftHandInALeftHandedPlace) {
    Nudging right;
    right.write("in bed 14");
    EXPECT_GT(right.robot->where("mask-note").x, right.robot->where("rewrite-note").right());
    EXPECT_GT(right.robot->where("rewrite-note").x, 960);
    Nudging left;
    left.environment.left_handed = true;
    left.write("in bed 14");
    EXPECT_LT(left.robot->where("mask-note").right(), left.robot->where("rewrite-note").x);
    EXPECT_LT(left.robot->where("rewrite-note").right(), 960);
}

TEST(Nudge, LeavesNothingBehindWhenTheWordsAreWiped) {
    for (const bool sent : {false, true}) {
        Nudging house;
        house.write("Dr Ahmed in bed 14");
        ASSERT_EQ(house.view().nudges.size(), 2u);
        ASSERT_EQ(house.view().nudged_text, house.text());
        house.tap(sent ? "send-note" : "close-writing");
        EXPECT_TRUE(house.view().nudges.empty());
        EXPECT_TRUE(house.view().nudged_text.empty());
        EXPECT_EQ(house.robot->offscreen().stage().textures().private_texts(), 0u);
    }
    Nudging idle;
    idle.write("in bed 14");
    idle.pass(write_here::write_here_idle);
    EXPECT_TRUE(idle.view().nudges.empty());
    EXPECT_TRUE(idle.view().nudged_text.empty());
}

// The sentence's words that a person wrote are only among the private pictures, which the wiping removes.
TEST(Nudge, ShowsTheWordsInNoPictureThatStays) {
    Nudging house;
    house.write("in bed ");
    const std::size_t before = house.robot->offscreen().stage().textures().private_texts();
    house.robot->type("1");
    EXPECT_GE(house.robot->offscreen().stage().textures().private_texts(), before + 2)
        << "the text, and the sentence with a piece of it";
}

TEST(WriteHere, NothingButSpacesIsNotSent) {
    WritingHouse house;
    house.write_here();
    house.tap("key-space");
    house.tap("key-enter");
    if (house.robot->sees("send-note")) house.tap("send-note");
    EXPECT_TRUE(house.services.state().sealed.empty());
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
    const ui::Rect key = house.robot->where("key-backspace");
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
}  // namespace hearthside::screens
