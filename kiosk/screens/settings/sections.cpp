// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/settings/sections.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/calendar/calendar.h"
#include "core/text/language.h"
#include "kiosk/screens/settings/editors.h"
#include "kiosk/screens/settings/keeping.h"
#include "kiosk/screens/settings/rows.h"
#include "kiosk/screens/settings/settings.h"
#include "kiosk/screens/settings/time_zone.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::settings {

namespace {

constexpr std::array<double, 3> text_sizes{1.0, 1.15, 1.3};
constexpr int half_an_hour = 30, a_day = 24 * 60;

std::string layout_name(const ui::Ui& ui, const std::string& id) {
    if (id.empty()) return ui.tr("the default huddle");
    for (const ui::KnownLayout& layout : ui.environment.known_layouts)
        if (layout.id == id) return ui.tr(layout.name);
    return id;
}

ui::ButtonLook with_icon(std::string icon_name) {
    return {.kind = ui::ButtonKind::quiet, .icon = std::move(icon_name)};
}

SettingsRow change_row(ui::Ui& ui, SettingsView& view, std::string title, std::string value, std::string name,
                       SettingsView::Text what) {
    if (value.empty()) value = ui.tr("Nothing yet");
    return {std::move(title), std::move(value),
            button_control(ui, std::move(name), ui.tr("Change"), with_icon("pencil"),
                           [&ui, &view, what] { open_text(ui, view, what); })};
}

// On or off, and from when to when.
SettingsRow hours_row(ui::Ui& ui, const std::string& name, std::string title, std::string caption,
                      std::optional<configuration::Hours>& hours) {
    const bool on = hours.has_value();
    SettingsControl control = chips_control(
        ui, {{name + "-off", ui.tr("Off"), !on}, {name + "-on", ui.tr("On"), on}}, [&hours, on](std::size_t which) {
            if ((which == 1) != on)
                hours = which == 1 ? std::optional<configuration::Hours>(configuration::Hours{21 * 60, 7 * 60})
                                   : std::nullopt;
        });
    if (on) {
        // Two equal times would mean no hours, so a step that makes them equal goes one further.
        const auto stepped = [&ui, &name](const char* which, const std::string& words, int& minute, const int& other) {
            return stepper_control(ui, name + which, fmt::format(fmt::runtime(words), calendar::time_of_day(minute)),
                                   true, true, [&minute, &other](int step) {
                                       do minute = (minute + step * half_an_hour + a_day) % a_day;
                                       while (minute == other);
                                   });
        };
        control = column_control(ui, {control, stepped("-from", ui.tr("from {}"), hours->from, hours->until),
                                      stepped("-until", ui.tr("to {}"), hours->until, hours->from)});
    }
    return {std::move(title), std::move(caption), std::move(control)};
}

std::vector<SettingsRow> team_rows(ui::Ui& ui, SettingsView& view) {
    return {team_name_row(ui, view), time_zone_row(ui, view),
            change_row(ui, view, ui.tr("Support card"), view.wanted.support, "change-support",
                       SettingsView::Text::support)};
}

std::vector<SettingsRow> huddle_rows(ui::Ui& ui, SettingsView& view) {
    std::vector<SettingsRow> rows = schedule_rows(ui, view);
    std::vector<SettingsChip> usual, offered;
    auto& wanted = view.wanted;
    const auto is_off = [&wanted](const std::string& id) {
        return std::find(wanted.layouts_off.begin(), wanted.layouts_off.end(), id) != wanted.layouts_off.end();
    };
    for (const ui::KnownLayout& layout : ui.environment.known_layouts) {
        usual.push_back({"usual-" + layout.id, ui.tr(layout.name), layout.id == wanted.layout});
        offered.push_back({"offer-" + layout.id, ui.tr(layout.name), !is_off(layout.id), layout.id != wanted.layout});
    }
    rows.push_back({ui.tr("The default huddle"), ui.tr("Used when nothing else is scheduled."),
                    chips_control(ui, usual, [&ui, &wanted](std::size_t which) {
                        wanted.layout = ui.environment.known_layouts[which].id;
                        std::erase(wanted.layouts_off, wanted.layout);
                    })});
    rows.push_back(
        {ui.tr("Huddles to choose from"), {}, chips_control(ui, offered, [&ui, &wanted, is_off](std::size_t which) {
             const std::string& id = ui.environment.known_layouts[which].id;
             if (is_off(id))
                 std::erase(wanted.layouts_off, id);
             else
                 wanted.layouts_off.push_back(id);
         })});
    return rows;
}

std::vector<SettingsRow> screen_rows(ui::Ui& ui, SettingsView& view) {
    auto& wanted = view.wanted;
    const bool night = wanted.theme == "night";
    std::vector<SettingsRow> rows;
    rows.push_back({ui.tr("Light"),
                    {},
                    chips_control(ui, {{"theme-day", ui.tr("Day"), !night}, {"theme-night", ui.tr("Night"), night}},
                                  [&wanted](std::size_t which) { wanted.theme = which == 0 ? "day" : "night"; })});
    rows.push_back(
        hours_row(ui, "night", ui.tr("Dim automatically"), ui.tr("At these hours, between huddles."), wanted.night));
    rows.push_back(text_size_row(ui, view));
    rows.push_back(languages_row(ui, view));
    if (wanted.languages.size() > 1) rows.push_back(first_language_row(ui, view));
    rows.push_back(
        on_off_row(ui, "reach", ui.tr("Lower down"), ui.tr("Everything within reach from a chair."), wanted.reach));
    rows.push_back(
        on_off_row(ui, "left-handed", ui.tr("Left-handed"), ui.tr("Main buttons on the left."), wanted.left_handed));
    rows.push_back(on_off_row(ui, "reduced-motion", ui.tr("Less motion"), {}, wanted.reduced_motion));
    rows.push_back(on_off_row(ui, "read-aloud", ui.tr("Read prompts aloud"), ui.tr("Where a voice is installed."),
                              wanted.read_aloud));
    const std::string rest =
        wanted.idle_minutes == 0 ? ui.tr("never") : fmt::format(fmt::runtime(ui.tr("{} min")), wanted.idle_minutes);
    rows.push_back(
        number_row(ui, "rest", ui.tr("Sleep after"), rest, wanted.idle_minutes, {0, 2, 5, 10, 15, 20, 30, 60}));
    rows.push_back(number_row(ui, "wipe", ui.tr("Wipe-down takes"),
                              fmt::format(fmt::runtime(ui.tr("{} min")), wanted.wipe_down_minutes),
                              wanted.wipe_down_minutes, {2, 4}));
    rows.push_back(
        {ui.tr("Size of the screen"),
         fmt::format(fmt::runtime(ui.tr("{:.1f} inches. Match it with a bank card.")), wanted.diagonal_inches),
         button_control(ui, "match-card", ui.tr("Match"), with_icon("search"),
                        [&ui, &view] { open_over(ui, view, SettingsView::Over::card); })});
    return rows;
}

std::vector<SettingsRow> sound_rows(ui::Ui& ui, SettingsView& view) {
    std::vector<SettingsRow> rows{
        on_off_row(ui, "sound", ui.tr("A soft chime"), ui.tr("One minute before a round ends, and at its end."),
                   view.wanted.sound),
        hours_row(ui, "quiet", ui.tr("Quiet hours"), ui.tr("No chime at these hours."), view.wanted.quiet)};
    rows.push_back({ui.tr("Test the chime"),
                    {},
                    button_control(ui, "try-sound", ui.tr("Play"), with_icon("play"), [&ui] { ui.try_sound(); })});
    return rows;
}

std::string size_in_words(const ui::Ui& ui, std::uint64_t bytes) {
    const double megabytes = static_cast<double>(bytes) / 1e6;
    if (megabytes >= 1000) return fmt::format(fmt::runtime(ui.tr("{:.1f} GB")), megabytes / 1000);
    return fmt::format(fmt::runtime(ui.tr("{:.1f} MB")), megabytes);
}

// The networks of this kiosk, and the one whose address phones get. A network keeps its name when its address
// changes.
std::vector<SettingsRow> address_rows(ui::Ui& ui, SettingsView& view) {
    const std::vector<ui::KioskAddress>& all = ui.settings()->status().addresses;
    std::vector<SettingsRow> rows;
    std::string& wanted = view.wanted.interface;
    // `bind` was set by hand and stays.
    const bool open = view.wanted.bind.empty();
    const auto usable = std::count_if(all.begin(), all.end(), [](const ui::KioskAddress& one) { return one.usable; });
    if (all.size() < 2 && wanted.empty()) return rows;
    for (const ui::KioskAddress& one : all) {
        SettingsControl control;
        if (open && one.usable && (usable > 1 || !wanted.empty())) {
            control = chips_control(
                ui, {{"address-" + one.interface, ui.tr("Use this"), one.interface == wanted}},
                [&wanted, name = one.interface](std::size_t) { wanted = wanted == name ? std::string() : name; });
        }
        rows.push_back({ui::isolated(ui, one.address + " · " + one.interface),
                        one.in_code ? ui.tr("The code holds this address.") : ui.tr(one.reason), std::move(control)});
    }
    if (open && !wanted.empty()) {
        rows.push_back({ui.tr("Network for phones"),
                        {},
                        button_control(ui, "address-automatic", ui.tr("Choose automatically"), with_icon("loop"),
                                       [&wanted] { wanted.clear(); })});
    }
    return rows;
}

std::vector<SettingsRow> status_rows(ui::Ui& ui, SettingsView& view) {
    const ui::KioskStatus& status = ui.settings()->status();
    // Values that change while people look at them.
    if (status.checking && view.status_asked + huddle::Milliseconds(1'000) <= ui.now) {
        view.status_asked = ui.now;
        ui.settings()->look_at_status();
    }
    if (status.checking) ui.wake_at(ui.now + huddle::Milliseconds(1'000));
    const auto row = [&ui](std::string title, std::string text, std::string caption = {}) {
        return SettingsRow{std::move(title), std::move(caption), words_control(ui, std::move(text))};
    };
    std::string backup = ui.tr("None yet");
    if (status.last_backup) {
        const calendar::LocalTime local = calendar::local_time(*status.last_backup, view.wanted.time_zone);
        backup = fmt::format("{}, {}", ui::near_day_text(ui, local.day, ui.environment.today),
                             ui::hour_text(local.hour, local.minute));
    }
    std::vector<SettingsRow> rows;
    rows.push_back(phone_test_row(ui, view));
    for (SettingsRow& address : address_rows(ui, view)) rows.push_back(std::move(address));
    rows.push_back(row(ui.tr("Free space"), size_in_words(ui, status.disk_free_bytes)));
    rows.push_back(row(ui.tr("The team’s record"), size_in_words(ui, status.database_bytes),
                       status.checking ? fmt::format(fmt::runtime(ui.tr("Checking the record: {} %")), *status.checking)
                                       : std::string()));
    rows.push_back(row(ui.tr("Newest backup"), ui::capitalised(backup),
                       status.backup_failed ? ui.tr("It is older than it should be.") : std::string()));
    if (!status.second_backup_folder.empty()) {
        std::string second = ui.tr("None yet");
        if (status.second_backup) {
            const calendar::LocalTime local = calendar::local_time(*status.second_backup, view.wanted.time_zone);
            second = fmt::format("{}, {}", ui::near_day_text(ui, local.day, ui.environment.today),
                                 ui::hour_text(local.hour, local.minute));
        }
        rows.push_back(row(ui.tr("Backup in a second place"), ui::capitalised(second),
                           status.second_backup_trouble.empty() ? ui::breakable_address(status.second_backup_folder)
                                                                : ui.tr(status.second_backup_trouble)));
    }
    rows.push_back(
        row(ui.tr("Review in a browser"),
            status.review_address.empty() ? ui.tr("Not available") : ui::breakable_address(status.review_address),
            status.review_address.empty() ? ui.tr("Another program uses its port.") : std::string()));
    if (!status.certificate_fingerprint.empty())
        rows.push_back({ui.tr("Certificate’s fingerprint"), status.certificate_fingerprint});
    rows.push_back(row(ui.tr("Version"), status.version));
    rows.push_back(row(ui.tr("Data folder"), ui::breakable_address(status.data_folder)));
    return rows;
}

std::string plan_in_words(const ui::Ui& ui, const calendar::Schedule& schedule) {
    if (schedule.empty()) return ui.tr("No times yet");
    std::string text;
    for (std::size_t i = 0; i < schedule.size() && i < 4; ++i)
        text += (i > 0 ? ", " : "") + calendar::time_of_day(schedule[i].minute);
    return schedule.size() > 4 ? text + " …" : text;
}

}  // namespace

SettingsRow team_name_row(ui::Ui& ui, SettingsView& view) {
    return change_row(ui, view, ui.tr("Team’s name"), view.wanted.team, "change-team", SettingsView::Text::team);
}

SettingsRow time_zone_row(ui::Ui& ui, SettingsView& view) {
    const std::string& zone = view.wanted.time_zone;
    const std::string now = ui::hour_text(ui.environment.hour, ui.environment.minute);
    return {ui.tr("Time zone"),
            zone.empty() ? fmt::format(fmt::runtime(ui.tr("This computer’s time zone ({} now)")), now)
                         : fmt::format(fmt::runtime(ui.tr("{city} ({time} now)")), fmt::arg("city", city_of(zone)),
                                       fmt::arg("time", now)),
            button_control(ui, "change-zone", ui.tr("Change"), with_icon("globe"),
                           [&ui, &view] { open_over(ui, view, SettingsView::Over::time_zone); })};
}

SettingsRow languages_row(ui::Ui& ui, SettingsView& view) {
    auto& languages = view.wanted.languages;
    const auto is_on = [&languages](const std::string& id) {
        return std::find(languages.begin(), languages.end(), id) != languages.end();
    };
    std::vector<SettingsChip> chips;
    for (const text::LanguageDetails& language : text::known_languages())
        chips.push_back({"language-" + language.id, language.name, is_on(language.id),
                         !is_on(language.id) || languages.size() > 1});
    return {ui.tr("Languages"), ui.tr("On the screen and on phones."),
            chips_control(ui, chips, [&languages, is_on](std::size_t which) {
                const std::string& id = text::known_languages()[which].id;
                if (is_on(id))
                    std::erase(languages, id);
                else
                    languages.push_back(id);
            })};
}

SettingsRow first_language_row(ui::Ui& ui, SettingsView& view) {
    auto& languages = view.wanted.languages;
    std::vector<SettingsChip> chips;
    std::vector<std::string> ids;
    for (const text::LanguageDetails& language : text::known_languages()) {
        if (std::find(languages.begin(), languages.end(), language.id) == languages.end()) continue;
        chips.push_back({"first-" + language.id, language.name, language.id == languages.front()});
        ids.push_back(language.id);
    }
    return {ui.tr("Shown first"), {}, chips_control(ui, chips, [&languages, ids](std::size_t which) {
                const std::string id = ids[which];
                std::erase(languages, id);
                languages.insert(languages.begin(), id);
            })};
}

SettingsRow text_size_row(ui::Ui& ui, SettingsView& view) {
    auto& size = view.wanted.text_size;
    return {ui.tr("Text size"),
            {},
            chips_control(ui,
                          {{"text-normal", ui.tr("Normal"), size < 1.1},
                           {"text-large", ui.tr("Large"), size > 1.1 && size < 1.2},
                           {"text-largest", ui.tr("Largest"), size > 1.2}},
                          [&size](std::size_t which) { size = text_sizes[which]; })};
}

std::vector<SettingsRow> schedule_rows(ui::Ui& ui, SettingsView& view) {
    std::vector<SettingsRow> rows;
    auto& schedule = view.wanted.schedule;
    const auto edit = [&ui, &view](std::size_t which) {
        view.rule = which;
        open_over(ui, view, SettingsView::Over::rule);
    };
    for (std::size_t i = 0; i < schedule.size(); ++i) {
        rows.push_back({calendar::time_of_day(schedule[i].minute),
                        fmt::format("{}, {}", days_in_words(ui, schedule[i]), layout_name(ui, schedule[i].layout)),
                        button_control(ui, "rule-" + std::to_string(i), ui.tr("Change"), with_icon("pencil"),
                                       [edit, i] { edit(i); })});
    }
    rows.push_back({schedule.empty() ? ui.tr("No times yet") : std::string(),
                    schedule.empty() ? ui.tr("Home won’t show a next huddle.") : std::string(),
                    button_control(ui, "add-time", ui.tr("Add a time"), with_icon("plus"), [edit, &schedule] {
                        schedule.push_back({.minute = 7 * 60 + 30});
                        edit(schedule.size() - 1);
                    })});
    return rows;
}

std::vector<SettingsRow> wifi_rows(ui::Ui& ui, SettingsView& view) {
    configuration::WifiNetwork& wifi = view.wifi;
    std::vector<SettingsRow> rows;
    rows.push_back(
        change_row(ui, view, ui.tr("Wi-Fi’s name"), wifi.name, "change-wifi-name", SettingsView::Text::wifi_name));
    if (wifi.name.empty()) return rows;
    rows.push_back(
        {ui.tr("Password"),
         {},
         chips_control(
             ui, {{"wifi-wpa", ui.tr("With a password"), !wifi.open}, {"wifi-open", ui.tr("Open to all"), wifi.open}},
             [&wifi](std::size_t which) { wifi.open = which == 1; })});
    if (!wifi.open) {
        const bool fits = configuration::is_wifi_password(wifi.password);
        rows.push_back(change_row(
            ui, view, fits ? wifi.password : ui.tr("Which password?"),
            fits ? ui.tr("Anybody who scans the code can use it.") : ui.tr("8 to 63 letters, digits and signs."),
            "change-wifi-password", SettingsView::Text::wifi_password));
    }
    rows.push_back(on_off_row(ui, "wifi-hidden", ui.tr("Hidden network"), {}, wifi.hidden));
    const std::string code = configuration::wifi_code(view.wanted.wifi);
    if (!code.empty()) {
        const float side = ui.theme.component("qr_small").code;
        rows.push_back({ui.tr("1. Join the Wi-Fi"),
                        ui.tr("Phones scan this code once."),
                        {.width = side,
                         .height = [side](float) { return side; },
                         .draw =
                             [&ui, code, side](const ui::Rect& rect) {
                                 ui::qr_code(ui, {rect.x, rect.y, std::min(side, rect.w), side}, code,
                                             ui.theme.component("qr_small").module);
                             }}});
    }
    return rows;
}

SettingsRow phone_test_row(ui::Ui& ui, SettingsView& view) {
    const bool waiting = view.testing != 0;
    const std::string address = ui.environment.address.empty() ? ui.tr("No address yet") : ui.environment.address;
    std::string answer =
        view.test_answer.empty() ? ui::breakable_address(address.substr(0, address.find('/'))) : view.test_answer;
    if (waiting) answer = ui.tr("Checking the address…");
    return {ui.tr("Phones reach this kiosk at"), answer,
            button_control(ui, "test-phones", ui.tr("Test"),
                           {.kind = ui::ButtonKind::quiet, .icon = "loop", .enabled = !waiting}, [&ui, &view] {
                               view.test_answer.clear();
                               view.testing = ui.settings()->test_phones();
                           })};
}

std::vector<SettingsRow> passcode_rows(ui::Ui& ui, SettingsView& view) {
    ui::SettingsService* service = ui.settings();
    std::vector<SettingsRow> rows;
    const bool set = service->has_passcode();
    rows.push_back(
        {set ? ui.tr("A passcode is set") : ui.tr("No passcode yet"),
         set ? ui.tr("Settings and review ask for it.") : ui.tr("Everybody at this screen can change settings."),
         button_control(ui, "change-passcode", set ? ui.tr("Change") : ui.tr("Choose one"), with_icon("lock"),
                        [&ui, &view] { open_over(ui, view, SettingsView::Over::new_passcode); })});
    if (set) {
        rows.push_back({ui.tr("Remove the passcode"),
                        {},
                        button_control(ui, "remove-passcode", ui.tr("Remove"), with_icon("close"),
                                       [&view, service] { view.removing = service->remove_passcode(); })});
    }
    return rows;
}

std::vector<SettingsRow> section_rows(ui::Ui& ui, SettingsView& view, SettingsSection section) {
    switch (section) {
        case SettingsSection::menu:
            return {};
        case SettingsSection::team:
            return team_rows(ui, view);
        case SettingsSection::huddles:
            return huddle_rows(ui, view);
        case SettingsSection::screen:
            return screen_rows(ui, view);
        case SettingsSection::sound:
            return sound_rows(ui, view);
        case SettingsSection::phones: {
            std::vector<SettingsRow> rows = wifi_rows(ui, view);
            rows.push_back(phone_test_row(ui, view));
            return rows;
        }
        case SettingsSection::passcode:
            return passcode_rows(ui, view);
        case SettingsSection::keeping:
            return kept_rows(ui, view);
        case SettingsSection::status:
            return status_rows(ui, view);
    }
    return {};
}

SectionWords section_words(ui::Ui& ui, const SettingsView& view, SettingsSection section) {
    const configuration::Configuration& wanted = view.wanted;
    switch (section) {
        case SettingsSection::menu:
            return {"", ui.tr("Settings"), {}, "settings"};
        case SettingsSection::team:
            return {"section-team", ui.tr("Team"), wanted.team, "people"};
        case SettingsSection::huddles:
            return {"section-huddles", ui.tr("Huddles"), plan_in_words(ui, wanted.schedule), "calendar"};
        case SettingsSection::screen:
            return {"section-screen", ui.tr("Screen"), ui.tr("Light, text, languages, size"), "sun"};
        case SettingsSection::sound:
            return {"section-sound", ui.tr("Sound"), wanted.sound ? ui.tr("A soft chime") : ui.tr("Silent"), "sound"};
        case SettingsSection::phones:
            return {"section-phones", ui.tr("Phones and Wi-Fi"),
                    wanted.wifi.name.empty() ? ui.tr("No Wi-Fi code yet") : wanted.wifi.name, "wifi"};
        case SettingsSection::passcode:
            return {"section-passcode", ui.tr("Passcode"),
                    ui.settings()->has_passcode() ? ui.tr("Set") : ui.tr("None yet"), "lock"};
        case SettingsSection::keeping:
            return {"section-keeping", ui.tr("What is kept"),
                    wanted.retention.hold ? ui.tr("Everything, for now") : ui.tr("How long, and what goes next"),
                    "calendar"};
        case SettingsSection::status:
            return {"section-status", ui.tr("Status"), ui.tr("Disk, backup, address, version"), "heart"};
    }
    return {};
}

}  // namespace hearthside::screens::settings
