// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/settings/time_zone.h"

#include <algorithm>

#include "kiosk/screens/settings/editors.h"
#include "kiosk/screens/settings/rows.h"
#include "kiosk/screens/settings/settings.h"
#include "kiosk/screens/settings/top_bar.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"

namespace hearthside::screens::settings {

namespace {

// The regions of the time zone list, with the names that people use.
constexpr std::pair<std::string_view, const char*> regions[] = {{"Africa", text::translatable("Africa")},
                                                                {"America", text::translatable("America")},
                                                                {"Antarctica", text::translatable("Antarctica")},
                                                                {"Arctic", text::translatable("Arctic")},
                                                                {"Asia", text::translatable("Asia")},
                                                                {"Atlantic", text::translatable("Atlantic")},
                                                                {"Australia", text::translatable("Australia")},
                                                                {"Europe", text::translatable("Europe")},
                                                                {"Indian", text::translatable("Indian Ocean")},
                                                                {"Pacific", text::translatable("Pacific")},
                                                                {"Etc", "UTC"}};

std::string name_of_region(const ui::Ui& ui, const std::string& region) {
    for (const auto& [id, name] : regions) {
        if (region == id) return ui.tr(name);
    }
    return region;
}

std::string lower(std::string text) {
    for (char& letter : text) {
        if (letter == '_') letter = ' ';
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return text;
}

std::vector<SettingsChoice> zone_choices(ui::Ui& ui, const SettingsView& view, std::vector<std::string>& zones) {
    std::vector<SettingsChoice> choices;
    const std::vector<std::string>& all = ui.settings()->time_zones();
    const std::string query = lower(trimmed(view.field.text()));
    if (query.empty() && view.region.empty()) {
        for (const std::string& zone : all) {
            const std::string region = zone.substr(0, zone.find('/'));
            if (!zones.empty() && zones.back() == region) continue;
            zones.push_back(region);
            choices.push_back({"region-" + region,
                               name_of_region(ui, region),
                               {},
                               {},
                               view.wanted.time_zone.starts_with(region + "/")});
        }
        return choices;
    }
    for (const std::string& zone : all) {
        if (query.empty() ? !zone.starts_with(view.region + "/") : lower(zone).find(query) == std::string::npos)
            continue;
        zones.push_back(zone);
        choices.push_back({"zone-" + zone,
                           query.empty() ? city_of(zone) : city_of(zone) + " · " + zone.substr(0, zone.find('/')),
                           {},
                           {},
                           zone == view.wanted.time_zone});
    }
    return choices;
}

}  // namespace

void draw_time_zone(ui::Ui& ui, SettingsView& view) {
    const auto& theme = ui.theme;
    ui::Rect room;
    const bool in_region = !view.region.empty();
    if (draw_settings_top(ui, view, in_region ? name_of_region(ui, view.region) : ui.tr("Where is the team?"),
                          in_region ? ui.tr("Back") : ui.tr("Cancel"), room)) {
        if (!in_region) return close_settings_over(ui, view);
        view.region.clear();
        view.page = 0;
        return ui.wake_at(ui.now);
    }
    std::vector<ui::KeyPress> presses;
    bool done = false;
    if (view.searching) presses = frame::type_on_keyboard(ui, view.keyboard, room, done);
    for (const ui::KeyPress& press : presses)
        done = done || press.kind == ui::KeyPress::Kind::escape || press.kind == ui::KeyPress::Kind::enter;
    const float tall = std::max(ui::button_height(ui, ui::ButtonKind::ordinary), theme.touch.floor);
    const std::string own = ui.tr("This computer’s own");
    const float wide = ui::button_width(ui, own, {.kind = ui::ButtonKind::quiet});
    const ui::Rect field{room.x, room.y, room.w - wide - theme.space.m, tall};
    ui::card(ui, field);
    ui::outline(ui, field, view.searching ? theme.colours.primary : theme.colours.control_line, theme.radius.card,
                theme.line.control);
    text::TextStyle style = theme.text("body");
    const ui::TextFieldAnswer answer =
        ui::draw_text_field(ui, "search-zone", field, view.field,
                            {.style = style,
                             .caret = theme.colours.primary,
                             .placeholder = ui.tr("Search for a city"),
                             .active = view.searching,
                             .new_lines = false,
                             .pad_x = theme.space.l,
                             .pad_y = std::max(0.0f, (tall - ui::line_height(style)) / 2)},
                            presses);
    if (answer.tapped) view.searching = true;
    if (answer.changed) view.page = 0;
    if (done) view.searching = false;
    if (ui::button(ui, "own-zone", {field.right() + theme.space.m, room.y, wide, tall}, own,
                   {.kind = ui::ButtonKind::quiet,
                    .filled = view.wanted.time_zone.empty() ? std::optional<bool>(true) : std::nullopt})) {
        view.wanted.time_zone.clear();
        return close_settings_over(ui, view);
    }
    std::vector<std::string> zones;
    const std::vector<SettingsChoice> choices = zone_choices(ui, view, zones);
    const ui::Rect rest{room.x, field.bottom() + theme.space.m, room.w, room.bottom() - field.bottom() - theme.space.m};
    if (choices.empty()) {
        ui::label(ui, rest, ui.tr("No place of that name. Try the nearest large city."),
                  theme.text("body", theme.colours.ink_soft), {.align = text::TextAlign::centre, .lines = 2});
        return;
    }
    const int tapped = draw_settings_choices(ui, rest, choices, view.page, theme.px(0.36));
    if (tapped < 0) return;
    const std::string& chosen = zones[static_cast<std::size_t>(tapped)];
    if (chosen == "Etc") {
        view.wanted.time_zone = "Etc/UTC";
        return close_settings_over(ui, view);
    }
    if (chosen.find('/') == std::string::npos) {
        view.region = chosen;
        view.page = 0;
        return ui.wake_at(ui.now);
    }
    view.wanted.time_zone = chosen;
    close_settings_over(ui, view);
}

std::string city_of(const std::string& zone) {
    std::string city = zone.substr(zone.find('/') + 1);
    std::replace(city.begin(), city.end(), '_', ' ');
    return city;
}

}  // namespace hearthside::screens::settings
