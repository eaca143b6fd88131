// SPDX-License-Identifier: Apache-2.0
// The rules for lessons, actions and questions: one by one, and as properties of many random huddles.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/huddle/board.h"
#include "tests/support/clean.h"
#include "tests/support/random_huddle.h"
#include "tests/support/random_state.h"

namespace hearthside::huddle {
namespace {

constexpr std::chrono::days a_week{7};

// A team that goes from huddle to huddle.
class Team {
public:
    explicit Team(std::uint64_t seed) : hands_(seed) {}

    void ask(const Intent& intent) {
        const auto done = support::step(state, intent, hands_.stamp());
        EXPECT_TRUE(done) << done.problem().sentence;
    }
    Problem refused(const Intent& intent) {
        const auto done = support::step(state, intent, hands_.stamp());
        EXPECT_FALSE(done);
        return done ? Problem{} : done.problem();
    }
    void start() { ask(StartHuddle{support::learning_huddle()}); }
    void next_day() {
        if (state.huddle) ask(CloseHuddle{});
        hands_.wait(std::chrono::hours{24});
    }
    // Opens notes of one category, and returns their ids.
    std::vector<NoteId> open(RoundCategory category, int count) {
        for (int i = 0; i < count; ++i) ask(AddNote{category, support::clean("a note"), hands_.fresh_token()});
        while (category_of(state.huddle->layout.rounds[state.huddle->clock.current].kind) != category)
            ask(OpenNextRound{});
        ask(ReleaseNotes{});
        std::vector<NoteId> ids;
        for (const Note& note : state.huddle->notes) {
            if (note.category == category) ids.push_back(note.id);
        }
        return ids;
    }
    LessonId keep_lesson(const char* text = "Say it early") {
        ask(KeepLesson{support::clean(text), {}, {}});
        return state.lessons.back().id;
    }
    ActionId keep_action() {
        ask(KeepAction{{},
                       support::clean("it is late"),
                       support::clean("say it early"),
                       support::clean("Everyone"),
                       today() + a_week});
        return state.actions.back().id;
    }
    Day today() const { return hands_.stamp().today; }
    Board board() const { return board_of(state, {}); }
    const Action& action(ActionId id) const { return *find_action(state, id); }

