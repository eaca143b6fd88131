// SPDX-License-Identifier: Apache-2.0
#include "core/calendar/calendar.h"

#include <date/tz.h>

#include <algorithm>
#include <array>

namespace hearthside::calendar {

namespace {

constexpr std::array<std::string_view, 7> weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                   "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};

// The list also has countries, abbreviations and offsets. Most of them are older names of the same zones.
constexpr std::array<std::string_view, 10> regions{"Africa",   "America",   "Antarctica", "Arctic", "Asia",
                                                   "Atlantic", "Australia", "Europe",     "Indian", "Pacific"};

// The library throws when the system has no time zones at all. The kiosk then uses UTC.
const date::time_zone* zone_by_name(const std::string& zone) {
    try {
        if (!zone.empty()) return date::locate_zone(zone);
    } catch (const std::exception&) {
    }
    try {
        return date::current_zone();
    } catch (const std::exception&) {
        return nullptr;
    }
}

std::string date_text(huddle::Day day, bool whole_weekday) {
    const std::chrono::year_month_day parts{day};
    std::string text(weekdays[std::chrono::weekday{day}.c_encoding()]);
    if (!whole_weekday) text.resize(3);
    text += ' ';
    text += std::to_string(static_cast<unsigned>(parts.day()));
    text += ' ';
    text += months[static_cast<unsigned>(parts.month()) - 1];
    return text;
}

}  // namespace

LocalTime local_time(huddle::Instant instant, const std::string& zone) {
    huddle::Milliseconds offset{0};
    if (const date::time_zone* place = zone_by_name(zone)) {
        try {
            offset = place->get_info(std::chrono::floor<huddle::Seconds>(instant)).offset;
        } catch (const std::exception&) {
        }
    }
    const huddle::Instant local = instant + offset;
    LocalTime time;
    time.day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::hh_mm_ss clock{local - huddle::Instant(time.day)};
    time.hour = static_cast<int>(clock.hours().count());
    time.minute = static_cast<int>(clock.minutes().count());
    time.second = static_cast<int>(clock.seconds().count());
    return time;
}

huddle::Instant instant_at(huddle::Day day, int hour, int minute, const std::string& zone) {
    const huddle::Instant as_if_utc = huddle::Instant(day) + std::chrono::hours(hour) + std::chrono::minutes(minute);
    if (const date::time_zone* place = zone_by_name(zone)) {
        try {
            const date::local_time<huddle::Milliseconds> local{as_if_utc.time_since_epoch()};
            return place->to_sys(local, date::choose::earliest);
        } catch (const std::exception&) {
        }
    }
    return as_if_utc;
}

bool time_zone_exists(const std::string& zone) {
    try {
        return date::locate_zone(zone) != nullptr;
    } catch (const std::exception&) {
        return false;
    }
}

std::vector<std::string> time_zone_names() {
    std::vector<std::string> names;
    try {
        for (const date::time_zone& zone : date::get_tzdb().zones) {
            const std::string& name = zone.name();
            const bool place = std::any_of(regions.begin(), regions.end(), [&](std::string_view region) {
                return name.starts_with(region) && name.size() > region.size() && name[region.size()] == '/';
            });
            if (place || name == "Etc/UTC") names.push_back(name);
        }
    } catch (const std::exception&) {
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::string long_date(huddle::Day day) { return date_text(day, true); }

std::string short_date(huddle::Day day) { return date_text(day, false); }

}  // namespace hearthside::calendar
