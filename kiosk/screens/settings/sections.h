// SPDX-License-Identifier: Apache-2.0
// The rows of each section of the settings. The first start uses some of the same rows.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/settings/rows.h"
#include "kiosk/screens/settings/settings.h"

namespace hearthside::screens::settings {

using SettingsSection = SettingsView::Section;

struct SectionWords {
    std::string name, title, caption, icon;
};
SectionWords section_words(ui::Ui& ui, const SettingsView& view, SettingsSection section);
std::vector<SettingsRow> section_rows(ui::Ui& ui, SettingsView& view, SettingsSection section);

SettingsRow team_name_row(ui::Ui& ui, SettingsView& view);
SettingsRow time_zone_row(ui::Ui& ui, SettingsView& view);
SettingsRow languages_row(ui::Ui& ui, SettingsView& view);
SettingsRow first_language_row(ui::Ui& ui, SettingsView& view);
SettingsRow text_size_row(ui::Ui& ui, SettingsView& view);
std::vector<SettingsRow> schedule_rows(ui::Ui& ui, SettingsView& view);
std::vector<SettingsRow> wifi_rows(ui::Ui& ui, SettingsView& view);
std::vector<SettingsRow> passcode_rows(ui::Ui& ui, SettingsView& view);
SettingsRow phone_test_row(ui::Ui& ui, SettingsView& view);

}  // namespace hearthside::screens::settings
