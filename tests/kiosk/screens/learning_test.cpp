// SPDX-License-Identifier: Apache-2.0
// Lessons, actions and questions by touch: real rules, a robot's finger, one huddle after another.
#include <algorithm>

#include "tests/kiosk/screens/writing_house.h"
#include "tests/support/clean.h"

namespace hearthside::screens {
namespace {

using namespace std::chrono_literals;
using support::clean;

huddle::Layout learning_layout(bool dots = false) {
    huddle::Layout layout = test_layout();
    layout.rounds.insert(layout.rounds.begin(),
                         test_round(huddle::RoundKind::since_last_time, "Since last time", "primary", 1));
    huddle::Round lessons = test_round(huddle::RoundKind::lessons, "Lessons", "lessons", 1);
    lessons.dots = dots;
    layout.rounds.insert(layout.rounds.end() - 1, lessons);
    return layout;
}

constexpr std::size_t wins = 2, mistakes = 3, lessons = 4, close_round = 5;

void start(WritingHouse& house, std::size_t round, bool dots = false) {
    house.services.send(huddle::StartHuddle{learning_layout(dots)});
    for (std::size_t step = 0; step < round; ++step) house.services.send(huddle::OpenNextRound{});
    house.robot->settle();
}

void close_and_start(WritingHouse& house, std::size_t round) {
    while (house.services.board().huddle->clock.current < close_round) house.services.send(huddle::OpenNextRound{});
    house.services.send(huddle::CloseHuddle{});
    house.robot->settle();
    start(house, round);
}

const huddle::HuddleBoard& huddle_of(const WritingHouse& house) { return *house.services.board().huddle; }
std::string card_of(const huddle::Note& note) { return "card-" + huddle::to_hex(note.id.value); }

void open_notes(WritingHouse& house, huddle::RoundCategory category, int count) {
    house.add_notes(category, count);
    house.tap("release-notes");
}

// A lesson with one thing to try, kept in a first huddle. The second huddle is at its opening.
huddle::ActionId promise(WritingHouse& house) {
    start(house, wins);
    house.services.send(huddle::KeepLesson{clean("Ask early"), {}, {}});
    house.services.send(huddle::KeepAction{
        {}, clean("somebody is unsure"), clean("ask at the door"), clean("Ward clerk"), house.environment.today});
    const huddle::ActionId action = huddle_of(house).actions.at(0).id;
    close_and_start(house, 0);
    return action;
}

TEST(Opening, DoneAsksWhetherItHelpedAndThenOffersToShare) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}}) {
        WritingHouse house(width, height);
        const std::string id = huddle::to_hex(promise(house).value);
        const auto action = [&] { return house.services.board().due.at(0).action; };
        house.tap("done-" + id);
        EXPECT_EQ(action().state, huddle::ActionState::done) << "the first tap is kept";
        EXPECT_EQ(action().help, huddle::Help::too_early);
        EXPECT_FALSE(house.robot->sees("share-" + id)) << "there is no result yet";
        house.tap("helped-" + id);
        EXPECT_EQ(action().state, huddle::ActionState::done);
        EXPECT_EQ(action().help, huddle::Help::helped);
        house.tap("share-" + id);
        EXPECT_TRUE(house.services.board().due.at(0).shared);
        house.tap("share-" + id);
        EXPECT_FALSE(house.services.board().due.at(0).shared) << "a second tap takes it back";
        const huddle::State before = house.services.state();
        house.tap("done-" + id);
        EXPECT_EQ(action().state, huddle::ActionState::trying);
        EXPECT_EQ(action().help, std::nullopt);
        EXPECT_TRUE(action().steps.empty()) << "as if it had never been said";
        EXPECT_NE(house.services.state(), before);
    }
}

