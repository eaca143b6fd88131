// What the settings' screens share: the sections' rows, and the screens that stand over a section to write
// or choose one thing. For the settings' files only.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/settings/settings.h"
#include "kiosk/screens/settings/settings_rows.h"

namespace hearthside {

using SettingsSection = SettingsView::Section;

struct SectionWords {
    std::string name, title, caption, icon;
};
SectionWords section_words(Ui& ui, const SettingsView& view, SettingsSection section);
std::vector<SettingsRow> section_rows(Ui& ui, SettingsView& view, SettingsSection section);

// The rows of one thing each, also for the first start.
SettingsRow team_name_row(Ui& ui, SettingsView& view);
SettingsRow time_zone_row(Ui& ui, SettingsView& view);
SettingsRow languages_row(Ui& ui, SettingsView& view);
SettingsRow first_language_row(Ui& ui, SettingsView& view);
SettingsRow text_size_row(Ui& ui, SettingsView& view);
std::vector<SettingsRow> schedule_rows(Ui& ui, SettingsView& view);
std::vector<SettingsRow> wifi_rows(Ui& ui, SettingsView& view);
std::vector<SettingsRow> passcode_rows(Ui& ui, SettingsView& view);
SettingsRow phone_test_row(Ui& ui, SettingsView& view);

// The bar at the top: a way back, the title, and how the saving stands. Returns whether back was tapped;
// `room` is what is left free below it.
bool draw_settings_top(Ui& ui, SettingsView& view, const std::string& title, const std::string& back,
                       Rect& room);

// What stands over a section; closes itself when it is done.
void draw_settings_over(Ui& ui, SettingsView& view);
void close_settings_over(Ui& ui, SettingsView& view);
void draw_time_zone(Ui& ui, SettingsView& view);
std::string trimmed(std::string text);
void open_text(Ui& ui, SettingsView& view, SettingsView::Text what);
void open_over(Ui& ui, SettingsView& view, SettingsView::Over over);
// The card's outline with its buttons; true when it matches.
bool draw_card(Ui& ui, SettingsView& view, const Rect& room);

void wipe_secrets(SettingsView& view);

SettingsRow on_off_row(Ui& ui, std::string name, std::string title, std::string caption, bool& on);
// A number that goes through `steps`, which are sorted.
SettingsRow number_row(Ui& ui, std::string name, std::string title, std::string value, int& number, std::vector<int> steps);

// How long things are kept, and what goes next; and one line of that.
std::vector<SettingsRow> kept_rows(Ui& ui, SettingsView& view);
std::string going_in_words(const Ui& ui, const Going& going);

std::string days_in_words(const Ui& ui, const HuddleRule& rule);
std::string city_of(const std::string& zone);  // "New York" of America/New_York

}  // namespace hearthside
