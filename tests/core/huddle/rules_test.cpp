// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "core/huddle/apply.h"
#include "core/huddle/board.h"
#include "tests/support/clean.h"
#include "tests/support/random_huddle.h"

namespace hearthside::huddle {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

// A State with a huddle in a round of this kind.
State in_round(RoundKind kind, support::Hands& hands) {
    State state;
    EXPECT_TRUE(support::step(state, StartHuddle{support::learning_huddle()}, hands.stamp()));
    while (state.huddle->layout.rounds[state.huddle->clock.current].kind != kind) {
        EXPECT_TRUE(support::step(state, OpenNextRound{}, hands.stamp()));
    }
    return state;
}

void add(State& state, RoundCategory category, int count, support::Hands& hands) {
    for (int i = 0; i < count; ++i) {
        const std::string token = hands.fresh_token();
        EXPECT_TRUE(support::step(state, AddNote{category, support::clean("text " + token), token}, hands.stamp()));
    }
}

TEST(Rules, OneHuddleAtATime) {
    support::Hands hands(1);
    State state;
    EXPECT_TRUE(support::step(state, StartHuddle{support::learning_huddle()}, hands.stamp()));
    const auto second = support::step(state, StartHuddle{support::learning_huddle()}, hands.stamp());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.problem().kind, ProblemKind::conflict);
}

TEST(Rules, Safety2SealedNotesAreNotOnTheBoard) {
    support::Hands hands(2);
    State state = in_round(RoundKind::wins, hands);
    add(state, RoundCategory::wins, 6, hands);
    const Board board = board_of(state, bands_of(state));
    EXPECT_TRUE(board.huddle->notes.empty());
    EXPECT_EQ(board.waiting[index_of(RoundCategory::wins)], Band::five_or_more);
    EXPECT_EQ(board.waiting[index_of(RoundCategory::hope)], Band::none_yet);
}

TEST(Rules, Safety3ReleaseTakesAllNotesOfTheRoundUnderFreshIdentities) {
    support::Hands hands(3);
    State state = in_round(RoundKind::mistakes, hands);
    add(state, RoundCategory::mistakes, 8, hands);
    add(state, RoundCategory::hope, 2, hands);
    std::set<std::uint64_t> sealed_ids;
    for (const SealedNote& note : state.sealed) sealed_ids.insert(note.id.value);
    ASSERT_TRUE(support::step(state, ReleaseNotes{}, hands.stamp()));
    EXPECT_EQ(state.huddle->notes.size(), 8u);
    EXPECT_EQ(state.sealed.size(), 2u);
    for (const Note& note : state.huddle->notes) EXPECT_FALSE(sealed_ids.contains(note.id.value));
}

TEST(Rules, Safety4TooFewNotesWaitForTheNextHuddleAndMix) {
    support::Hands hands(4);
    State state = in_round(RoundKind::mistakes, hands);
    add(state, RoundCategory::mistakes, 2, hands);
    ASSERT_TRUE(support::step(state, ReleaseNotes{}, hands.stamp()));
    EXPECT_TRUE(state.huddle->notes.empty());
    EXPECT_EQ(state.sealed.size(), 2u);
    EXPECT_TRUE(board_of(state, bands_of(state)).huddle->current().holding);
    ASSERT_TRUE(support::step(state, CloseHuddle{}, hands.stamp()));
    EXPECT_EQ(state.sealed.size(), 2u);
    ASSERT_TRUE(support::step(state, StartHuddle{support::learning_huddle()}, hands.stamp()));
    add(state, RoundCategory::mistakes, 1, hands);
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(support::step(state, OpenNextRound{}, hands.stamp()));
    ASSERT_TRUE(support::step(state, ReleaseNotes{}, hands.stamp()));
    EXPECT_EQ(state.huddle->notes.size(), 3u);
}