    State state;

private:
    support::Hands hands_;
};

std::string kiosk_key(char digit) { return std::string(64, digit); }

SharedLesson news(std::uint64_t id, char kiosk) {
    SharedLesson lesson;
    lesson.lesson = LessonId{id};
    lesson.kiosk = kiosk_key(kiosk);
    lesson.team = "Rowan Ward";
    lesson.text = "Spare glasses save a morning.";
    lesson.response = "lend a pair";
    lesson.shared_on = Day{std::chrono::days{20000}};
    return lesson;
}

TEST(Learning, ALessonComesFromSeveralNotesAndSaysWhatMadeItLikely) {
    Team team(1);
    team.start();
    const auto notes = team.open(RoundCategory::mistakes, 3);
    team.ask(KeepLesson{support::clean("Ask early"),
                        {notes[2], notes[0], notes[2]},
                        support::clean("Nobody wants to be the one who asks.")});
    const Lesson& lesson = team.state.lessons.front();
    EXPECT_EQ(lesson.notes, (std::vector{notes[0], notes[2]}));
    EXPECT_EQ(lesson.cause, "Nobody wants to be the one who asks.");
    team.ask(EditLesson{lesson.id, support::clean("Ask early, and thank whoever asks"), {}});
    EXPECT_EQ(team.state.lessons.front().text, "Ask early, and thank whoever asks");
    EXPECT_EQ(team.refused(EditLesson{lesson.id, {}, {}}).kind, ProblemKind::invalid);
    EXPECT_EQ(team.refused(KeepLesson{support::clean("From nowhere"), {NoteId{9}}, {}}).kind, ProblemKind::invalid);
    const LessonId old = lesson.id;
    team.next_day();
    team.start();
    EXPECT_EQ(team.refused(EditLesson{old, support::clean("Rewritten"), {}}).kind, ProblemKind::conflict)
        << "the record stays as it was";
}

TEST(Learning, WhatThisHuddleKeptCanBeTakenBackButNotALessonUnderAnAction) {
    Team team(2);
    team.start();
    const LessonId lesson = team.keep_lesson();
    const ActionId action = team.keep_action();
    EXPECT_EQ(team.refused(TakeBack{lesson}).kind, ProblemKind::conflict);
    team.ask(TakeBack{action});
    team.ask(TakeBack{lesson});
    EXPECT_TRUE(team.state.lessons.empty());
    team.keep_lesson();
    const ActionId second = team.keep_action();
    team.keep_action();
    EXPECT_EQ(team.state.actions.size(), 2u) << "a second action is kept too";
    team.next_day();
    team.start();
    EXPECT_EQ(team.refused(TakeBack{second}).kind, ProblemKind::invalid) << "only what this huddle kept";
}

TEST(Learning, AnActionTellsItsHistoryOverThreeHuddles) {
    Team team(3);
    team.start();
    team.keep_lesson();
    const ActionId action = team.keep_action();
    const Day first_due = team.action(action).due;
    team.next_day();
    team.start();
    EXPECT_EQ(team.refused(ReviewAction{action, ActionReview::done, {}, {}}).kind, ProblemKind::invalid);
    EXPECT_EQ(team.refused(ReviewAction{action, ActionReview::still_trying, {}, {}}).kind, ProblemKind::invalid);
    const Day new_day = team.today() + std::chrono::days{2};
    team.ask(ReviewAction{action, ActionReview::still_trying, {}, new_day});
    EXPECT_EQ(team.action(action).due, new_day);
    EXPECT_EQ(team.action(action).first_due, first_due);
    team.next_day();
    team.start();
    team.ask(ReviewAction{action, ActionReview::done, Help::too_early, {}});
    const Day done_on = team.today();
    EXPECT_EQ(team.state.loops_closed, std::vector{done_on});
    team.next_day();
    team.start();
    ASSERT_EQ(team.board().due.size(), 1u) << "it was too early to say, so it is asked again";
    team.ask(ReviewAction{action, ActionReview::done, Help::helped, {}});
    EXPECT_EQ(team.action(action).steps.size(), 3u);
    EXPECT_EQ(team.action(action).closed_on, done_on) << "it was done on the day it was done";
    EXPECT_EQ(team.state.loops_closed, std::vector{done_on});
    EXPECT_TRUE(team.board().due[0].may_share);
    team.next_day();
    EXPECT_EQ(team.board().loop->help, Help::helped);
    team.start();
    EXPECT_TRUE(team.board().due.empty());
    EXPECT_EQ(closed_in_quarter(team.state.loops_closed, done_on), 1);
    EXPECT_EQ(closed_in_quarter(team.state.loops_closed, done_on + std::chrono::days{120}), 0);
}

TEST(Learning, SharingNeedsAResultAndGoesWhenTheResultIsTakenBack) {
    Team team(4);
    team.start();
    const LessonId lesson = team.keep_lesson();
    const ActionId action = team.keep_action();
    EXPECT_EQ(team.refused(ShareLesson{lesson}).kind, ProblemKind::conflict);
    team.next_day();
    team.start();
    EXPECT_FALSE(team.board().due[0].may_share);
    team.ask(ReviewAction{action, ActionReview::done, Help::too_early, {}});
    EXPECT_EQ(team.refused(ShareLesson{lesson}).kind, ProblemKind::conflict) << "too early is no result";
    team.ask(ReviewAction{action, ActionReview::done, Help::did_not_help, {}});
    team.ask(ShareLesson{lesson});
    EXPECT_EQ(find_lesson(team.state, lesson)->shared_on, team.today()) << "that it did not help is worth sharing";
    EXPECT_EQ(team.refused(ReviewAction{action, ActionReview::let_go, {}, {}}).kind, ProblemKind::conflict);
    ASSERT_TRUE(team.board().latest_shared);
    EXPECT_TRUE(team.board().latest_shared->ours);
    EXPECT_EQ(team.board().latest_shared->result, Help::did_not_help);
    team.ask(ReviewAction{action, ActionReview::not_said, {}, {}});
    EXPECT_FALSE(find_lesson(team.state, lesson)->shared_on);
    EXPECT_FALSE(team.board().latest_shared);
}

TEST(Learning, AQuestionIsCarriedUntilItIsClosedAndTheAnswerOpensTheNextHuddle) {
    Team team(5);
    team.start();
    team.ask(KeepQuestion{support::clean("Who orders the cuffs?"), {}, {}});
    const QuestionId question = team.state.questions[0].id;
    EXPECT_EQ(team.state.questions[0].review_on, team.today() + std::chrono::days{28})
        << "in four weeks, when nobody says";
    EXPECT_EQ(team.refused(KeepQuestion{support::clean("When?"), {}, team.today() - std::chrono::days{1}}).kind,
              ProblemKind::invalid);
    team.next_day();
    team.start();
    ASSERT_EQ(team.board().open_questions.size(), 1u);
    EXPECT_EQ(team.refused(ReviewQuestion{question, QuestionReview::still_unknown, {}, {}, {}}).kind,
              ProblemKind::invalid);
    EXPECT_EQ(team.refused(ReviewQuestion{question, QuestionReview::answered, {}, {}, {}}).kind, ProblemKind::invalid);
    EXPECT_EQ(team.refused(ReviewQuestion{question, QuestionReview::not_ours, {}, {}, {}}).kind, ProblemKind::invalid);
    team.ask(ReviewQuestion{question, QuestionReview::still_unknown, {}, {}, team.today() + a_week});
    team.next_day();
    EXPECT_EQ(team.board().open_questions.size(), 1u);
    // Between huddles somebody finds out.
    team.ask(ReviewQuestion{question, QuestionReview::answered, support::clean("The stores team does."), {}, {}});
    EXPECT_TRUE(team.board().open_questions.empty());
    ASSERT_EQ(team.board().answered.size(), 1u);
    team.start();
    ASSERT_EQ(team.board().answered.size(), 1u) << "an answer opens the next huddle";
    EXPECT_EQ(team.board().answered[0].answer, "The stores team does.");
    EXPECT_EQ(team.board().answered[0].steps.size(), 2u);
    team.next_day();
    team.start();
    EXPECT_TRUE(team.board().answered.empty());
}

TEST(Learning, NotesGoTogetherAndApart) {
    Team team(6);
    team.start();
    const auto wins = team.open(RoundCategory::wins, 4);
    const auto mistakes = team.open(RoundCategory::mistakes, 3);
    EXPECT_EQ(team.refused(GroupNotes{wins[0], mistakes[0]}).kind, ProblemKind::invalid);
    EXPECT_EQ(team.refused(GroupNotes{wins[0], wins[0]}).kind, ProblemKind::invalid);
    team.ask(GroupNotes{wins[0], wins[1]});
    team.ask(GroupNotes{wins[2], wins[0]});
    ASSERT_EQ(team.board().huddle->groups.size(), 1u);
    const GroupId group = team.board().huddle->groups[0].id;
    team.ask(TitleGroup{group, support::clean("Breaks")});
    const Huddle three = *team.state.huddle;
    team.ask(TitleGroup{group, support::clean("Teas")});
    team.ask(TitleGroup{group, support::clean("Breaks")});
    team.ask(UngroupNote{wins[2]});
    EXPECT_NE(team.state.huddle->notes, three.notes);
    team.ask(GroupNotes{wins[2], wins[0]});
    EXPECT_EQ(team.state.huddle->notes, three.notes) << "put back, it is as it was";
    EXPECT_EQ(team.state.huddle->groups, three.groups);
    team.ask(UngroupNote{wins[1]});
    EXPECT_EQ(team.board().huddle->groups[0].title, "Breaks");
    team.ask(SetAside{wins[2]});
    EXPECT_EQ(team.refused(GroupNotes{wins[3], wins[2]}).kind, ProblemKind::invalid)
        << "not with one that was set aside";
    team.ask(DeleteNote{wins[2]});
    EXPECT_TRUE(team.board().huddle->groups.empty()) << "one note is no group";
    EXPECT_FALSE(find_note(team.state, wins[0])->group);
}

TEST(Learning, WhoLeadsNextIsARoleAndItsTurnComesOnce) {
    Team team(7);
    team.start();
    team.ask(ChooseNextLead{support::clean("Ward clerk")});
    team.next_day();
    EXPECT_EQ(team.board().next_lead, "Ward clerk");
    team.start();
    EXPECT_EQ(team.board().huddle->lead, "Ward clerk");
    EXPECT_EQ(team.board().next_lead, "");
}

TEST(Learning, OneLessonOfAnotherTeamIsShownAHuddleAndDuplicatesAreRecognised) {
    Team team(8);
    team.ask(ReceiveLessons{{news(5, 'a'), news(6, 'b'), news(5, 'a'), news(7, 'c')}, {}, kiosk_key('c')});
    ASSERT_EQ(team.state.received.size(), 2u) << "our own is no news, and the same one is one";
    team.start();
    ASSERT_TRUE(team.board().shared_news);
    const SharedLessonId first = team.board().shared_news->id;
    team.ask(SharedShown{first});
    EXPECT_EQ(team.board().shared_news->id, first) << "the same one all through the huddle";
    team.ask(AnswerShared{first, SharedAnswer::adapted});
    SharedLesson counted = news(5, 'a');
    counted.answers = {3, 1, 2};
    team.ask(ReceiveLessons{{counted}, {}, kiosk_key('c')});
    EXPECT_EQ(find_shared(team.state, kiosk_key('a'), LessonId{5})->answers, (SharedAnswers{3, 1, 2}));
    EXPECT_EQ(find_shared(team.state, first)->answer, SharedAnswer::adapted) << "and our answer stays";
    SharedLesson pretender = news(5, 'b');
    pretender.answers = {9, 9, 9};
    team.ask(ReceiveLessons{{pretender}, {}, kiosk_key('c')});
    EXPECT_EQ(find_shared(team.state, kiosk_key('a'), LessonId{5})->answers, (SharedAnswers{3, 1, 2}))
        << "only its own kiosk counts";
    ASSERT_NE(find_shared(team.state, kiosk_key('b'), LessonId{5}), nullptr)
        << "and who gives the same id keeps nobody out";
    EXPECT_EQ(find_shared(team.state, kiosk_key('b'), LessonId{5})->answers, (SharedAnswers{9, 9, 9}));
    team.next_day();
    team.start();
    EXPECT_NE(team.board().shared_news->id, first);
    SharedLesson early = news(9, 'a');
    early.result = Help::too_early;
    EXPECT_EQ(team.refused(ReceiveLessons{{early}, {}, {}}).kind, ProblemKind::invalid) << "no share without a result";
}

// ---- Properties of random rooms: several huddles each, with every kind of intent.

State apart_from_the_clock(State state) {
    if (state.huddle) state.huddle->clock = {};
    return state;
}

void expect_whole_chain(const State& state, std::uint64_t seed) {
    for (const Action& action : state.actions) {
        EXPECT_NE(find_lesson(state, action.lesson), nullptr) << "no action without a lesson, seed " << seed;
        Action again = action;
        follow_steps(again);
        EXPECT_EQ(again, action) << "what an action is follows from its steps, seed " << seed;
        std::set<HuddleId> huddles;
        for (const ActionStep& step : action.steps) EXPECT_TRUE(huddles.insert(step.huddle).second);
    }
    for (const Question& question : state.questions) {
        Question again = question;
        follow_steps(again);
        EXPECT_EQ(again, question) << "seed " << seed;
        EXPECT_EQ(question.answer.empty(), question.state != QuestionState::answered);
    }
    for (const Lesson& lesson : state.lessons) {
        if (!lesson.shared_on) continue;
        ASSERT_TRUE(lesson.shared_result);
        const Action* result = find_action(state, *lesson.shared_result);
        ASSERT_NE(result, nullptr) << "no share without a result, seed " << seed;
        EXPECT_TRUE(has_result(*result));
        EXPECT_EQ(result->lesson, lesson.id);
    }
    if (!state.huddle) return;
    for (const NoteGroup& group : state.huddle->groups) {
        const auto members = std::count_if(state.huddle->notes.begin(), state.huddle->notes.end(),
                                           [&](const Note& note) { return note.group == group.id; });
        EXPECT_GE(members, 2) << "seed " << seed;
    }
    for (const Note& note : state.huddle->notes) {
        if (note.group) {
            EXPECT_NE(find_group(state, *note.group), nullptr);
        }
    }
}

TEST(LearningProperties, NoActionWithoutLessonAndNoShareWithoutResult) {
    std::size_t shared = 0, huddles = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        support::RandomRoom room(seed);
        for (int i = 0; i < 400; ++i) {
            for (const Change& change : room.step()) {
                shared += std::holds_alternative<LessonShared>(change);
                huddles += std::holds_alternative<HuddleStarted>(change);
            }
            expect_whole_chain(room.state(), seed);
            if (HasFailure()) return;
        }
    }
    EXPECT_GT(shared, 50u);
    EXPECT_GT(huddles, 400u);
}

TEST(LearningProperties, NothingIsLostWhenAHuddleIsLeftAloneOrStops) {
    std::size_t left_alone = 0;
    for (std::uint64_t seed = 1; seed <= 150; ++seed) {
        support::RandomRoom room(seed);
        for (int i = 0; i < 150; ++i) room.step();
        const State before = room.state();
        if (!before.huddle) continue;
        State stopped = before;
        Stamp stamp = room.stamp();
        ASSERT_TRUE(support::step(stopped, WakeAfterStop{}, stamp));
        if (stopped.huddle) {
            EXPECT_EQ(apart_from_the_clock(stopped), apart_from_the_clock(before)) << "seed " << seed;
        }
        stamp.now = before.huddle->clock.last_touched + left_alone_after;
        State alone = before;
        ASSERT_TRUE(support::step(alone, Tick{}, stamp));
        ASSERT_FALSE(alone.huddle);
        ++left_alone;
        EXPECT_EQ(alone.last_time->huddle, before.huddle->id);
        // Everything that this huddle kept, and everything open, is there in the next huddle.
        for (const Lesson& lesson : before.lessons) {
            if (lesson.huddle == before.huddle->id) {
                EXPECT_EQ(*find_lesson(alone, lesson.id), lesson);
            }
        }
        for (const Action& action : before.actions) {
            if (action.huddle == before.huddle->id || is_open(action)) {
                EXPECT_EQ(*find_action(alone, action.id), action);
            }
        }
        for (const Question& question : before.questions) {
            const bool stays = question.huddle == before.huddle->id || question.state == QuestionState::open;
            if (stays) {
                EXPECT_EQ(*find_question(alone, question.id), question);
            }
        }
        EXPECT_EQ(alone.received, before.received);
        EXPECT_EQ(alone.loops_closed, before.loops_closed);
        EXPECT_EQ(alone.sealed, before.sealed);
        if (HasFailure()) return;
    }
    EXPECT_GT(left_alone, 30u);
}

// Asks for something, and then for its undoing. Leaves out what was refused.
class Undo {
public:
    explicit Undo(const State& before, support::RandomRoom& room) : before_(before), room_(room) {}