TEST(Opening, StillTryingAsksForANewDayAlsoFromTheCalendar) {
    WritingHouse house;
    const std::string id = huddle::to_hex(promise(house).value);
    const auto due = [&] { return house.services.board().due.at(0).action.due; };
    house.tap("still-trying-" + id);
    EXPECT_EQ(due(), house.environment.today + std::chrono::days{7}) << "the first tap is kept";
    house.tap("again-month-" + id);
    EXPECT_EQ(due(), house.environment.today + std::chrono::days{30});
    house.tap("still-trying-" + id);
    EXPECT_EQ(due(), house.environment.today) << "taken back";
    house.tap("still-trying-" + id);
    house.tap("again-date-" + id);
    EXPECT_FALSE(house.robot->sees("again-month-" + id)) << "what lies under the month cannot be touched";
    house.tap("month-after");
    const std::chrono::year_month_day today{house.environment.today};
    const std::chrono::year_month next = today.year() / today.month() + std::chrono::months{1};
    const huddle::Day day{next / 9};
    house.tap("day-" + huddle::to_text(day));
    EXPECT_EQ(due(), day);
    house.tap("let-go-" + id);
    EXPECT_EQ(house.services.board().due.at(0).action.state, huddle::ActionState::let_go);
}

TEST(Opening, AFirstTapThatIsTakenBackSaysNothing) {
    WritingHouse house;
    const std::string id = huddle::to_hex(promise(house).value);
    const huddle::Action before = house.services.board().due.at(0).action;
    for (const std::string answer : {"done-", "still-trying-"}) {
        house.tap(answer + id);
        house.tap(answer + id);
        EXPECT_FALSE(house.robot->sees("helped-" + id));
        EXPECT_TRUE(house.robot->sees("let-go-" + id));
        EXPECT_EQ(house.services.board().due.at(0).action, before) << answer;
    }
}

TEST(Opening, AnswersStayWhenTheTeamGoesOnBeforeTheSecondQuestion) {
    for (const std::string answer : {"done-", "still-trying-"}) {
        WritingHouse house;
        const std::string id = huddle::to_hex(promise(house).value);
        house.tap(answer + id);
        house.tap("next-round");
        EXPECT_TRUE(house.services.board().due.at(0).action.reviewed_in) << answer;
        house.tap("back");
        EXPECT_EQ(house.robot->sees("helped-" + id), answer == "done-") << "a result can still be said";
    }
}

// A question of the first huddle that comes back in the second.
std::string ask(WritingHouse& house) {
    start(house, wins);
    house.services.send(huddle::KeepQuestion{clean("Who has the key?"), {}, house.environment.today});
    const std::string id = huddle::to_hex(huddle_of(house).questions.at(0).id.value);
    close_and_start(house, 0);
    return id;
}

TEST(Opening, AnAnswerIsWrittenAndOpensTheNextHuddle) {
    WritingHouse house;
    const std::string id = ask(house);
    house.tap("know-" + id);
    house.robot->type("The porters");
    house.tap("keep-line");
    const auto question = [&] { return house.services.board().open_questions.at(0); };
    EXPECT_EQ(question().state, huddle::QuestionState::answered);
    EXPECT_EQ(question().answer, "The porters");
    house.tap("know-" + id);
    EXPECT_EQ(question().state, huddle::QuestionState::open) << "a second tap takes it back";
    house.tap("know-" + id);
    house.robot->type("The porters");
    house.tap("keep-line");
    close_and_start(house, 0);
    ASSERT_EQ(house.services.board().answered.size(), 1u);
    EXPECT_FALSE(house.robot->sees("know-" + id)) << "it only tells";
}

TEST(Opening, AQuestionMayStayOpenOrGoToSomebodyElse) {
    WritingHouse house;
    const std::string id = ask(house);
    const auto question = [&] { return house.services.board().open_questions.at(0); };
    house.tap("unknown-" + id);
    EXPECT_EQ(question().review_on, house.environment.today + std::chrono::days{7}) << "the first tap is kept";
    house.tap("ask-2-" + id);
    EXPECT_EQ(question().review_on, house.environment.today + std::chrono::days{30});
    EXPECT_EQ(question().state, huddle::QuestionState::open);
    house.tap("unknown-" + id);
    EXPECT_EQ(question().review_on, house.environment.today) << "as it was";
    house.tap("not-ours-" + id);
    house.tap("whose-2-" + id);
    EXPECT_EQ(question().for_role, "Ward clerk");
    house.tap("not-ours-" + id);
    house.tap("not-ours-" + id);
    house.tap("whose-else-" + id);
    house.robot->type("The estates team");
    house.tap("keep-line");
    EXPECT_EQ(question().state, huddle::QuestionState::not_ours);
    EXPECT_EQ(question().for_role, "The estates team");
}

