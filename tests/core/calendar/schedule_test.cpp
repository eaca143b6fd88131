// SPDX-License-Identifier: Apache-2.0
// The times of huddles, also when the clocks change, checked against a walk through every minute.
#include "core/calendar/schedule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

namespace hearthside::calendar {
namespace {

using namespace std::chrono_literals;

huddle::Day day(int year, unsigned month, unsigned number) {
    return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number));
}

HuddleRule at(int hour, int minute, std::string layout = {}) {
    return {.minute = hour * 60 + minute, .layout = std::move(layout)};
}

HuddleRule on(std::initializer_list<std::size_t> days, HuddleRule rule) {
    rule.days = {};
    for (const std::size_t each : days) rule.days[each] = true;
    return rule;
}

TEST(TimeOfDay, IsReadAndWritten) {
    EXPECT_EQ(minute_of_day("00:00"), 0);
    EXPECT_EQ(minute_of_day("23:59"), 1439);
    for (const std::string_view wrong : {"24:00", "07:60", "7:30", "07:3o", "07-30", "", "07:300", "-1:30"})
        EXPECT_EQ(minute_of_day(wrong), std::nullopt) << wrong;
    for (int minute = 0; minute < 1440; ++minute) EXPECT_EQ(minute_of_day(time_of_day(minute)), minute);
}

TEST(NextHuddle, IsTheEarliestOfTheRulesThatIsStillToCome) {
    const Schedule schedule{at(7, 30, "shift-start"), at(19, 30)};
    const std::string zone = "Europe/London";
    const huddle::Day monday = day(2026, 11, 23);
    const auto next = next_huddle(schedule, huddle::Instant(monday) + 7h, zone);
    ASSERT_TRUE(next);
    EXPECT_EQ(*next, (PlannedHuddle{huddle::Instant(monday) + 7h + 30min, 450, "shift-start"}));
    EXPECT_EQ(next_huddle(schedule, next->at, zone)->at, huddle::Instant(monday) + 19h + 30min) << "later than, not at";
    EXPECT_EQ(next_huddle(schedule, huddle::Instant(monday) + 20h, zone)->at, huddle::Instant(monday) + 31h + 30min);
    EXPECT_EQ(last_huddle(schedule, next->at, zone)->at, next->at) << "at or before";
    EXPECT_EQ(last_huddle(schedule, next->at - 1ms, zone)->at, huddle::Instant(monday) - 4h - 30min);
    EXPECT_EQ(next_huddle({}, next->at, zone), std::nullopt);
    EXPECT_EQ(last_huddle({}, next->at, zone), std::nullopt);
}

TEST(NextHuddle, KeepsToTheDaysOfTheWeek) {
    const Schedule weekdays{on({0, 1, 2, 3, 4}, at(7, 30))};
    const huddle::Day friday = day(2026, 11, 27);
    EXPECT_EQ(next_huddle(weekdays, huddle::Instant(friday) + 8h, "Etc/UTC")->at,
              huddle::Instant(friday) + 3 * 24h + 7h + 30min);
    EXPECT_EQ(last_huddle(weekdays, huddle::Instant(friday) + 60h, "Etc/UTC")->at,
              huddle::Instant(friday) + 7h + 30min);
    const Schedule never{on({}, at(7, 30))};
    EXPECT_EQ(next_huddle(never, huddle::Instant(friday), "Etc/UTC"), std::nullopt);
}

