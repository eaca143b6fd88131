// SPDX-License-Identifier: Apache-2.0
// Days and hours in the team's time zone, also on the days when the clocks change.
#include "core/calendar/calendar.h"

#include <gtest/gtest.h>

namespace hearthside::calendar {
namespace {

using namespace std::chrono_literals;

huddle::Day day(int year, unsigned month, unsigned number) {
    return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) / std::chrono::day(number));
}

TEST(Calendar, TellsTheTimeAtTheTeamsPlace) {
    const huddle::Instant summer = huddle::Instant(day(2026, 7, 14)) + 23h + 30min + 5s;
    const LocalTime london = local_time(summer, "Europe/London");
    EXPECT_EQ(london.day, day(2026, 7, 15));
    EXPECT_EQ(london.hour, 0);
    EXPECT_EQ(london.minute, 30);
    EXPECT_EQ(london.second, 5);
    const LocalTime utc = local_time(summer, "Etc/UTC");
    EXPECT_EQ(utc.day, day(2026, 7, 14));
    EXPECT_EQ(utc.hour, 23);
    const LocalTime kathmandu = local_time(summer, "Asia/Kathmandu");
    EXPECT_EQ(kathmandu.hour, 5);
    EXPECT_EQ(kathmandu.minute, 15);
    EXPECT_EQ(local_time(huddle::Instant(day(2026, 1, 1)) - 1ms, "Etc/UTC").day, day(2025, 12, 31));
    EXPECT_EQ(local_time(huddle::Instant(day(1969, 12, 31)) + 1h, "Etc/UTC").hour, 1);
}

TEST(Calendar, ChangesTheClocksWithItsPlace) {
    const huddle::Day october = day(2026, 10, 25);
    EXPECT_EQ(local_time(huddle::Instant(october) + 30min, "Europe/London").hour, 1);
    EXPECT_EQ(local_time(huddle::Instant(october) + 90min, "Europe/London").hour, 1);
    EXPECT_EQ(instant_at(october, 1, 30, "Europe/London"), huddle::Instant(october) + 30min);
    EXPECT_EQ(instant_at(day(2026, 7, 14), 7, 30, "Europe/London"), huddle::Instant(day(2026, 7, 14)) + 6h + 30min);
    const huddle::Day march = day(2026, 3, 29);
    EXPECT_EQ(instant_at(march, 1, 30, "Europe/London"), huddle::Instant(march) + 1h);
}

TEST(Calendar, FallsBackForAnUnknownPlace) {
    EXPECT_FALSE(time_zone_exists("Mars/Olympus"));
    EXPECT_FALSE(time_zone_exists(""));
    EXPECT_TRUE(time_zone_exists("Europe/London"));
    EXPECT_EQ(local_time(huddle::Instant(day(2026, 1, 1)), "Mars/Olympus").day,
              local_time(huddle::Instant(day(2026, 1, 1)), "").day);
}

TEST(Calendar, WritesDatesInWords) {
    EXPECT_EQ(long_date(day(2025, 10, 14)), "Tuesday 14 October");
    EXPECT_EQ(short_date(day(2025, 10, 14)), "Tue 14 October");
    EXPECT_EQ(long_date(day(2024, 2, 29)), "Thursday 29 February");
    EXPECT_EQ(short_date(day(2026, 5, 3)), "Sun 3 May");
}

}  // namespace
}  // namespace hearthside::calendar
