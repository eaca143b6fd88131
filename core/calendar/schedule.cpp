// SPDX-License-Identifier: Apache-2.0
#include "core/calendar/schedule.h"

#include <algorithm>
#include <tuple>

namespace hearthside::calendar {

namespace {

constexpr auto before_a_huddle = std::chrono::minutes(60);
constexpr auto after_a_huddle = std::chrono::minutes(90);

// A rule's day comes round within a week. One more day allows for a skipped day, and one for the days on
// which the search begins and ends.
constexpr int days_to_look_at = 16;

std::size_t weekday_of(huddle::Day day) { return std::chrono::weekday{day}.iso_encoding() - 1; }

std::optional<huddle::Instant> instant_of(const HuddleRule& rule, huddle::Day day, const std::string& zone) {
    if (!rule.days[weekday_of(day)]) return std::nullopt;
    const huddle::Instant at = instant_at(day, rule.minute / 60, rule.minute % 60, zone);
    if (local_time(at, zone).day == day) return at;
    // Either the gap crosses midnight, or the zone skipped the whole day.
    if (local_time(instant_at(day, 0, 0, zone), zone).day != day) return std::nullopt;
    return at;
}

// Searches day by day in one direction and returns the best of the first day that has any. It also looks at
// the neighbouring day, since a gap can move a huddle past midnight.
template <class Fits, class Better>
std::optional<PlannedHuddle> search(const Schedule& schedule, huddle::Instant from, const std::string& zone, int step,
                                    Fits fits, Better better) {
    if (schedule.empty()) return std::nullopt;
    std::optional<PlannedHuddle> best;
    const huddle::Day first = local_time(from, zone).day - std::chrono::days(step);
    int days_since_found = 0;
    for (int count = 0; count < days_to_look_at && days_since_found < 2; ++count) {
        const huddle::Day day = first + std::chrono::days(step * count);
        for (const HuddleRule& rule : schedule) {
            const std::optional<huddle::Instant> at = instant_of(rule, day, zone);
            if (at && fits(*at) && (!best || better(*at, best->at)))
                best = PlannedHuddle{*at, rule.minute, rule.layout};
        }
        if (best) ++days_since_found;
    }
    return best;
}

}  // namespace

bool HuddleRule::every_day() const {
    return std::all_of(days.begin(), days.end(), [](bool on) { return on; });
}

void tidy(Schedule& schedule) {
    std::sort(schedule.begin(), schedule.end(), [](const HuddleRule& left, const HuddleRule& right) {
        return std::tie(left.minute, right.days, left.layout) < std::tie(right.minute, left.days, right.layout);
    });
    schedule.erase(std::unique(schedule.begin(), schedule.end()), schedule.end());
}

std::optional<int> minute_of_day(std::string_view text) {
    const auto digit = [&](std::size_t index) { return text[index] >= '0' && text[index] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) return std::nullopt;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 23 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

std::string time_of_day(int minute) {
    const auto two = [](int number) {
        return std::string{static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
    };
    return two(minute / 60) + ":" + two(minute % 60);
}

std::optional<PlannedHuddle> next_huddle(const Schedule& schedule, huddle::Instant after, const std::string& zone) {
    return search(
        schedule, after, zone, 1, [&](huddle::Instant at) { return at > after; },
        [](huddle::Instant at, huddle::Instant best) { return at < best; });
}

std::optional<PlannedHuddle> last_huddle(const Schedule& schedule, huddle::Instant at, const std::string& zone) {
    return search(
        schedule, at, zone, -1, [&](huddle::Instant planned) { return planned <= at; },
        [](huddle::Instant planned, huddle::Instant best) { return planned > best; });
}

std::string layout_of_the_hour(const Schedule& schedule, huddle::Instant now, const std::string& zone,
                               const std::string& usual) {
    const auto last = last_huddle(schedule, now, zone), next = next_huddle(schedule, now, zone);
    const bool recent = last && now - last->at <= after_a_huddle;
    const bool soon = next && next->at - now <= before_a_huddle;
    if (!recent && !soon) return usual;
    const bool take_next = soon && (!recent || next->at - now <= now - last->at);
    const std::string& layout = take_next ? next->layout : last->layout;
    return layout.empty() ? usual : layout;
}

}  // namespace hearthside::calendar