TEST(NextHuddle, RunsAtTheFirstInstantAfterAGapAndOnceInAnOverlap) {
    const Schedule half_past_one{at(1, 30)}, half_past_two{at(2, 30)};
    const std::string london = "Europe/London", york = "America/New_York", lord_howe = "Australia/Lord_Howe";
    // 29 March 2026, London: 01:00 becomes 02:00 at once.
    EXPECT_EQ(next_huddle(half_past_one, huddle::Instant(day(2026, 3, 29)), london)->at,
              huddle::Instant(day(2026, 3, 29)) + 1h);
    // 25 October 2026, London: 01:30 comes at 00:30 and 01:30 UTC.
    const auto first = next_huddle(half_past_one, huddle::Instant(day(2026, 10, 25)), london);
    EXPECT_EQ(first->at, huddle::Instant(day(2026, 10, 25)) + 30min);
    EXPECT_EQ(next_huddle(half_past_one, first->at, london)->at, huddle::Instant(day(2026, 10, 26)) + 1h + 30min);
    // 8 March 2026, New York: 02:00 EST is 03:00 EDT, at 07:00 UTC.
    EXPECT_EQ(next_huddle(half_past_two, huddle::Instant(day(2026, 3, 8)) + 5h, york)->at,
              huddle::Instant(day(2026, 3, 8)) + 7h);
    // Lord Howe moves by half an hour: on 4 October 2026 02:00 becomes 02:30 at once, at 15:30 UTC on the day before.
    EXPECT_EQ(next_huddle(Schedule{at(2, 10)}, huddle::Instant(day(2026, 10, 3)), lord_howe)->at,
              huddle::Instant(day(2026, 10, 3)) + 15h + 30min);
}

TEST(NextHuddle, ADayThatAPlaceLeavesOutHasNone) {
    // Apia went from Thursday 29 to Saturday 31 December 2011.
    const Schedule daily{at(7, 30)}, fridays{on({4}, at(7, 30))};
    const std::string apia = "Pacific/Apia";
    const huddle::Instant thursday = instant_at(day(2011, 12, 29), 7, 30, apia);
    EXPECT_EQ(next_huddle(daily, thursday, apia)->at, instant_at(day(2011, 12, 31), 7, 30, apia));
    EXPECT_EQ(next_huddle(daily, thursday, apia)->at - thursday, 24h);
    EXPECT_EQ(next_huddle(fridays, thursday, apia)->at, instant_at(day(2012, 1, 6), 7, 30, apia));
    EXPECT_EQ(last_huddle(fridays, instant_at(day(2012, 1, 2), 7, 30, apia), apia)->at,
              instant_at(day(2011, 12, 23), 7, 30, apia));
}

TEST(LayoutOfTheHour, IsThatOfTheNearestPlannedHuddle) {
    const Schedule schedule{at(7, 30, "shift-start"), at(9, 0, "weekly"), at(13, 0)};
    const auto layout = [&](int hour, int minute) {
        return layout_of_the_hour(
            schedule, huddle::Instant(day(2026, 11, 23)) + std::chrono::hours(hour) + std::chrono::minutes(minute),
            "Etc/UTC", "usual");
    };
    EXPECT_EQ(layout(6, 29), "usual");
    EXPECT_EQ(layout(6, 30), "shift-start");
    EXPECT_EQ(layout(7, 30), "shift-start");
    EXPECT_EQ(layout(8, 14), "shift-start") << "44 minutes ago is nearer than in 46";
    EXPECT_EQ(layout(8, 15), "weekly");
    EXPECT_EQ(layout(10, 30), "weekly");
    EXPECT_EQ(layout(10, 31), "usual");
    EXPECT_EQ(layout(13, 0), "usual") << "the plan names none";
    EXPECT_EQ(layout_of_the_hour({}, huddle::Instant(day(2026, 11, 23)), "Etc/UTC", "usual"), "usual");
}