TEST(Rules, Safety4TheMinimumIsFixedWhenTheHuddleStarts) {
    support::Hands hands(5);
    Layout file = support::learning_huddle();
    const auto to_mistakes = [&](State& state) {
        ASSERT_TRUE(support::step(state, StartHuddle{file}, hands.stamp()));
        for (int i = 0; i < 3; ++i) ASSERT_TRUE(support::step(state, OpenNextRound{}, hands.stamp()));
    };
    State state;
    to_mistakes(state);
    add(state, RoundCategory::mistakes, 2, hands);
    // The running huddle has its own copy, whatever happens to the layout file.
    file.rounds[3].release_at_least = 1;
    EXPECT_EQ(state.huddle->layout.rounds[3].release_at_least, 3);
    ASSERT_TRUE(support::step(state, ReleaseNotes{}, hands.stamp()));
    EXPECT_TRUE(state.huddle->notes.empty());
    // The next huddle starts with what the file says then.
    ASSERT_TRUE(support::step(state, CloseHuddle{}, hands.stamp()));
    to_mistakes(state);
    ASSERT_TRUE(support::step(state, ReleaseNotes{}, hands.stamp()));
    EXPECT_EQ(state.huddle->notes.size(), 2u);
}

TEST(Rules, Safety6TheKeyIsNewForEachHuddleAndDeadWhenItCloses) {
    support::Hands hands(6);
    State state;
    ASSERT_TRUE(support::step(state, Tick{}, hands.stamp()));
    const std::string before = state.key.current;
    EXPECT_EQ(before.size(), 32u);
    ASSERT_TRUE(support::step(state, StartHuddle{support::learning_huddle()}, hands.stamp()));
    const std::string during = state.key.current;
    EXPECT_NE(during, before);
    EXPECT_EQ(state.key.previous, before);
    EXPECT_EQ(state.key.previous_until, hands.now + minutes(2));
    ASSERT_TRUE(support::step(state, CloseHuddle{}, hands.stamp()));
    EXPECT_NE(state.key.current, during);
    EXPECT_TRUE(state.key.previous.empty());
}

TEST(Rules, Safety6TheKeyIsNewEachDay) {
    support::Hands hands(7);
    State state;
    ASSERT_TRUE(support::step(state, Tick{}, hands.stamp()));
    const std::string today = state.key.current;
    hands.wait(std::chrono::hours(3));
    ASSERT_TRUE(support::step(state, Tick{}, hands.stamp()));
    EXPECT_EQ(state.key.current, today);
    hands.wait(std::chrono::hours(24));
    ASSERT_TRUE(support::step(state, Tick{}, hands.stamp()));
    EXPECT_NE(state.key.current, today);
    EXPECT_EQ(state.key.previous, today);
}

TEST(Rules, ARepeatedTokenIsTheSameNote) {
    support::Hands hands(8);
    State state;
    ASSERT_TRUE(support::step(state, AddNote{RoundCategory::wins, support::clean("once"), "abc"}, hands.stamp()));
    const auto again = support::step(state, AddNote{RoundCategory::wins, support::clean("once"), "abc"}, hands.stamp());
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->empty());
    EXPECT_EQ(state.sealed.size(), 1u);
}

TEST(Rules, NothingAdvancesByItself) {
    support::Hands hands(9);
    State state = in_round(RoundKind::wins, hands);
    for (int i = 0; i < 50; ++i) {
        hands.wait(minutes(1));
        ASSERT_TRUE(support::step(state, Tick{}, hands.stamp()));
    }
    ASSERT_TRUE(state.huddle);
    EXPECT_EQ(state.huddle->clock.current, 2u);
    EXPECT_LT(left_at(state.huddle->clock, hands.now), Milliseconds{0});
}

TEST(Rules, AHuddleLeftAloneForAnHourIsClosedAndItsRecordKept) {
    support::Hands hands(10);
    State state = in_round(RoundKind::wins, hands);
    hands.wait(seconds(30));
    ASSERT_TRUE(support::step(state, KeepLesson{support::clean("Ask early"), {}, {}}, hands.stamp()));
    std::vector<Change> last;
    for (int i = 0; i < 61 && state.huddle; ++i) {
        hands.wait(minutes(1));
        auto ticked = support::step(state, Tick{}, hands.stamp());
        ASSERT_TRUE(ticked);
        last = *ticked;
    }
    ASSERT_FALSE(state.huddle);
    ASSERT_EQ(last.size(), 2u);
    const auto& closed = std::get<HuddleClosed>(last[0]);
    EXPECT_EQ(closed.how, HowItEnded::left_alone);
    EXPECT_EQ(closed.clock.rounds[2].spent, seconds(30));  // the empty hour does not count as the team's time
    ASSERT_EQ(state.lessons.size(), 1u);
}

