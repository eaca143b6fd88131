// SPDX-License-Identifier: Apache-2.0
// The screens over a section of the settings, each to write or choose one thing: a text with the keyboard,
// the time zone, one time of the schedule, the bank card, and a new passcode.
#pragma once

#include <string>

#include "kiosk/screens/settings/settings.h"

namespace hearthside::screens::settings {

void open_over(ui::Ui& ui, SettingsView& view, SettingsView::Over over);
void open_text(ui::Ui& ui, SettingsView& view, SettingsView::Text what);
// Draws the open editor, which closes itself when it is done.
void draw_settings_over(ui::Ui& ui, SettingsView& view);
void close_settings_over(ui::Ui& ui, SettingsView& view);
// The card's outline with its buttons. True when it matches.
bool draw_card(ui::Ui& ui, SettingsView& view, const ui::Rect& room);

void wipe_secrets(SettingsView& view);

std::string days_in_words(const ui::Ui& ui, const calendar::HuddleRule& rule);  // "Monday to Friday"
// Without blanks at either end.
std::string trimmed(std::string text);

}  // namespace hearthside::screens::settings