    template <class MakeUndo>
    void check(const char* what, const Intent& intent, MakeUndo undo) {
        State state = before_;
        const auto done = support::step(state, intent, room_.stamp());
        if (!done || done->empty()) return;
        const auto undone = support::step(state, undo(state), room_.stamp());
        ASSERT_TRUE(undone) << what << ": " << undone.problem().sentence;
        EXPECT_EQ(apart_from_the_clock(state), apart_from_the_clock(before_)) << what;
        ++checked[what];
    }

    std::map<std::string, int> checked;

private:
    const State& before_;
    support::RandomRoom& room_;
};

TEST(LearningProperties, UndoRestoresExactly) {
    std::map<std::string, int> checked;
    for (std::uint64_t seed = 1; seed <= 120; ++seed) {
        support::RandomRoom room(seed * 7);
        for (int i = 0; i < 60 + room.below(160); ++i) room.step();
        const State before = room.state();
        Undo undo(before, room);
        const Day today = room.stamp().today;
        const auto same = [](Intent intent) { return [intent](const State&) { return intent; }; };
        if (before.huddle) {
            for (const Note& note : before.huddle->notes) {
                if (note.state != NoteState::set_aside) {
                    undo.check("set aside", SetAside{note.id}, same(BringBack{note.id, note.state}));
                    undo.check("talked about", MarkTalkedAbout{note.id}, same(BringBack{note.id, note.state}));
                }
                for (const Note& with : before.huddle->notes) {
                    if (!note.group) undo.check("group", GroupNotes{note.id, with.id}, same(UngroupNote{note.id}));
                }
            }
            for (const Lesson& lesson : before.lessons) {
                undo.check("edit", EditLesson{lesson.id, support::clean("another wording"), support::clean("because")},
                           same(EditLesson{lesson.id, support::clean(lesson.text), support::clean(lesson.cause)}));
            }
            undo.check("lesson", KeepLesson{support::clean("new"), {}, support::clean("why")}, [&](const State& state) {
                for (const Lesson& lesson : state.lessons) {
                    if (!find_lesson(before, lesson.id)) return TakeBack{lesson.id};
                }
                return TakeBack{};
            });
            undo.check("action", KeepAction{{}, {}, support::clean("new"), support::clean("Everyone"), today},
                       [&](const State& state) {
                           for (const Action& action : state.actions) {
                               if (!find_action(before, action.id)) return TakeBack{action.id};
                           }
                           return TakeBack{};
                       });
            undo.check("question", KeepQuestion{support::clean("new"), {}, {}}, [&](const State& state) {
                for (const Question& question : state.questions) {
                    if (!find_question(before, question.id)) return TakeBack{question.id};
                }
                return TakeBack{};
            });
            for (const Action& action : before.actions) {
                const bool said_now = !action.steps.empty() && action.steps.back().huddle == before.huddle->id;
                for (const ActionReview review :
                     {ActionReview::done, ActionReview::still_trying, ActionReview::let_go}) {
                    if (said_now) continue;
                    undo.check("review of an action", ReviewAction{action.id, review, Help::helped, today + a_week},
                               same(ReviewAction{action.id, ActionReview::not_said, {}, {}}));
                }
            }
        }
        for (const Question& question : before.questions) {
            const HuddleId sitting = before.huddle      ? before.huddle->id
                                     : before.last_time ? before.last_time->huddle
                                                        : HuddleId{};
            const bool said_now = std::any_of(
                question.steps.begin(), question.steps.end(),
                [&](const QuestionStep& step) { return step.huddle == sitting && step.between == !before.huddle; });
            for (const QuestionReview review :
                 {QuestionReview::answered, QuestionReview::still_unknown, QuestionReview::not_ours}) {
                if (said_now) continue;
                undo.check("review of a question",
                           ReviewQuestion{question.id, review, support::clean("so"), support::clean("pharmacy"),
                                          today + a_week},
                           same(ReviewQuestion{question.id, QuestionReview::not_said, {}, {}, {}}));
            }
        }
        State tried = before;  // with results, which are rare by chance
        for (const Action& action : before.actions) {
            (void)support::step(tried, ReviewAction{action.id, ActionReview::done, Help::helped, {}}, room.stamp());
        }
        Undo sharing(tried, room);
        for (const Lesson& lesson : tried.lessons) {
            if (!lesson.shared_on)
                sharing.check("sharing", ShareLesson{lesson.id, true}, same(ShareLesson{lesson.id, false}));
        }
        for (const SharedLesson& lesson : before.received) {
            undo.check("answer to another team", AnswerShared{lesson.id, SharedAnswer::adapted},
                       same(AnswerShared{lesson.id, lesson.answer}));
        }
        undo.check("who leads", ChooseNextLead{support::clean("porter")},
                   same(ChooseNextLead{support::clean(before.next_lead)}));
        for (const auto& [what, times] : undo.checked) checked[what] += times;
        checked["sharing"] += sharing.checked["sharing"];
        if (HasFailure()) FAIL() << "seed " << seed;
    }
    for (const char* what :
         {"set aside", "talked about", "group", "edit", "lesson", "action", "question", "review of an action",
          "review of a question", "sharing", "answer to another team", "who leads"}) {
        EXPECT_GT(checked[what], 10) << what;
    }
}

}  // namespace
}  // namespace hearthside::huddle
