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

TEST(WriteHere, CloseKeepsTheWordsForAsLongAsALookAwayDoes) {
    WritingHouse house;
    house.write_here();
    house.robot->type("never mind");
    house.tap("close-writing");
    EXPECT_EQ(house.robot->offscreen().stage().textures().private_texts(), 0u) << "no picture of them stays";
    house.pass(write_here::write_here_idle - 1s);
    house.write_here();
    EXPECT_EQ(house.views.write_here.field.text(), "never mind");
    house.tap("close-writing");
    house.pass(write_here::write_here_idle);
    EXPECT_FALSE(house.views.write_here.open) << "wiped although nobody came back";
    EXPECT_EQ(house.views.write_here.field.text(), "");
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
    bool nudges() const { return robot->sees("rewrite-words"); }
    std::size_t findings() const {
        std::size_t count = 0;
        for (const auto& found : view().nudge.found) count += found.size();
        return count;
    }
    void write(std::string_view words) {
        write_here();
        robot->type(words);
    }
    void write_and_send(std::string_view words) {
        write(words);
        tap("send-note");
    }
    std::string sent() const { return services.state().sealed.empty() ? "" : services.state().sealed.front().text; }
};

TEST(Nudge, ComesOnceAfterSendAndOnlyWhenSomethingWasFound) {
    Nudging house;
    house.write("The lady in bed 14 waited.");
    EXPECT_FALSE(house.nudges()) << "nobody is interrupted while writing";
    house.tap("send-note");
    ASSERT_TRUE(house.nudges());
    EXPECT_TRUE(house.services.state().sealed.empty()) << "nothing is sent before somebody looked";
    house.tap("back-to-writing");
    house.robot->type(" Sorry.");
    house.tap("send-note");
    EXPECT_EQ(house.sent(), "The lady in bed 14 waited. Sorry.") << "it was shown before";
    Nudging calm;
    calm.write_and_send("We all slowed down.");
    EXPECT_EQ(calm.sent(), "We all slowed down.");
}

TEST(Nudge, ComesAgainForWordsThatWereNotThereBefore) {
    Nudging house;
    house.write_and_send("in bed 14");
    house.tap("back-to-writing");
    house.robot->type(" with Dr Ahmed");
    house.tap("send-note");
    EXPECT_TRUE(house.nudges());
    EXPECT_EQ(house.findings(), 2u);
}

TEST(Nudge, MaskMasksAllThatCanBeMaskedAndThenShowsWhatRemains) {
    Nudging house;
    house.write_and_send("The lazy clerk left the lady in bed 14 to Dr Ahmed.");
    EXPECT_EQ(house.findings(), 3u);
    house.tap("mask-words");
    EXPECT_EQ(house.text(), "The lazy clerk left the lady in a bed to Dr ….") << "all at once";
    EXPECT_TRUE(house.nudges());
    EXPECT_EQ(house.findings(), 1u) << "blame is never taken out by us";
    EXPECT_FALSE(house.robot->sees("mask-words")) << "nothing is left to mask";
    EXPECT_TRUE(house.services.state().sealed.empty());
    house.tap("send-as-it-is");
    EXPECT_EQ(house.sent(), "The lazy clerk left the lady in a bed to Dr ….");
}

TEST(Nudge, AfterTheLastFindingWasMaskedTheNoteIsShownBeforeItIsSent) {
    Nudging house;
    house.write_and_send("The lady in bed 14 waited.");
    house.tap("mask-words");
    EXPECT_TRUE(house.nudges());
    EXPECT_EQ(house.findings(), 0u);
    house.tap("send-as-it-is");
    EXPECT_EQ(house.sent(), "The lady in a bed waited.");
    EXPECT_FALSE(house.nudges());
}

TEST(Nudge, RewritePutsTheCaretAfterTheFirstFindingAndBringsTheKeyboardBack) {
    Nudging house;
    house.write("The lady in bed 14 waited. The clerk was lazy.");
    house.tap("key-done");
    house.tap("send-note");
    house.tap("rewrite-words");
    EXPECT_EQ(house.text(), "The lady in bed 14 waited. The clerk was lazy.") << "nothing is taken away";
    EXPECT_EQ(house.view().field.edit.caret, std::string("The lady in bed 14").size());
    EXPECT_TRUE(house.robot->sees("key-q"));
    EXPECT_FALSE(house.nudges());
}

