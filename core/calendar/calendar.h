// Days and hours at the team's place: time zones by Howard Hinnant's date library, which reads the
// system's tzdata.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/huddle/types.h"

namespace hearthside {

struct LocalTime {
    Day day;
    int hour = 0, minute = 0, second = 0;
};

// `zone` is an IANA name; empty or unknown is the machine's own zone.
LocalTime local_time(Instant instant, const std::string& zone);
bool time_zone_exists(const std::string& zone);
// Places of the system's list ("Europe/London"), sorted; without its old second names. Some ms.
std::vector<std::string> time_zone_names();

// The instant at which the team's clocks show this time of this day; the earlier one of two, and
// the first one after a gap, when the clocks change.
Instant instant_at(Day day, int hour, int minute, const std::string& zone);

std::string long_date(Day day);   // Tuesday 14 October
std::string short_date(Day day);  // Tue 14 October

}  // namespace hearthside