TEST(Rules, NotesDoNotKeepALonelyHuddleOpen) {
    support::Hands hands(11);
    State state = in_round(RoundKind::wins, hands);
    for (int i = 0; i < 61; ++i) {
        hands.wait(minutes(1));
        add(state, RoundCategory::wins, 1, hands);
    }
    ASSERT_TRUE(support::step(state, Tick{}, hands.stamp()));
    EXPECT_FALSE(state.huddle);
    EXPECT_EQ(state.sealed.size(), 61u);
}

TEST(Rules, TimeWithoutPowerCountsAsPaused) {
    support::Hands hands(12);
    State state = in_round(RoundKind::wins, hands);
    hands.wait(seconds(20));
    ASSERT_TRUE(support::step(state, Tick{}, hands.stamp()));
    hands.wait(minutes(9));
    ASSERT_TRUE(support::step(state, WakeAfterStop{}, hands.stamp()));
    EXPECT_EQ(spent_at(state.huddle->clock, hands.now), seconds(20));
    EXPECT_TRUE(state.huddle->clock.running);
}

TEST(Rules, AnActionNeedsALesson) {
    support::Hands hands(13);
    State state = in_round(RoundKind::lessons, hands);
    const KeepAction action{{},
                            support::clean("the lift is out"),
                            support::clean("ring the porters first"),
                            support::clean("Nurse in charge"),
                            hands.stamp().today};
    EXPECT_FALSE(support::step(state, action, hands.stamp()));
    ASSERT_TRUE(support::step(state, KeepLesson{support::clean("Tell nights about the lift"), {}, {}}, hands.stamp()));
    ASSERT_TRUE(support::step(state, action, hands.stamp()));
    EXPECT_EQ(state.actions[0].lesson, state.lessons[0].id);
    EXPECT_EQ(sentence_of(state.actions[0]), "If the lift is out, then we will ring the porters first");
}

TEST(Rules, AnActionIsAskedAboutInTheNextHuddle) {
    support::Hands hands(14);
    State state = in_round(RoundKind::lessons, hands);
    ASSERT_TRUE(support::step(state, KeepLesson{support::clean("Say it early"), {}, {}}, hands.stamp()));
    ASSERT_TRUE(support::step(
        state, KeepAction{{}, {}, support::clean("say it early"), support::clean("Everyone"), hands.stamp().today},
        hands.stamp()));
    EXPECT_TRUE(board_of(state, {}).due.empty());
    const ActionId action = state.actions[0].id;
    EXPECT_FALSE(support::step(state, ReviewAction{action, ActionReview::done, Help::helped, {}}, hands.stamp()));
    ASSERT_TRUE(support::step(state, CloseHuddle{}, hands.stamp()));
    ASSERT_TRUE(support::step(state, StartHuddle{support::learning_huddle()}, hands.stamp()));
    ASSERT_EQ(board_of(state, {}).due.size(), 1u);
    ASSERT_TRUE(support::step(state, ReviewAction{action, ActionReview::done, Help::helped, {}}, hands.stamp()));
    EXPECT_EQ(board_of(state, {}).due[0].action.state, ActionState::done);
    ASSERT_TRUE(support::step(state, CloseHuddle{}, hands.stamp()));
    ASSERT_TRUE(board_of(state, {}).loop);
    EXPECT_EQ(board_of(state, {}).loop->you_said, "Say it early");
}

TEST(Rules, SetAsideCanBeUndoneAndOnlySetAsideNotesCanBeDeleted) {
    support::Hands hands(15);
    State state = in_round(RoundKind::wins, hands);
    add(state, RoundCategory::wins, 2, hands);
    ASSERT_TRUE(support::step(state, ReleaseNotes{}, hands.stamp()));
    const NoteId note = state.huddle->notes[0].id;
    EXPECT_FALSE(support::step(state, DeleteNote{note}, hands.stamp()));
    ASSERT_TRUE(support::step(state, SetAside{note}, hands.stamp()));
    EXPECT_EQ(find_note(state, note)->set_aside_on, hands.stamp().today);
    ASSERT_TRUE(support::step(state, BringBack{note}, hands.stamp()));
    EXPECT_EQ(find_note(state, note)->state, NoteState::on_the_wall);
    ASSERT_TRUE(support::step(state, SetAside{note}, hands.stamp()));
    ASSERT_TRUE(support::step(state, DeleteNote{note}, hands.stamp()));
    EXPECT_EQ(find_note(state, note), nullptr);
}

