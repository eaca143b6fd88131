// SPDX-License-Identifier: Apache-2.0
#include "core/huddle/pace.h"

#include <gtest/gtest.h>

#include "tests/support/random_huddle.h"

namespace hearthside::huddle {
namespace {

using std::chrono::seconds;

const Instant start{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}};

Milliseconds total(const Clock& clock) {
    Milliseconds sum = clock.spare;
    for (const RoundTime& round : clock.rounds) sum += round.allotted;
    return sum;
}

TEST(Pace, CountsOnlyTheTimeThatIsNotPaused) {
    const Layout layout = support::learning_huddle();
    Clock clock = clock_at_start(layout, start);
    clock = paused(clock, start + seconds(10));
    EXPECT_EQ(spent_at(clock, start + seconds(500)), seconds(10));
    clock = resumed(clock, start + seconds(500));
    EXPECT_EQ(left_at(clock, start + seconds(505)), seconds(45));
}

TEST(Pace, SaysWhatAMinuteCosts) {
    const Layout layout = support::learning_huddle();
    const Clock clock = clock_at_start(layout, start);
    const MinuteOffer offer = minute_offer(layout, clock);
    EXPECT_EQ(offer.amount, seconds(60));
    // Quiet can give the 45 s above its minimum; wins gives the other 15 s.
    EXPECT_EQ(offer.loans, (std::vector<Loan>{{1, seconds(45)}, {2, seconds(15)}}));
}

TEST(Pace, AMinuteIsAWholeOneForARoundThatHasRunOver) {
    const Layout layout = support::learning_huddle();
    const Instant late = start + seconds(60 + 54);
    const Clock clock = with_minute(layout, clock_at_start(layout, start), late);
    EXPECT_EQ(left_at(clock, late), seconds(60)) << "not six seconds";
    EXPECT_EQ(total(clock), planned_total(layout));
    // Where less is left than the round has run over, nothing is offered and nothing is taken.
    const Instant very_late = start + seconds(100'000);
    EXPECT_EQ(minute_offer(layout, marked(clock, very_late)).amount, Milliseconds{0});
    EXPECT_EQ(with_minute(layout, clock, very_late).rounds[1], clock.rounds[1]);
}

TEST(Pace, NeverBorrowsFromHopeOrClose) {
    const Layout layout = support::learning_huddle();
    Clock clock = moved_to(layout, clock_at_start(layout, start), 4, start);
    clock.spare = Milliseconds{0};
    EXPECT_EQ(minute_offer(layout, clock).amount, Milliseconds{0});
    clock = moved_to(layout, clock, 5, start + seconds(1000));
    EXPECT_EQ(clock.rounds[5].allotted, seconds(90));
    EXPECT_EQ(clock.rounds[6].allotted, seconds(90));
}

TEST(Pace, OvertimeIsBorrowedFromTheNextRoundThatMayGive) {
    const Layout layout = support::learning_huddle();
    Clock clock = clock_at_start(layout, start);
    clock = moved_to(layout, clock, 1, start + seconds(80));  // 20 s over
    EXPECT_EQ(clock.rounds[0].allotted, seconds(80));
    EXPECT_EQ(clock.rounds[1].allotted, seconds(70));
    EXPECT_EQ(total(clock), planned_total(layout));
}

TEST(Pace, NeverTakesMoreThanTheMinimumAllows) {
    const Layout layout = support::learning_huddle();
    Clock clock = clock_at_start(layout, start);
    clock = moved_to(layout, clock, 1, start + seconds(100000));
    for (const std::size_t i : {1u, 2u, 3u, 4u}) EXPECT_EQ(clock.rounds[i].allotted, layout.rounds[i].minimum);
    EXPECT_EQ(total(clock), planned_total(layout));
}

TEST(Pace, AnEarlyEndGivesBackFirstToWhoeverLent) {
    const Layout layout = support::learning_huddle();
    Clock clock = with_minute(layout, clock_at_start(layout, start), start);
    clock = moved_to(layout, clock, 1, start + seconds(30));  // 90 s of its 120 not needed
    EXPECT_EQ(clock.rounds[1].allotted, seconds(90));
    EXPECT_EQ(clock.rounds[2].allotted, seconds(90));
    EXPECT_EQ(clock.spare, seconds(30));
    // Spare time makes the next minute cheaper.
    EXPECT_EQ(minute_offer(layout, clock).from_spare, seconds(30));
}

TEST(Pace, GoingBackTakesTheGivenTimeBack) {
    const Layout layout = support::learning_huddle();
    Clock clock = moved_to(layout, clock_at_start(layout, start), 1, start + seconds(20));
    EXPECT_EQ(clock.spare, seconds(40));
    clock = moved_to(layout, clock, 0, start + seconds(25));
    EXPECT_EQ(left_at(clock, start + seconds(25)), seconds(40));
    EXPECT_EQ(clock.spare, seconds(0));
    EXPECT_EQ(clock.rounds[1].spent, seconds(5));
}

TEST(Pace, AClockSetBackNeverGivesTime) {
    const Clock clock = clock_at_start(support::learning_huddle(), start);
    EXPECT_EQ(spent_at(clock, start - seconds(500)), seconds(0));
}

}  // namespace
}  // namespace hearthside::huddle