TEST(Nudge, AKeyGoesOnWritingAndEscapeOnlyGoesBack) {
    Nudging house;
    house.write_and_send("in bed 14");
    house.tap("key-.");
    EXPECT_EQ(house.text(), "in bed 14.");
    EXPECT_FALSE(house.nudges());
    Nudging escaped;
    escaped.write_and_send("in bed 14");
    escaped.robot->key(SDLK_ESCAPE);
    EXPECT_FALSE(escaped.nudges());
    EXPECT_EQ(escaped.text(), "in bed 14");
    EXPECT_TRUE(escaped.robot->sees("send-note")) << "the writing is still there";
}

TEST(Nudge, SendAsItIsIsAlwaysOneTapAway) {
    for (const char* words : {"The lady in bed 14 waited.", "The clerk was lazy.", "Mrs Lee in bed 4, so careless"}) {
        Nudging house;
        house.write_and_send(words);
        ASSERT_TRUE(house.robot->sees("send-as-it-is")) << words;
        house.tap("send-as-it-is");
        EXPECT_EQ(house.sent(), words);
    }
}

TEST(Nudge, ANoteThatWasNotSavedGoesBackToTheWritingWithItsText) {
    Nudging house;
    house.write_and_send("in bed 14");
    house.services.not_saved = "Not saved. Please keep your text.";
    house.tap("send-as-it-is");
    EXPECT_FALSE(house.nudges());
    EXPECT_EQ(house.text(), "in bed 14");
    EXPECT_EQ(house.view().problem, "Not saved. Please keep your text.");
    house.services.not_saved.reset();
    house.tap("send-note");
    EXPECT_EQ(house.sent(), "in bed 14") << "and does not ask again";
}

TEST(Nudge, CannotBeSentTwiceWhileTheNoteIsOnItsWay) {
    Nudging house;
    house.write_and_send("in bed 14");
    house.services.holds_answers = true;
    house.tap("send-as-it-is");
    for (const char* name : {"send-as-it-is", "mask-words", "rewrite-words", "back-to-writing"})
        EXPECT_FALSE(house.robot->sees(name)) << name;
    house.services.holds_answers = false;
    house.robot->settle();
    EXPECT_TRUE(house.robot->sees("add-another"));
    EXPECT_EQ(house.services.count_sent<huddle::AddNote>(), 1u);
}

TEST(Nudge, MovesNothingWhenSomethingWasMasked) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}, {1280, 800}}) {
        Nudging house(width, height);
        house.write_and_send("Mrs Lee in bed 4, so careless");
        const std::vector<ui::Target> before = house.robot->targets();
        house.tap("mask-words");
        for (const ui::Target& target : before) {
            if (target.name == "mask-words") continue;
            const ui::Rect now = house.robot->where(target.name);
            EXPECT_EQ(now.x, target.rect.x) << target.name << " " << width;
            EXPECT_EQ(now.y, target.rect.y) << target.name << " " << width;
            EXPECT_EQ(now.w, target.rect.w) << target.name << " " << width;
            EXPECT_EQ(now.h, target.rect.h) << target.name << " " << width;
        }
    }
}

TEST(Nudge, ManyFindingsGetTheKeyboardsRoomUntilSomebodyWritesOn) {
    Nudging house;
    house.write_and_send("Mrs Lee in bed 4, so careless");
    EXPECT_FALSE(house.robot->sees("key-q"));
    house.tap("mask-words");
    EXPECT_FALSE(house.robot->sees("key-q")) << "nothing moves when fewer are left";
    house.tap("rewrite-words");
    EXPECT_TRUE(house.robot->sees("key-q"));
}

