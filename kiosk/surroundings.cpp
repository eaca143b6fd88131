#include "kiosk/surroundings.h"

#include <algorithm>

#include "core/calendar/calendar.h"
#include "core/files/folders.h"
#include "core/text/language.h"
#include "core/calendar/schedule.h"

namespace hearthside {

void offer_languages(Surroundings& around, const std::vector<std::string>& ids) {
    // They never change, and reading one waits until a text of it is asked for.
    static const Languages catalogues(locale_folder());
    around.catalogues = &catalogues;
    around.languages.clear();
    for (const std::string& id : ids) {
        const Language& language = catalogues.of(id);
        around.languages.push_back({language.id(), language.name(), language.right_to_left()});
    }
    around.language = around.languages.front().id;
}

Surroundings surroundings_of(const Configuration& configuration, const LayoutLibrary& library) {
    Surroundings around;
    around.team = configuration.team;
    around.roles = configuration.roles;
    around.keyboards = configuration.keyboards;
    offer_languages(around, configuration.languages);
    around.layout_id = configuration.layout;
    around.idle_minutes = configuration.idle_minutes;
    around.wipe_down_minutes = configuration.wipe_down_minutes;
    around.support = configuration.support;
    around.wifi_code = wifi_code(configuration.wifi);
    around.wifi_name = configuration.wifi.name;
    around.left_handed = configuration.left_handed;
    around.reduced_motion = configuration.reduced_motion;
    const std::vector<std::string>& off = configuration.layouts_off;
    for (const LayoutLibrary::Entry& entry : library.entries) {
        const std::string& id = entry.layout.id;
        around.known_layouts.push_back({id, entry.layout.name});
        // The one that starts by itself stays on offer, whatever is switched off.
        if (id == configuration.layout || std::find(off.begin(), off.end(), id) == off.end())
            around.layouts.push_back(entry.layout);
    }
    return around;
}

void look_at_the_clock(Surroundings& around, const Configuration& configuration, Instant wall) {
    const LocalTime local = local_time(wall, configuration.time_zone);
    // Frames come more often than minutes.
    if (around.today == local.day && around.hour == local.hour && around.minute == local.minute) return;
    around.today = local.day;
    around.hour = local.hour;
    around.minute = local.minute;
    around.minutes_to_next = -1;
    around.next_time.clear();
    around.next_day.reset();
    if (configuration.night) around.night = configuration.night->hold(around.hour * 60 + around.minute);
    // A huddle is still the next one for the whole of its own minute.
    const Instant minute = std::chrono::floor<std::chrono::minutes>(wall);
    if (const auto next = next_huddle(configuration.schedule, minute - Milliseconds(1), configuration.time_zone)) {
        around.minutes_to_next =
            static_cast<int>(std::chrono::floor<std::chrono::minutes>(next->at - minute).count());
        around.next_time = time_of_day(next->minute);
        if (next->at - wall >= std::chrono::hours(24))
            around.next_day = local_time(next->at, configuration.time_zone).day;
    }
    // A plan that names a layout which is no longer offered starts the usual one.
    const std::string layout =
        layout_of_the_hour(configuration.schedule, wall, configuration.time_zone, configuration.layout);
    const bool offered = std::any_of(around.layouts.begin(), around.layouts.end(),
                                     [&](const Layout& there) { return there.id == layout; });
    around.layout_id = offered ? layout : configuration.layout;
}

}  // namespace hearthside