TEST(Opening, AQuestionOfAnotherDayIsNotAsked) {
    WritingHouse house;
    start(house, wins);
    house.services.send(
        huddle::KeepQuestion{clean("Who has the key?"), {}, house.environment.today + std::chrono::days{7}});
    const std::string id = huddle::to_hex(huddle_of(house).questions.at(0).id.value);
    close_and_start(house, 0);
    EXPECT_FALSE(house.robot->sees("know-" + id));
}

TEST(Opening, AnotherTeamsLessonIsAnsweredAndShownOnce) {
    WritingHouse house;
    huddle::SharedLesson lesson{.id = {},
                                .kiosk = std::string(64, 'b'),
                                .lesson = huddle::LessonId{77},
                                .team = "Maple Ward",
                                .text = "Say the allergy first.",
                                .condition = {},
                                .response = "say it",
                                .result = huddle::Help::helped,
                                .shared_on = house.environment.today,
                                .received_on = house.environment.today};
    house.services.send(huddle::ReceiveLessons{{lesson}, {}, std::string(64, 'a')});
    start(house, 0);
    const std::string name = "adapted-" + huddle::to_hex(house.services.state().received.at(0).id.value);
    ASSERT_TRUE(house.robot->sees(name));
    EXPECT_EQ(house.services.count_sent<huddle::SharedShown>(), 1u);
    house.tap(name);
    EXPECT_EQ(house.services.state().received.at(0).answer, huddle::SharedAnswer::adapted);
    house.tap(name);
    EXPECT_EQ(house.services.state().received.at(0).answer, std::nullopt);
    EXPECT_EQ(house.services.count_sent<huddle::SharedShown>(), 1u);
    close_and_start(house, 0);
    EXPECT_FALSE(house.robot->sees(name)) << "news once";
}

TEST(FrontCard, GoesToTheNextNoteByArrowAndBySwipe) {
    WritingHouse house;
    start(house, wins);
    open_notes(house, huddle::RoundCategory::wins, 3);
    const std::vector<huddle::Note> notes = huddle_of(house).notes;
    house.tap(card_of(notes[0]));
    EXPECT_FALSE(house.robot->sees("previous-note")) << "nothing stands before the first";
    house.tap("next-note");
    EXPECT_EQ(house.views.overlay.note, notes[1].id);
    house.robot->drag(900, 500, 500, 510);
    EXPECT_EQ(house.views.overlay.note, notes[2].id);
    EXPECT_FALSE(house.robot->sees("next-note"));
    house.robot->drag(500, 500, 900, 510);
    EXPECT_EQ(house.views.overlay.note, notes[1].id);
    house.robot->drag(500, 400, 520, 800);
    EXPECT_EQ(house.views.overlay.note, notes[1].id) << "down is not aside";
    house.tap("previous-note");
    EXPECT_EQ(house.views.overlay.note, notes[0].id);
}

