// SPDX-License-Identifier: Apache-2.0
#include "kiosk/environment.h"

#include <algorithm>

#include "core/calendar/calendar.h"
#include "core/calendar/schedule.h"
#include "core/files/folders.h"
#include "core/text/language.h"
#include "core/text/note_text.h"

namespace hearthside {

void offer_languages(ui::Environment& environment, const std::vector<std::string>& ids) {
    // The catalogues never change, and each is read when one of its texts is first needed.
    static const text::Languages catalogues(files::locale_folder());
    environment.catalogues = &catalogues;
    environment.languages.clear();
    for (const std::string& id : ids) {
        const text::Language& language = catalogues.of(id);
        environment.languages.push_back({language.id(), language.name(), language.right_to_left()});
    }
    environment.language = environment.languages.front().id;
}

ui::Environment environment_of(const configuration::Configuration& configuration,
                               const layout_file::LayoutLibrary& library) {
    ui::Environment environment;
    environment.team = configuration.team;
    environment.team_is_named = configuration.team != configuration::Configuration{}.team;
    for (const std::string& role : configuration.roles) {
        if (auto text = text::clean_note_text(role)) environment.roles.push_back(*std::move(text));
    }
    environment.keyboards = configuration.keyboards;
    offer_languages(environment, configuration.languages);
    environment.layout_id = configuration.layout;
    environment.idle_minutes = configuration.idle_minutes;
    environment.wipe_down_minutes = configuration.wipe_down_minutes;
    environment.support = configuration.support;
    environment.wifi_code = configuration::wifi_code(configuration.wifi);
    environment.wifi_name = configuration.wifi.name;
    environment.left_handed = configuration.left_handed;
    environment.reduced_motion = configuration.reduced_motion;
    const std::vector<std::string>& off = configuration.layouts_off;
    for (const layout_file::LayoutLibrary::Entry& entry : library.entries) {
        const std::string& id = entry.layout.id;
        environment.known_layouts.push_back({id, entry.layout.name});
        // The default layout stays on offer, even when it is switched off.
        if (id == configuration.layout || std::find(off.begin(), off.end(), id) == off.end())
            environment.layouts.push_back(entry.layout);
    }
    return environment;
}

void look_at_the_clock(ui::Environment& environment, const configuration::Configuration& configuration,
                       huddle::Instant wall) {
    const calendar::LocalTime local = calendar::local_time(wall, configuration.time_zone);
    // Frames are more frequent than minutes.
    if (environment.today == local.day && environment.hour == local.hour && environment.minute == local.minute) return;
    environment.today = local.day;
    environment.hour = local.hour;
    environment.minute = local.minute;
    environment.minutes_to_next = -1;
    environment.next_time.clear();
    environment.next_day.reset();
    if (configuration.night) environment.night = configuration.night->hold(environment.hour * 60 + environment.minute);
    // A huddle counts as the next one until the end of its own minute.
    const huddle::Instant minute = std::chrono::floor<std::chrono::minutes>(wall);
    if (const auto next =
            calendar::next_huddle(configuration.schedule, minute - huddle::Milliseconds(1), configuration.time_zone)) {
        environment.minutes_to_next =
            static_cast<int>(std::chrono::floor<std::chrono::minutes>(next->at - minute).count());
        environment.next_time = calendar::time_of_day(next->minute);
        environment.next_day = calendar::local_time(next->at, configuration.time_zone).day;
    }
    // A schedule whose layout is no longer offered starts the default layout.
    const std::string layout =
        calendar::layout_of_the_hour(configuration.schedule, wall, configuration.time_zone, configuration.layout);
    const bool offered = std::any_of(environment.layouts.begin(), environment.layouts.end(),
                                     [&](const huddle::Layout& there) { return there.id == layout; });
    environment.layout_id = offered ? layout : configuration.layout;
}

}  // namespace hearthside
