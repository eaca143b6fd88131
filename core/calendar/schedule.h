// When a team's huddles are: rules of days and times, and which huddle comes next or is nearest at
// an instant, also on the days when the clocks change. Knows no huddle, no file and no clock.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/calendar/calendar.h"
#include "core/huddle/types.h"

namespace hearthside {

// One line of the plan: at this time of these days there is a huddle of this layout.
struct HuddleRule {
    std::array<bool, 7> days{true, true, true, true, true, true, true};  // Monday first
    int minute = 0;                                                      // from midnight, 0 to 1439
    std::string layout;                                                  // id; empty: the team's usual one

    bool every_day() const;
    friend auto operator<=>(const HuddleRule&, const HuddleRule&) = default;
};
using Schedule = std::vector<HuddleRule>;

// The order in which a schedule is kept, each rule once: by time, then by day, Monday first.
void tidy(Schedule& schedule);

// "07:30" <-> 450. Hours and minutes have two digits each.
std::optional<int> minute_of_day(std::string_view text);
std::string time_of_day(int minute);

inline constexpr std::array<std::string_view, 7> weekday_words{"monday", "tuesday",  "wednesday", "thursday",
                                                               "friday", "saturday", "sunday"};

struct PlannedHuddle {
    Instant at;
    int minute = 0;      // what the plan says, from midnight: what people know the huddle by
    std::string layout;  // id; empty: the team's usual one
    friend bool operator==(const PlannedHuddle&, const PlannedHuddle&) = default;
};

// The first huddle later than `after`, and the last one at or before `at`; none without rules. A time
// that a day leaves out when the clocks go forward is its first instant after the gap, one that comes
// twice is the first of the two, and a day that a place leaves out altogether has no huddles. When two
// rules fall on one instant, the earlier one in the list counts. `zone` as for local_time.
std::optional<PlannedHuddle> next_huddle(const Schedule& schedule, Instant after, const std::string& zone);
std::optional<PlannedHuddle> last_huddle(const Schedule& schedule, Instant at, const std::string& zone);

// The layout of the hour: that of the nearest planned huddle which begins within the next 60 minutes or
// began within the last 90; else `usual`.
std::string layout_of_the_hour(const Schedule& schedule, Instant now, const std::string& zone,
                               const std::string& usual);

}  // namespace hearthside
