// SPDX-License-Identifier: Apache-2.0
// The plan of a team's huddles: rules of days and times, and which huddle is next or nearest at an instant,
// including days when the clocks change.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/huddle/types.h"

namespace hearthside::calendar {

// One rule of the plan: a huddle of this layout begins at this time on these days.
struct HuddleRule {
    std::array<bool, 7> days{true, true, true, true, true, true, true};  // Monday first
    int minute = 0;                                                      // from midnight, 0 to 1439
    std::string layout;                                                  // id; empty: the team's default

    bool every_day() const;
    friend auto operator<=>(const HuddleRule&, const HuddleRule&) = default;
};
using Schedule = std::vector<HuddleRule>;

// Sorts the rules by time and then by day, Monday first, and removes duplicates.
void tidy(Schedule& schedule);

// Converts between "07:30" and 450. Hours and minutes have two digits each.
std::optional<int> minute_of_day(std::string_view text);
std::string time_of_day(int minute);

inline constexpr std::array<std::string_view, 7> weekday_words{"monday", "tuesday",  "wednesday", "thursday",
                                                               "friday", "saturday", "sunday"};

struct PlannedHuddle {
    huddle::Instant at;
    int minute = 0;      // as planned, from midnight; this is the time that people see
    std::string layout;  // id; empty: the team's default
    friend bool operator==(const PlannedHuddle&, const PlannedHuddle&) = default;
};

// The first huddle later than `after`, and the last one at or before `at`. None without rules. A time that is
// skipped when the clocks go forward becomes the first instant after the gap. A time that comes twice means
// the first of the two. A day that the zone skips altogether has no huddles. When two rules fall on one
// instant, the earlier one in the list counts. `zone` is as for local_time.
// rules fall on one instant, the earlier one in the list counts. `zone` as for local_time.
std::optional<PlannedHuddle> next_huddle(const Schedule& schedule, huddle::Instant after, const std::string& zone);
std::optional<PlannedHuddle> last_huddle(const Schedule& schedule, huddle::Instant at, const std::string& zone);

// The layout of the nearest planned huddle that begins within the next 60 minutes or began within the last
// 90. Otherwise `usual`.
std::string layout_of_the_hour(const Schedule& schedule, huddle::Instant now, const std::string& zone,
                               const std::string& usual);

}  // namespace hearthside::calendar
