// SPDX-License-Identifier: Apache-2.0
// How long things are kept, by the calendar alone: clocks that jump, evenings that come twice, and what is deleted
// when.
#include "core/huddle/retention.h"

#include <gtest/gtest.h>

namespace hearthside::huddle {
namespace {

using std::chrono::days;

Day day(int year, unsigned month, unsigned of_month) {
    return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(of_month)};
}

const Day today = day(2026, 11, 23);
const SeenDays steady{.last = today - days{1}, .run_from = day(2026, 1, 1), .doubt = 0};

SeenDays after(SeenDays seen_days, std::initializer_list<Day> all) {
    for (const Day it : all) seen_days = seen(seen_days, it);
    return seen_days;
}

// The number of ordinary days until the calendar is trusted.
int days_to_belief(SeenDays seen_days) {
    int waited = 0;
    while (!is_believed(seen_days) && waited < 100) {
        seen_days = seen(seen_days, *seen_days.last + days{1});
        ++waited;
    }
    return waited;
}

TEST(Calendar, IsBelievedWhileDaysFollowEachOther) {
    EXPECT_TRUE(is_believed(after(steady, {today, today, today + days{1}, today + days{31}})));
    EXPECT_FALSE(is_believed(SeenDays{}));
}

TEST(Calendar, ANewKioskBeginsInDoubt) { EXPECT_EQ(days_to_belief(seen({}, today)), doubted_days); }

TEST(Calendar, AJumpEitherWayIsDoubtedForFourteenDays) {
    for (const Day jump : {day(1970, 1, 1), today - days{3}, today + days{40}, day(2036, 11, 23)}) {
        const SeenDays jumped = seen(steady, jump);
        EXPECT_EQ(jumped.doubt, doubted_days);
        EXPECT_EQ(jumped.run_from, jump);
        EXPECT_EQ(days_to_belief(jumped), 14);
    }
}

TEST(Calendar, TheSameDayAgainLessensNoDoubt) {
    const SeenDays jumped = seen(steady, day(2036, 1, 1));
    EXPECT_EQ(after(jumped, {day(2036, 1, 1), day(2036, 1, 1)}), jumped);
}

TEST(Calendar, AJumpThereAndBackIsTwoJumps) {
    EXPECT_EQ(days_to_belief(after(steady, {today, day(2036, 1, 1), today})), 14);
    EXPECT_EQ(days_to_belief(after(steady, {today, day(1970, 1, 1), today + days{1}})), 14);
}

TEST(Calendar, AnEveningThatComesTwiceIsNoJump) {
    const SeenDays twice = after(steady, {today, today - days{1}, today});
    EXPECT_EQ(twice, seen(steady, today));
    EXPECT_FALSE(begins(seen(steady, today), today - days{1}));
    EXPECT_FALSE(begins(seen(steady, today), today)) << "nor does the day begin twice";
    EXPECT_EQ(after(steady, {today, today - days{1}, today - days{2}}).doubt, doubted_days)
        << "one day, not one after another";
}

TEST(Calendar, OnlyADayThatWasNotSeenBegins) {
    EXPECT_TRUE(begins(steady, today));
    EXPECT_FALSE(begins(SeenDays{}, today)) << "the first look at a record deletes nothing";
}

TEST(Calendar, NobodySwitchesAKioskOffForMoreThanAYear) {
    EXPECT_TRUE(was_wrong(day(1970, 1, 3), today));
    EXPECT_FALSE(was_wrong(today - days{60}, today));
    EXPECT_FALSE(was_wrong(day(2036, 1, 1), today)) << "days that lie ahead are told by that alone";
}

TEST(Retention, KeepsForTheWholeOfTheLastDay) {
    EXPECT_FALSE(is_over(today - days{90}, 90, today));
    EXPECT_TRUE(is_over(today - days{91}, 90, today));
}

KeptDays some_days() {
    return {.seen = seen(steady, today),
            .notes = {today - days{120}, today - days{91}, today - days{90}, today - days{89}, today - days{7}},
            .learning = {today - days{731}, today - days{1}},
            .open = 0};
}

TEST(WhatGoes, TellsTonightFirstAndThenDayByDay) {
    const auto going = what_goes(some_days(), {}, today, 3);
    ASSERT_EQ(going.size(), 3u);
    EXPECT_EQ(going[0], (Going{Going::What::notes, today - days{120}, today - days{90}, today + days{1}}));
    EXPECT_EQ(going[1], (Going{Going::What::learning, today - days{731}, today - days{731}, today + days{1}}));
    EXPECT_EQ(going[2], (Going{Going::What::notes, today - days{89}, today - days{89}, today + days{2}}));
}

TEST(WhatGoes, IsWhatTheRuleDeletesOnThatDay) {
    const KeptDays kept = some_days();
    for (const Going& it : what_goes(kept, {}, today, 100)) {
        const int limit = it.what == Going::What::notes ? 90 : 730;
        EXPECT_TRUE(is_over(it.first, limit, it.on));
        EXPECT_TRUE(is_over(it.last, limit, it.on));
        if (it.on > today + days{1}) {
            EXPECT_FALSE(is_over(it.last, limit, it.on - days{1}));
        }
    }
}

TEST(WhatGoes, IsNothingWhileAllIsHeld) {
    EXPECT_TRUE(what_goes(some_days(), {.notes_days = 90, .learning_days = 730, .hold = true}, today, 9).empty());
}

TEST(WhatGoes, WaitsUntilTheCalendarIsBelieved) {
    KeptDays kept = some_days();
    kept.seen = {.last = today, .run_from = today, .doubt = 14};
    const auto going = what_goes(kept, {}, today, 9);
    ASSERT_FALSE(going.empty());
    EXPECT_EQ(going.front().on, today + days{14});
    EXPECT_EQ(going.front().last, today - days{89}) << "with all whose time runs out until then";
    SeenDays later = kept.seen;
    for (int i = 1; i <= 14; ++i) later = seen(later, today + days{i});
    EXPECT_TRUE(is_believed(later)) << "on the day that was told";
}

TEST(WhatGoes, FollowsTheRuleThatIsSet) {
    const auto going = what_goes(some_days(), {.notes_days = 365, .learning_days = 3650, .hold = false}, today, 1);
    ASSERT_EQ(going.size(), 1u);
    EXPECT_EQ(going[0].first, today - days{120});
    EXPECT_EQ(going[0].on, today - days{120} + days{366});
}

}  // namespace
}  // namespace hearthside::huddle
