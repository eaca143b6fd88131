// SPDX-License-Identifier: Apache-2.0
// The prompts of a round: by its clock, and by what happened in it.
#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "core/huddle/prompting.h"
#include "tests/support/clean.h"
#include "tests/support/random_huddle.h"

namespace hearthside::huddle {
namespace {

// A huddle at the beginning of its wins round.
struct Wins {
    Wins() : hands(3) {
        Layout layout = support::learning_huddle();
        layout.rounds[2].prompts = {"opening", "deepening", "whose view", "closing"};
        layout.rounds[2].release_at_least = release_at_least;
        EXPECT_TRUE(support::step(state, StartHuddle{layout}, hands.stamp()));
        EXPECT_TRUE(support::step(state, OpenNextRound{}, hands.stamp()));
        EXPECT_TRUE(support::step(state, OpenNextRound{}, hands.stamp()));
    }
    void release(int notes) {
        for (int i = 0; i < notes; ++i) {
            EXPECT_TRUE(support::step(
                state, AddNote{RoundCategory::wins, support::clean("a note"), hands.fresh_token()}, hands.stamp()));
        }
        EXPECT_TRUE(support::step(state, ReleaseNotes{}, hands.stamp()));
    }
    HuddleBoard board() const { return *board_of(state, bands_of(state)).huddle; }
    std::string prompt() const { return prompt_at(board(), hands.now); }

    int release_at_least = 1;
    support::Hands hands;
    State state;
};

TEST(Prompting, StepsWithTheClockInEqualParts) {
    Wins wins;
    EXPECT_EQ(wins.prompt(), "opening");
    wins.release(3);
    const Milliseconds part = wins.board().current().allotted / 4;
    for (const char* expected : {"opening", "deepening", "whose view", "closing"}) {
        EXPECT_EQ(wins.prompt(), expected);
        wins.hands.wait(part - Milliseconds{1});
        EXPECT_EQ(wins.prompt(), expected) << "to the end of its part";
        wins.hands.wait(Milliseconds{1});
    }
    EXPECT_EQ(wins.prompt(), "closing") << "and the last one stays when the round runs over";
}

TEST(Prompting, StandsStillWhileTheClockDoes) {
    Wins wins;
    wins.release(3);
    ASSERT_TRUE(support::step(wins.state, Pause{}, wins.hands.stamp()));
    wins.hands.wait(std::chrono::minutes{5});
    EXPECT_EQ(wins.prompt(), "opening");
}

TEST(Prompting, ARoundThatOpensWithNothingAsksInItsOwnWay) {
    Wins wins;
    wins.release(0);
    EXPECT_EQ(wins.prompt(), usual_when_empty(RoundKind::wins));
    HuddleBoard board = wins.board();
    board.rounds[2].round.when_empty = "What else?";
    EXPECT_EQ(prompt_at(board, wins.hands.now), "What else?");
    EXPECT_EQ(prompts_of(board, 2).size(), 4u) << "and goes on as the layout says";
    board.rounds[2].holding = true;
    EXPECT_EQ(prompt_at(board, wins.hands.now), "opening") << "not when a few notes wait: it would not be true";
    EXPECT_EQ(usual_when_empty(RoundKind::mistakes), "No mistakes is rare. What nearly went wrong?");
}

TEST(Prompting, ManyCardsAreChosenFromAndAGroupCountsAsOne) {
    Wins wins;
    wins.release(9);
    EXPECT_EQ(wins.prompt(), "Choose three to talk about first.");
    const auto& notes = wins.state.huddle->notes;
    ASSERT_TRUE(support::step(wins.state, GroupNotes{notes[0].id, notes[1].id}, wins.hands.stamp()));
    EXPECT_EQ(wins.prompt(), "opening") << "eight cards are not too many";
}

TEST(Prompting, WhoSpeaksFirstStaysForARoundAndChangesWithTheNext) {
    std::set<std::string> seen;
    for (std::uint64_t seed = 1; seed < 30; ++seed) {
        Wins wins;
        HuddleBoard board = wins.board();
        board.id = HuddleId{seed * 977};
        std::string before;
        for (std::size_t round = 2; round < 6; ++round) {
            const std::string first = speaks_first(board, round);
            EXPECT_EQ(first, speaks_first(board, round));
            EXPECT_NE(first, before);
            before = first;
            seen.insert(first);
        }
        EXPECT_EQ(speaks_first(board, 0), "") << "nobody is asked to speak first where there are no notes";
    }
    EXPECT_EQ(seen.size(), usual_speaks_first().size());
    Wins wins;
    HuddleBoard board = wins.board();
    board.speaks_first = {"Whoever is new speaks first."};
    EXPECT_EQ(speaks_first(board, 2), "Whoever is new speaks first.");
}

TEST(Prompting, TheUsualOnesHaveTwelveWordsAtMost) {
    std::vector<std::string> all = usual_speaks_first();
    for (const RoundKind kind : {RoundKind::wins, RoundKind::mistakes, RoundKind::lessons, RoundKind::hope}) {
        all.emplace_back(usual_when_empty(kind));
        all.emplace_back(usual_when_many(kind));
    }
    for (const std::string& prompt : all) {
        std::istringstream words(prompt);
        const auto count = std::distance(std::istream_iterator<std::string>(words), {});
        EXPECT_GT(count, 2) << prompt;
        EXPECT_LE(count, 12) << prompt;
    }
}

}  // namespace
}  // namespace hearthside::huddle