// Pixels of the line under the words, and of the discs that hold the numbers.
TEST(Nudge, EveryFindingIsMarkedAndNumberedInEveryDirection) {
    for (const char* words : {"The lady in bed 14 waited for Dr Ahmed", "مریض بیڈ ۱۴ پر تھا، Dr Ahmed کو بتایا"}) {
        Nudging house;
        house.write_and_send(words);
        ASSERT_EQ(house.findings(), 2u) << words;
        house.pass(1s);  // the whole screen is there
        const text::Image picture = house.robot->image();
        const text::Colour ember = house.theme.colours.ember, number = house.theme.colours.ember_ink;
        const ui::Rect card = house.robot->where("nudged-words");
        std::size_t lines = 0, numbers = 0;
        for (int y = static_cast<int>(card.y); y < static_cast<int>(card.bottom()); ++y) {
            for (int x = static_cast<int>(card.x); x < static_cast<int>(card.right()); ++x) {
                const std::size_t at = 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) +
                                            static_cast<std::size_t>(x));
                const auto is = [&](text::Colour colour) {
                    return picture.pixels[at] == colour.red && picture.pixels[at + 1] == colour.green &&
                           picture.pixels[at + 2] == colour.blue;
                };
                lines += is(ember) ? 1 : 0;
                numbers += is(number) ? 1 : 0;
            }
        }
        EXPECT_GT(lines, 2u * 60 * 3) << words;
        EXPECT_GT(numbers, 2u * 400) << words;
    }
}

TEST(Nudge, LeavesNothingBehindWhenTheWordsAreWiped) {
    Nudging sent;
    sent.write_and_send("Dr Ahmed in bed 14");
    ASSERT_EQ(sent.view().nudge.shown.size(), 2u);
    sent.tap("send-as-it-is");
    EXPECT_TRUE(sent.view().nudge.found.empty());
    EXPECT_TRUE(sent.view().nudge.shown.empty());
    EXPECT_EQ(sent.robot->offscreen().stage().textures().private_texts(), 0u);
    Nudging idle;
    idle.write_and_send("in bed 14");
    idle.pass(write_here::write_here_idle);
    EXPECT_EQ(idle.views.overlay.kind, frame::Overlay::Kind::none);
    idle.pass(1s);
    EXPECT_TRUE(idle.view().nudge.found.empty());
    EXPECT_TRUE(idle.view().nudge.shown.empty());
    EXPECT_EQ(idle.robot->offscreen().stage().textures().private_texts(), 0u);
}

// A lesson, an action, a group's title and an answer are asked about in the same step as a note.
TEST(Nudge, ComesBeforeALessonAndBeforeAnAction) {
    Nudging house;
    house.show_notes(1);
    house.views.overlay.open(frame::Overlay::Kind::capture, house.note(0).id);
    house.robot->settle();
    house.robot->type("Ask Dr Ahmed early");
    house.tap("keep-lesson");
    ASSERT_TRUE(house.nudges());
    EXPECT_EQ(house.services.count_sent<huddle::KeepLesson>(), 0u);
    house.tap("mask-words");
    house.tap("send-as-it-is");
    ASSERT_EQ(house.services.board().huddle->lessons.size(), 1u);
    EXPECT_EQ(house.services.board().huddle->lessons[0].text, "Ask Dr … early");

    house.robot->type("bed 4 is full");
    house.robot->key(SDLK_RETURN);
    house.robot->type("the lazy ones help");
    house.tap("role-0");
    house.tap("save-action");
    ASSERT_TRUE(house.nudges());
    EXPECT_EQ(house.views.capture.nudge.found.size(), 2u) << "both halves in one step";
    house.tap("mask-words");
    EXPECT_TRUE(house.nudges());
    EXPECT_TRUE(house.services.board().huddle->actions.empty());
    house.tap("rewrite-words");
    EXPECT_EQ(house.views.capture.field, capture::CaptureView::Field::response) << "where the finding is";
    house.tap("save-action");
    ASSERT_EQ(house.services.board().huddle->actions.size(), 1u);
    EXPECT_EQ(house.services.board().huddle->actions[0].condition, "a bed is full");
}

TEST(Nudge, ComesBeforeAGroupsTitle) {
    Nudging house;
    house.show_notes(2);
    const huddle::NoteId first = house.note(0).id, second = house.note(1).id;
    house.services.send(huddle::GroupNotes{first, second});
    house.views.overlay.open(frame::Overlay::Kind::front_card, first);
    house.robot->settle();
    house.tap("name-group");
    house.robot->type("Mrs Lee");
    house.tap("keep-line");
    ASSERT_TRUE(house.nudges());
    EXPECT_EQ(house.services.count_sent<huddle::TitleGroup>(), 0u);
    house.tap("send-as-it-is");
    EXPECT_EQ(house.services.board().huddle->groups.at(0).title, "Mrs Lee");
    EXPECT_FALSE(house.nudges());
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