TEST(FrontCard, ThanksAreNoNumber) {
    WritingHouse once, often;
    for (WritingHouse* house : {&once, &often}) {
        start(*house, wins);
        open_notes(*house, huddle::RoundCategory::wins, 2);
        const huddle::Note note = huddle_of(*house).notes[0];
        for (int times = house == &once ? 1 : 3; times > 0; --times) {
            house->tap(card_of(note));
            house->tap("thank-you");
        }
    }
    EXPECT_EQ(huddle_of(often).notes[0].thanks, 3);
    once.pass(200ms);
    once.pass(400ms);
    EXPECT_EQ(once.robot->targets().size(), often.robot->targets().size());
    for (WritingHouse* house : {&once, &often}) house->services.now = huddle::Instant{std::chrono::hours{500'001}};
    for (WritingHouse* house : {&once, &often}) house->pass(0ms);
    EXPECT_EQ(once.robot->image().pixels, often.robot->image().pixels);
}

TEST(FrontCard, AnUndoneSetAsideIsTalkedAboutAgain) {
    WritingHouse house;
    start(house, wins);
    open_notes(house, huddle::RoundCategory::wins, 2);
    const huddle::Note note = huddle_of(house).notes[0];
    house.tap(card_of(note));
    house.tap("thank-you");
    const huddle::State before = house.services.state();
    house.tap(card_of(note));
    house.tap("set-aside");
    house.tap("undo");
    EXPECT_EQ(house.services.state().huddle->notes, before.huddle->notes);
}

TEST(FrontCard, AnUndoneQuestionLeavesTheNoteAsItWas) {
    WritingHouse house;
    start(house, wins);
    open_notes(house, huddle::RoundCategory::wins, 2);
    const huddle::State before = house.services.state();
    house.tap(card_of(huddle_of(house).notes[0]));
    house.tap("we-dont-know-yet");
    house.tap("ask-0");
    ASSERT_EQ(huddle_of(house).questions.size(), 1u);
    house.tap("undo");
    EXPECT_TRUE(huddle_of(house).questions.empty());
    EXPECT_EQ(house.services.state().huddle->notes, before.huddle->notes);
}

TEST(Groups, AreMadeByChoosingNamedAndTakenApart) {
    WritingHouse house;
    start(house, wins);
    open_notes(house, huddle::RoundCategory::wins, 3);
    const std::vector<huddle::Note> notes = huddle_of(house).notes;
    house.tap(card_of(notes[0]));
    house.tap("group-with");
    ASSERT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none) << "the wall waits for the other one";
    house.tap(card_of(notes[2]));
    ASSERT_EQ(huddle_of(house).groups.size(), 1u);
    EXPECT_FALSE(house.robot->sees(card_of(notes[0]))) << "it lies under the other";
    house.tap(card_of(notes[2]));
    house.tap("name-group");
    house.robot->type("Helping hands");
    house.tap("keep-line");
    EXPECT_EQ(huddle_of(house).groups.at(0).title, "Helping hands");
    house.tap("together-" + huddle::to_hex(notes[0].id.value));
    EXPECT_EQ(house.views.overlay.note, notes[0].id);
    house.tap("ungroup-note");
    EXPECT_TRUE(huddle_of(house).groups.empty());
    house.tap("all-notes");
    EXPECT_TRUE(house.robot->sees(card_of(notes[0])));
}

TEST(Groups, ACardIsDraggedOntoAnotherAndComesBackByUndo) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}}) {
        WritingHouse house(width, height);
        start(house, wins);
        open_notes(house, huddle::RoundCategory::wins, 3);
        const std::vector<huddle::Note> notes = huddle_of(house).notes;
        const auto middle = [&](const huddle::Note& note) { return house.robot->where(card_of(note)); };
        const ui::Rect from = middle(notes[0]), to = middle(notes[1]);
        house.robot->drag(from.x + 20, from.y + 20, to.x + to.w / 2, to.y + to.h / 2);
        house.pass(100ms);
        ASSERT_EQ(huddle_of(house).groups.size(), 1u) << width;
        EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none) << "carrying taps nothing";
        EXPECT_TRUE(house.robot->sees(card_of(notes[1]))) << "the pile lies where it was put";
        house.tap("undo");
        EXPECT_TRUE(huddle_of(house).groups.empty());
        house.robot->drag(from.x + 20, from.y + 20, from.x + 50, from.y + 40);
        EXPECT_TRUE(huddle_of(house).groups.empty());
        EXPECT_EQ(house.views.overlay.kind, frame::Overlay::Kind::none) << "put down where it was";
    }
}

TEST(Groups, ALessonFromOneComesFromAll) {
    WritingHouse house;
    start(house, wins);
    open_notes(house, huddle::RoundCategory::wins, 3);
    const std::vector<huddle::Note> notes = huddle_of(house).notes;
    house.services.send(huddle::GroupNotes{notes[0].id, notes[1].id});
    house.robot->settle();
    house.tap(house.robot->sees(card_of(notes[0])) ? card_of(notes[0]) : card_of(notes[1]));
    house.tap("what-did-we-learn");
    house.robot->type("Together is quicker");
    house.tap("keep-lesson");
    house.tap("just-the-lesson");
    EXPECT_EQ(huddle_of(house).lessons.at(0).notes, (std::vector<huddle::NoteId>{notes[0].id, notes[1].id}));
    for (const huddle::Note& note : huddle_of(house).notes)
        EXPECT_EQ(note.state,
                  note.id == notes[2].id ? huddle::NoteState::on_the_wall : huddle::NoteState::talked_about);
    house.tap("undo");
    EXPECT_TRUE(huddle_of(house).lessons.empty());
    for (const huddle::Note& note : huddle_of(house).notes) EXPECT_EQ(note.state, huddle::NoteState::on_the_wall);
}