// Finds every huddle between two instants by reading the team's clock each minute. A rule's time of day comes when the
// clock first shows it or a later time of that day, if the clock shows that day at all.
std::vector<PlannedHuddle> walk(const Schedule& schedule, huddle::Instant from, huddle::Instant until,
                                const std::string& zone) {
    std::map<huddle::Day, bool> days_there;
    const huddle::Instant start = from - 72h;
    for (huddle::Instant now = start; now < until + 72h; now += 15min) days_there[local_time(now, zone).day] = true;
    std::vector<PlannedHuddle> found;
    std::vector<std::pair<huddle::Day, const HuddleRule*>> waiting;
    for (const auto& [each, there] : days_there) {
        const auto weekday = std::chrono::weekday{each}.iso_encoding() - 1;
        for (const HuddleRule& rule : schedule)
            if (rule.days[weekday]) waiting.emplace_back(each, &rule);
    }
    for (huddle::Instant now = start; now <= until; now += 1min) {
        const LocalTime local = local_time(now, zone);
        const auto reached = [&](const std::pair<huddle::Day, const HuddleRule*>& one) {
            return std::pair(local.day, local.hour * 60 + local.minute) >= std::pair(one.first, one.second->minute);
        };
        for (const auto& one : waiting) {
            if (reached(one) && now >= from) found.push_back({now, one.second->minute, one.second->layout});
        }
        std::erase_if(waiting, reached);
    }
    return found;
}

TEST(NextHuddle, AgreesWithAWalkThroughEveryMinute) {
    struct Place {
        std::string zone;
        huddle::Day environment;
    };
    const std::vector<Place> places{{"Europe/London", day(2026, 3, 29)},      {"Europe/London", day(2026, 10, 25)},
                                    {"America/New_York", day(2026, 3, 8)},    {"America/New_York", day(2026, 11, 1)},
                                    {"Australia/Lord_Howe", day(2026, 4, 5)}, {"Australia/Lord_Howe", day(2026, 10, 4)},
                                    {"Pacific/Apia", day(2011, 12, 30)},      {"America/Sao_Paulo", day(2018, 11, 4)},
                                    {"America/Nuuk", day(2025, 3, 29)},       {"Asia/Kathmandu", day(2026, 6, 1)}};
    std::mt19937 chance(7);
    const auto upto = [&](int most) { return std::uniform_int_distribution(0, most)(chance); };
    int compared = 0;
    for (int turn = 0; turn < 60; ++turn) {
        const Place& place = places[static_cast<std::size_t>(turn) % places.size()];
        Schedule schedule;
        for (int rule = upto(3); rule >= 0; --rule) {
            // Most of them are near the hours in which clocks change.
            HuddleRule made{.minute = upto(2) ? upto(239) : upto(1439), .layout = std::to_string(rule)};
            for (bool& each : made.days) each = upto(2) > 0;
            schedule.push_back(made);
        }
        const huddle::Instant from = huddle::Instant(place.environment) - 60h + std::chrono::minutes(upto(1439)),
                              until = from + 132h;
        const auto expected = walk(schedule, from, until, place.zone);
        std::vector<huddle::Instant> times;
        for (const PlannedHuddle& each : expected)
            if (times.empty() || times.back() != each.at) times.push_back(each.at);
        std::vector<huddle::Instant> forwards, backwards;
        for (auto next = next_huddle(schedule, from - 1ms, place.zone); next && next->at <= until;
             next = next_huddle(schedule, next->at, place.zone)) {
            forwards.push_back(next->at);
            const bool planned =
                std::any_of(expected.begin(), expected.end(), [&](const PlannedHuddle& each) { return each == *next; });
            EXPECT_TRUE(planned) << place.zone << " " << next->minute;
            EXPECT_EQ(last_huddle(schedule, next->at, place.zone)->at, next->at);
        }
        for (auto last = last_huddle(schedule, until, place.zone); last && last->at >= from;
             last = last_huddle(schedule, last->at - 1ms, place.zone))
            backwards.push_back(last->at);
        std::reverse(backwards.begin(), backwards.end());
        EXPECT_EQ(forwards, times) << place.zone << " turn " << turn;
        EXPECT_EQ(backwards, times) << place.zone << " turn " << turn;
        compared += static_cast<int>(times.size());
    }
    EXPECT_GT(compared, 300);
}

}  // namespace
}  // namespace hearthside::calendar