TEST(Rules, ANoteSetAsideCanComeBackForThirtyDaysAfterItsHuddle) {
    support::Hands hands(17);
    State state = in_round(RoundKind::wins, hands);
    add(state, RoundCategory::wins, 3, hands);
    ASSERT_TRUE(support::step(state, ReleaseNotes{}, hands.stamp()));
    const NoteId back = state.huddle->notes[0].id, forgotten = state.huddle->notes[1].id;
    ASSERT_TRUE(support::step(state, SetAside{back}, hands.stamp()));
    ASSERT_TRUE(support::step(state, SetAside{forgotten}, hands.stamp()));
    ASSERT_TRUE(support::step(state, CloseHuddle{}, hands.stamp()));
    ASSERT_EQ(board_of(state, {}).set_aside.size(), 2u);
    ASSERT_TRUE(support::step(state, BringBack{back}, hands.stamp()));
    EXPECT_EQ(board_of(state, {}).set_aside.size(), 1u) << "the other is in its huddle's record again";
    const auto days_later = [&](int days) {
        Stamp stamp = hands.stamp();
        stamp.today += std::chrono::days{days};
        // The first tick of a day brings a new key, and the next one cleans up.
        EXPECT_TRUE(support::step(state, Tick{}, stamp));
        EXPECT_TRUE(support::step(state, Tick{}, stamp));
    };
    days_later(30);
    EXPECT_EQ(state.set_aside.size(), 1u);
    days_later(31);
    EXPECT_TRUE(state.set_aside.empty());
    EXPECT_FALSE(support::step(state, BringBack{forgotten}, hands.stamp()));
}

TEST(Rules, AHopeNoteOfLastTimeIsShownAtHome) {
    support::Hands hands(16);
    State state = in_round(RoundKind::hope, hands);
    add(state, RoundCategory::hope, 1, hands);
    ASSERT_TRUE(support::step(state, ReleaseNotes{}, hands.stamp()));
    const std::string text = state.huddle->notes[0].text;
    ASSERT_TRUE(support::step(state, CloseHuddle{}, hands.stamp()));
    EXPECT_EQ(board_of(state, {}).hope, text);
}

// What must be true of every State, whoever did whatever.
void expect_sound(const State& state, const std::set<std::size_t>& left_rounds) {
    std::set<std::string> sealed_texts;
    std::set<std::string> tokens;
    for (const SealedNote& note : state.sealed) {
        sealed_texts.insert(note.text);
        EXPECT_TRUE(tokens.insert(note.token).second);
    }
    const Board board = board_of(state, bands_of(state));
    for (const Action& action : state.actions) EXPECT_NE(find_lesson(state, action.lesson), nullptr);
    EXPECT_FALSE(sealed_texts.contains(board.hope));
    if (!state.huddle) return;
    for (const Note& note : board.huddle->notes) EXPECT_FALSE(sealed_texts.contains(note.text));
    const Clock& clock = state.huddle->clock;
    const Layout& layout = state.huddle->layout;
    ASSERT_LT(clock.current, layout.rounds.size());
    ASSERT_GE(clock.spare, Milliseconds{0});
    Milliseconds total = clock.spare;
    for (std::size_t i = 0; i < layout.rounds.size(); ++i) {
        total += clock.rounds[i].allotted;
        EXPECT_GE(clock.rounds[i].spent, Milliseconds{0});
        if (keeps_its_time(layout.rounds[i].kind)) {
            EXPECT_GE(clock.rounds[i].allotted, layout.rounds[i].planned) << "hope and close keep theirs";
        } else if (i > clock.current && !left_rounds.contains(i)) {
            EXPECT_GE(clock.rounds[i].allotted, layout.rounds[i].minimum) << "never below the stated minimum";
        }
    }
    EXPECT_EQ(total, planned_total(layout)) << "planned time is conserved";
}

