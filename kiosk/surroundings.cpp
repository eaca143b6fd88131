#include "kiosk/surroundings.h"

#include <cstdio>

#include "core/calendar.h"

namespace hearthside {

namespace {

constexpr int minutes_in_a_day = 24 * 60;

// Minutes from midnight of "07:30".
std::optional<int> minutes_of(const std::string& time) {
    int hour = 0, minute = 0;
    char rest = 0;
    if (std::sscanf(time.c_str(), "%2d:%2d%c", &hour, &minute, &rest) != 2) return std::nullopt;
    return hour * 60 + minute;
}

}  // namespace

Surroundings surroundings_of(const Configuration& configuration, const LayoutLibrary& library) {
    Surroundings around;
    around.team = configuration.team;
    around.roles = configuration.roles;
    around.keyboards = configuration.keyboards;
    around.layout_id = configuration.layout;
    around.idle_minutes = configuration.idle_minutes;
    around.wipe_down_minutes = configuration.wipe_down_minutes;
    around.support = configuration.support;
    for (const LayoutLibrary::Entry& entry : library.entries) around.layouts.push_back(entry.layout);
    return around;
}

void look_at_the_clock(Surroundings& around, const Configuration& configuration, Instant wall) {
    const LocalTime local = local_time(wall, configuration.time_zone);
    around.today = local.day;
    around.hour = local.hour;
    around.minute = local.minute;
    around.minutes_to_next = -1;
    around.next_time.clear();
    const int now = around.hour * 60 + around.minute;
    if (configuration.night) around.night = configuration.night->hold(now);
    for (const std::string& time : configuration.times) {
        const std::optional<int> at = minutes_of(time);
        if (!at) continue;
        const int left = (*at - now + minutes_in_a_day) % minutes_in_a_day;
        if (around.minutes_to_next >= 0 && left >= around.minutes_to_next) continue;
        around.minutes_to_next = left;
        around.next_time = time;
    }
}

}  // namespace hearthside
