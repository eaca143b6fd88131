// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/capture/capture.h"

#include "kiosk/screens/capture/chain_panel.h"
#include "kiosk/screens/kept.h"
#include "tests/kiosk/screens/writing_house.h"

namespace hearthside::screens {
namespace {

// Goes from the wall to the lesson of one note.
huddle::Note open_capture(WritingHouse& house) {
    house.show_notes(2);
    const huddle::Note note = house.note(0);
    house.tap("card-" + huddle::to_hex(note.id.value));
    house.tap("what-did-we-learn");
    return note;
}

void keep_lesson(WritingHouse& house, std::string_view words) {
    house.robot->type(words);
    house.tap("keep-lesson");
}

TEST(Capture, KeepsTheLessonThenTheActionOnEveryScreen) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1024, 600}, {1080, 1920}, {3840, 2160}}) {
        WritingHouse house(width, height);
        const huddle::Note note = open_capture(house);
        keep_lesson(house, "Slow is smooth");
        ASSERT_EQ(house.services.board().huddle->lessons.size(), 1u) << width;
        EXPECT_EQ(house.services.board().huddle->lessons[0].text, "Slow is smooth");
        EXPECT_EQ(house.services.board().huddle->lessons[0].notes, std::vector{note.id});

        house.robot->type("the pump beeps");
        house.robot->key(SDLK_RETURN);
        house.robot->type("look at the line first");
        if (house.robot->sees("who-and-when")) house.tap("who-and-when");
        house.tap("role-1");
        house.tap("due-month");
        house.tap("save-action");
        ASSERT_EQ(house.services.board().huddle->actions.size(), 1u) << width;
        const huddle::Action& action = house.services.board().huddle->actions[0];
        EXPECT_EQ(action.condition, "the pump beeps");
        EXPECT_EQ(action.response, "look at the line first");
        EXPECT_EQ(action.role, "Everyone on shift");
        EXPECT_EQ(action.due, house.environment.today + std::chrono::days{30});
        EXPECT_EQ(action.lesson, house.services.board().huddle->lessons[0].id);
        EXPECT_EQ(house.note(0).state, huddle::NoteState::talked_about);
        EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none) << "back on the wall";
    }
}

TEST(Capture, JustTheLessonIsEnough) {
    WritingHouse house;
    open_capture(house);
    keep_lesson(house, "Ask early");
    house.tap("just-the-lesson");
    EXPECT_EQ(house.services.board().huddle->lessons.size(), 1u);
    EXPECT_TRUE(house.services.board().huddle->actions.empty());
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none);
}

TEST(Capture, AnActionNeedsWordsAndARole) {
    WritingHouse house;
    open_capture(house);
    EXPECT_FALSE(house.robot->sees("keep-lesson")) << "nothing is written yet";
    keep_lesson(house, "Ask early");
    EXPECT_FALSE(house.robot->sees("save-action"));
    house.tap("action-then");
    house.robot->type("ask at the door");
    EXPECT_FALSE(house.robot->sees("save-action"));
    house.tap("role-0");
    EXPECT_TRUE(house.robot->sees("save-action"));
    house.tap("save-action");
    EXPECT_EQ(house.services.board().huddle->actions.at(0).condition, "");
}

TEST(Capture, WhatWasNotSavedStaysToBeSentAgain) {
    WritingHouse house;
    open_capture(house);
    house.services.not_saved = "Not saved.";
    keep_lesson(house, "Ask early");
    EXPECT_EQ(house.views.capture.problem, "Not saved.");
    EXPECT_EQ(house.views.capture.lesson.text(), "Ask early");
    EXPECT_EQ(house.views.capture.step, capture::CaptureView::Step::lesson);
    house.services.not_saved.reset();
    house.tap("keep-lesson");
    EXPECT_EQ(house.services.board().huddle->lessons.size(), 1u);
}

TEST(Capture, TheDraftIsThereAfterALookAtTheNoteAndGoneForAnother) {
    WritingHouse house;
    open_capture(house);
    house.robot->type("Half a thou");
    house.tap("back-to-note");
    house.tap("what-did-we-learn");
    EXPECT_EQ(house.views.capture.lesson.text(), "Half a thou");
    house.tap("back-to-note");
    house.tap("all-notes");
    house.tap("card-" + huddle::to_hex(house.note(1).id.value));
    house.tap("what-did-we-learn");
    EXPECT_EQ(house.views.capture.lesson.text(), "");
}

