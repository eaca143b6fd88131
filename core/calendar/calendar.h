// SPDX-License-Identifier: Apache-2.0
// Days and times in the team's time zone. Howard Hinnant's date library reads the zones from the system's
// tzdata.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/huddle/types.h"

namespace hearthside::calendar {

struct LocalTime {
    huddle::Day day;
    int hour = 0, minute = 0, second = 0;
};

// `zone` is an IANA name. Empty or unknown means the machine's own zone.
LocalTime local_time(huddle::Instant instant, const std::string& zone);
bool time_zone_exists(const std::string& zone);
// The zones of the system's list ("Europe/London"), sorted, without old second names. Takes some
// milliseconds.
std::vector<std::string> time_zone_names();

// The instant at which the team's clocks show this time on this day. When the clocks change, it is the
// earlier of two such instants, or the first instant after a gap.
huddle::Instant instant_at(huddle::Day day, int hour, int minute, const std::string& zone);

std::string long_date(huddle::Day day);   // Tuesday 14 October
std::string short_date(huddle::Day day);  // Tue 14 October

}  // namespace hearthside::calendar
