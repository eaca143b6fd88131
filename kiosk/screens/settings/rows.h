// SPDX-License-Identifier: Apache-2.0
// The rows of every section of the settings: a title with a caption, and a control beside or below it. They
// continue over as many pages as the screen needs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::settings {

// A control of any size that is drawn later. `width` is its width in one line.
struct SettingsControl {
    float width = 0;
    std::function<float(float width)> height;  // at this width
    std::function<void(const ui::Rect&)> draw;
};

struct SettingsRow {
    std::string title, caption;
    SettingsControl control = {};
};

struct SettingsChip {
    std::string name, text;
    bool on = false;
    bool enabled = true;
};
// Chips that continue on the next line. `tapped` gets the index of the tapped one.
SettingsControl chips_control(ui::Ui& ui, std::vector<SettingsChip> chips, std::function<void(std::size_t)> tapped);
SettingsControl on_off_control(ui::Ui& ui, std::string name, bool& on);
// Less, the value, more; `step` gets -1 or 1. The buttons are named NAME-less and NAME-more.
SettingsControl stepper_control(ui::Ui& ui, std::string name, std::string value, bool less, bool more,
                                std::function<void(int)> step);
SettingsControl button_control(ui::Ui& ui, std::string name, std::string text, ui::ButtonLook look,
                               std::function<void()> tapped);
SettingsControl words_control(ui::Ui& ui, std::string text, std::string icon = {});
// One below the other.
SettingsControl column_control(ui::Ui& ui, std::vector<SettingsControl> controls);

SettingsRow on_off_row(ui::Ui& ui, std::string name, std::string title, std::string caption, bool& on);
// A number that moves through `steps`, which are sorted.
SettingsRow number_row(ui::Ui& ui, std::string name, std::string title, std::string value, int& number,
                       std::vector<int> steps);

// The rows of one page on paper, with the controls for the other pages below.
void draw_settings_rows(ui::Ui& ui, const ui::Rect& room, const std::vector<SettingsRow>& rows, int& page);

// Equal buttons in a grid, on as many pages as needed. Returns -1, or the index of the tapped one.
struct SettingsChoice {
    std::string name, text, caption, icon;
    bool on = false;
};
int draw_settings_choices(ui::Ui& ui, const ui::Rect& room, const std::vector<SettingsChoice>& choices, int& page,
                          float width_least);

}  // namespace hearthside::screens::settings