TEST(Rules, NoInvariantBreaksUnderTenThousandRandomSequences) {
    std::size_t accepted = 0;
    std::size_t refused = 0;
    for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
        support::Hands hands(seed);
        State state;
        std::size_t notes_in = 0, notes_deleted = 0, notes_of_closed_huddles = 0;
        std::set<std::size_t> left_rounds;
        for (int i = 0; i < 40; ++i) {
            hands.wait(Milliseconds{hands.below(4) == 0 ? hands.below(200'000) : hands.below(4'000)});
            const Intent intent = hands.draw(state);
            const State before = state;
            const auto decided = support::step(state, intent, hands.stamp());
            decided ? ++accepted : ++refused;
            if (!decided) {
                EXPECT_EQ(state, before) << "a refusal changes nothing";
                EXPECT_FALSE(decided.problem().sentence.empty());
                continue;
            }
            for (const Change& change : *decided) {
                if (std::holds_alternative<NoteSealed>(change)) ++notes_in;
                if (std::holds_alternative<NoteDeleted>(change)) ++notes_deleted;
                if (std::holds_alternative<HuddleClosed>(change))
                    notes_of_closed_huddles += before.huddle->notes.size();
                if (std::holds_alternative<HuddleStarted>(change)) left_rounds.clear();
                if (std::holds_alternative<RoundOpened>(change)) left_rounds.insert(before.huddle->clock.current);
                if (const auto* released = std::get_if<NotesReleased>(&change)) {
                    const int least = state.huddle->layout.rounds[released->round].release_at_least;
                    EXPECT_TRUE(released->notes.empty() || released->notes.size() >= static_cast<std::size_t>(least));
                    EXPECT_EQ(released->notes.size(), released->sealed.size());
                    EXPECT_LE(released->tokens.size(), released->sealed.size());
                }
            }
            const std::size_t on_the_wall = state.huddle ? state.huddle->notes.size() : 0;
            EXPECT_EQ(state.sealed.size() + on_the_wall + notes_of_closed_huddles + notes_deleted, notes_in)
                << "every accepted note is somewhere, once";
            expect_sound(state, left_rounds);
            if (HasFailure()) FAIL() << "seed " << seed << ", step " << i;
        }
    }
    // The sequences did contain all of this.
    EXPECT_GT(accepted, 100'000u);
    EXPECT_GT(refused, 10'000u);
}

TEST(Rules, SameHandsSameHuddle) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        support::Hands left(seed), right(seed);
        State one, other;
        for (int i = 0; i < 60; ++i) {
            left.wait(Milliseconds{700});
            right.wait(Milliseconds{700});
            (void)support::step(one, left.draw(one), left.stamp());
            (void)support::step(other, right.draw(other), right.stamp());
        }
        ASSERT_EQ(one, other);
    }
}

TEST(Rules, AHuddleThatIsCalledOffWasNeverThere) {
    support::Hands hands(41);
    State state;
    add(state, RoundCategory::wins, 6, hands);
    ASSERT_TRUE(support::step(state, ChooseNextLead{support::clean("Ward clerk")}, hands.stamp()));
    SharedLesson news;
    news.kiosk = std::string(64, 'a');
    news.lesson = LessonId{7};
    news.team = "Next door";
    news.text = "Two people look at the pump";
    news.response = "we look together";
    news.shared_on = hands.stamp().today;
    ASSERT_TRUE(support::step(state, ReceiveLessons{{news}, {}, {}}, hands.stamp()));
    const State before = state;
    ASSERT_TRUE(support::step(state, StartHuddle{support::learning_huddle()}, hands.stamp()));
    ASSERT_TRUE(support::step(state, SharedShown{state.received.front().id}, hands.stamp()));
    EXPECT_TRUE(board_of(state, bands_of(state)).huddle->may_call_off);
    const RoomKey key = state.key;
    ASSERT_TRUE(support::step(state, CallOff{}, hands.stamp()));
    EXPECT_EQ(state.key, key) << "a note that somebody is just writing still arrives";
    state.key = before.key;
    EXPECT_EQ(state, before);
}