TEST(Capture, AStarterGoesInFrontAndComesOutAgain) {
    const std::vector<std::string> starters{"It helps when", "Next time"};
    ui::TextField field;
    ui::set_text(field, "we ask");
    capture::toggle_starter(field, starters, 0);
    EXPECT_EQ(field.text(), "It helps when we ask");
    capture::toggle_starter(field, starters, 1);
    EXPECT_EQ(field.text(), "Next time we ask");
    capture::toggle_starter(field, starters, 1);
    EXPECT_EQ(field.text(), "we ask");
    ui::set_text(field, "");
    capture::toggle_starter(field, starters, 0);
    EXPECT_EQ(field.text(), "It helps when ");
}

TEST(Capture, ClosesWithTheHuddle) {
    WritingHouse house;
    open_capture(house);
    house.robot->type("Half a thou");
    house.services.send(huddle::CloseHuddle{});
    house.robot->settle();
    EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none);
    EXPECT_EQ(house.views.capture.lesson.text(), "");
}

// The next start, with the same Room behind it.
void restart(WritingHouse& house) {
    const std::string kept = kept_text(house.views, house.services.board(), {}, house.environment);
    house.views = {};
    bring_back(kept, house.services.board(), {}, house.environment, house.views);
    house.robot->settle();
}

TEST(Kept, ALessonThatIsHalfWrittenOutlivesARestart) {
    WritingHouse house;
    house.show_notes(2);
    house.tap("card-" + huddle::to_hex(house.note(0).id.value));
    house.tap("what-did-we-learn");
    house.robot->type("We learnt to look");
    restart(house);
    EXPECT_EQ(house.views.capture.lesson.text(), "We learnt to look");
    house.robot->type(" twice");
    house.tap("keep-lesson");
    ASSERT_EQ(house.services.board().huddle->lessons.size(), 1u);
    EXPECT_EQ(house.services.board().huddle->lessons[0].text, "We learnt to look twice");
    restart(house);
    EXPECT_EQ(house.views.capture.kept, house.services.board().huddle->lessons[0].id) << "its action is still to come";
    house.tap("just-the-lesson");
    EXPECT_EQ(kept_text(house.views, house.services.board(), {}, house.environment).find("twice"), std::string::npos);
}

TEST(Kept, ALessonThatIsHalfWrittenStaysHiddenInAPauseAndEndsWithTheHuddle) {
    WritingHouse house;
    house.show_notes(2);
    house.tap("card-" + huddle::to_hex(house.note(0).id.value));
    house.tap("what-did-we-learn");
    house.robot->type("We learnt to look");
    house.tap("pause");
    restart(house);
    EXPECT_FALSE(house.robot->sees("keep-lesson"));
    house.tap("resume");
    EXPECT_TRUE(house.robot->sees("keep-lesson"));
    const std::string kept = kept_text(house.views, house.services.board(), {}, house.environment);
    house.services.send(huddle::CloseHuddle{});
    house.services.send(huddle::StartHuddle{test_layout()});
    house.views = {};
    bring_back(kept, house.services.board(), {}, house.environment, house.views);
    EXPECT_FALSE(house.views.capture.open);
    for (const std::string_view broken : {"", "no JSON", "[]", "{\"lesson\":7}", "{\"lesson\":{\"huddle\":\"x\"}}"})
        bring_back(broken, house.services.board(), {}, house.environment, house.views);
    EXPECT_FALSE(house.views.capture.open);
}

TEST(Kept, HowTheScreenLooksIsChosenInAPauseAndOutlivesARestart) {
    WritingHouse house;
    house.environment.languages = {{"en", "English"}, {"cy", "Cymraeg"}};
    house.start_in(1);
    house.tap("pause");
    house.tap("display");
    house.tap("language-cy");
    house.tap("text-size-2");
    house.tap("reach-on");
    const frame::DisplayChoices chosen{"day", 1.3, true, "cy"};
    EXPECT_EQ(house.views.display, chosen);
    house.tap("back-to-huddle");
    EXPECT_TRUE(house.robot->sees("resume"));
    restart(house);
    EXPECT_EQ(house.views.display, chosen);
    // What is set in the settings later counts more.
    const std::string kept = kept_text(house.views, house.services.board(), {}, house.environment);
    house.views = {};
    bring_back(kept, house.services.board(), {"day", 1.15, false, {}}, house.environment, house.views);
    EXPECT_EQ(house.views.display.text_size, 1.0) << "the frame loop sets what the settings say";
}

}  // namespace
}  // namespace hearthside::screens