TEST(Capture, MistakesAreAskedWhatMadeThemLikelyFirst) {
    for (const bool empty : {true, false}) {
        WritingHouse house;
        start(house, mistakes);
        open_notes(house, huddle::RoundCategory::mistakes, 3);
        house.tap(card_of(huddle_of(house).notes[0]));
        house.tap("what-did-we-learn");
        EXPECT_FALSE(house.robot->sees("keep-lesson"));
        if (!empty) house.robot->type("It was dark");
        house.tap("keep-cause");
        house.robot->type("Bring a lamp");
        house.tap("keep-lesson");
        EXPECT_EQ(huddle_of(house).lessons.at(0).cause, empty ? "" : "It was dark");
        EXPECT_EQ(huddle_of(house).lessons.at(0).text, "Bring a lamp");
        // Kept, and changed afterwards.
        house.tap("change-lesson");
        house.robot->type(" always");
        house.tap("keep-lesson");
        ASSERT_EQ(huddle_of(house).lessons.size(), 1u);
        EXPECT_EQ(huddle_of(house).lessons.at(0).text, "Bring a lamp always");
        house.tap("just-the-lesson");
    }
}

TEST(Capture, ALessonComesFromTalkToo) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}}) {
        WritingHouse house(width, height);
        start(house, wins);
        open_notes(house, huddle::RoundCategory::wins, 2);
        house.tap("lesson-from-talk");
        house.robot->type("Ask early");
        house.tap("keep-lesson");
        EXPECT_TRUE(huddle_of(house).lessons.at(0).notes.empty()) << width;
    }
}

TEST(Capture, ASecondThingToTryIsAskedAboutAndMayBeUndone) {
    WritingHouse house;
    start(house, wins);
    open_notes(house, huddle::RoundCategory::wins, 2);
    const auto write = [&](std::string_view lesson) {
        house.tap("lesson-from-talk");
        house.robot->type(lesson);
        house.tap("keep-lesson");
        house.tap("action-then");
        house.robot->type("ask");
        house.tap("role-0");
        house.tap("due-date");
        house.tap("day-" + huddle::to_text(house.environment.today));
        house.tap("save-action");
    };
    write("One");
    ASSERT_EQ(huddle_of(house).actions.size(), 1u) << "the first is not asked about";
    EXPECT_EQ(huddle_of(house).actions[0].due, house.environment.today);
    write("Two");
    EXPECT_EQ(huddle_of(house).actions.size(), 1u);
    house.tap("keep-second");
    EXPECT_EQ(huddle_of(house).actions.size(), 2u);
    house.tap("undo");
    EXPECT_EQ(huddle_of(house).actions.size(), 1u);
    EXPECT_EQ(huddle_of(house).lessons.size(), 2u) << "what was learnt stays";
    write("Three");
    house.tap("one-is-enough");
    EXPECT_EQ(huddle_of(house).actions.size(), 1u);
}

TEST(Close, ChoosesWhoLeadsNextAndHomeSaysSo) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}}) {
        WritingHouse house(width, height);
        start(house, close_round);
        if (house.robot->sees("choose-lead")) house.tap("choose-lead");
        house.tap("lead-1");
        EXPECT_EQ(house.services.board().next_lead, "Everyone on shift") << width;
        if (house.robot->sees("choose-lead")) house.tap("choose-lead");
        house.tap("lead-1");
        EXPECT_EQ(house.services.board().next_lead, "") << "taken back";
    }
}

TEST(Close, ThePageToTakeAwayIsOpenedAndClosed) {
    WritingHouse house;
    start(house, close_round);
    house.tap("take-away");
    EXPECT_EQ(house.views.close.link, "") << "these errands have no page to give";
    EXPECT_FALSE(house.robot->sees("close-huddle"));
    house.tap("close-take-away");
    EXPECT_TRUE(house.robot->sees("close-huddle"));
}

}  // namespace
}  // namespace hearthside::screens