TEST(Rules, WhatWasSaidOrSeenCannotBeCalledOff) {
    support::Hands hands(42);
    State state;
    EXPECT_FALSE(support::step(state, CallOff{}, hands.stamp())) << "no huddle is running";
    ASSERT_TRUE(support::step(state, StartHuddle{support::learning_huddle()}, hands.stamp()));
    ASSERT_TRUE(support::step(state, KeepLesson{support::clean("We learnt it"), {}, {}}, hands.stamp()));
    EXPECT_FALSE(support::step(state, CallOff{}, hands.stamp()));
    ASSERT_TRUE(support::step(state, TakeBack{state.lessons.front().id}, hands.stamp()));
    EXPECT_TRUE(may_call_off(state));
    ASSERT_TRUE(support::step(state, OpenNextRound{}, hands.stamp()));
    EXPECT_FALSE(may_call_off(state));
    hands.wait(seconds(5));
    ASSERT_TRUE(support::step(state, Back{}, hands.stamp()));
    EXPECT_FALSE(support::step(state, CallOff{}, hands.stamp()));
    EXPECT_TRUE(state.huddle);
}

TEST(Rules, ANoteThatIsSetAsideTakesItsOwnWordsAlong) {
    support::Hands hands(43);
    State state = in_round(RoundKind::wins, hands);
    add(state, RoundCategory::wins, 3, hands);
    ASSERT_TRUE(support::step(state, ReleaseNotes{}, hands.stamp()));
    const Note note = state.huddle->notes.front(), other = state.huddle->notes.back();
    const auto words = support::clean(note.text);
    ASSERT_TRUE(support::step(state, KeepQuestion{words, note.id, {}}, hands.stamp()));
    ASSERT_TRUE(support::step(state, KeepQuestion{support::clean("Why is that so?"), note.id, {}}, hands.stamp()));
    ASSERT_TRUE(support::step(state, KeepQuestion{words, other.id, {}}, hands.stamp()));
    ASSERT_TRUE(support::step(state, KeepLesson{words, {note.id}, {}}, hands.stamp()));
    const State before = state;
    const auto questions = [&] { return board_of(state, bands_of(state)).huddle->questions.size(); };
    const auto lessons = [&] { return board_of(state, bands_of(state)).huddle->lessons.size(); };
    EXPECT_EQ(questions(), 3u);
    ASSERT_TRUE(support::step(state, SetAside{note.id}, hands.stamp()));
    EXPECT_EQ(questions(), 2u) << "what the team asked in its own words stays";
    EXPECT_EQ(lessons(), 0u);
    ASSERT_TRUE(support::step(state, BringBack{note.id, NoteState::on_the_wall}, hands.stamp()));
    EXPECT_EQ(state.questions, before.questions);
    EXPECT_EQ(state.lessons, before.lessons);
    EXPECT_EQ(questions(), 3u);
    EXPECT_EQ(lessons(), 1u);
    // After the huddle home knows nothing of it, and it goes with the note.
    ASSERT_TRUE(support::step(state, SetAside{note.id}, hands.stamp()));
    ASSERT_TRUE(support::step(state, CloseHuddle{}, hands.stamp()));
    EXPECT_EQ(board_of(state, bands_of(state)).open_questions.size(), 2u);
    ASSERT_TRUE(support::step(state, DeleteNote{note.id}, hands.stamp()));
    EXPECT_EQ(state.questions.size(), 2u);
    EXPECT_TRUE(state.lessons.empty());
}

TEST(Rules, ALessonFromWhichAnActionGrewIsTheTeamsOwn) {
    support::Hands hands(44);
    State state = in_round(RoundKind::wins, hands);
    add(state, RoundCategory::wins, 2, hands);
    ASSERT_TRUE(support::step(state, ReleaseNotes{}, hands.stamp()));
    const Note note = state.huddle->notes.front();
    ASSERT_TRUE(support::step(state, KeepLesson{support::clean(note.text), {note.id}, {}}, hands.stamp()));
    ASSERT_TRUE(support::step(state,
                              KeepAction{.lesson = {},
                                         .condition = {},
                                         .response = support::clean("ask early"),
                                         .role = support::clean("Ward clerk"),
                                         .due = hands.stamp().today},
                              hands.stamp()));
    ASSERT_TRUE(support::step(state, SetAside{note.id}, hands.stamp()));
    EXPECT_EQ(board_of(state, bands_of(state)).huddle->lessons.size(), 1u);
}

}  // namespace
}  // namespace hearthside::huddle
