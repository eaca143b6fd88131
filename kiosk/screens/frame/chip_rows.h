// SPDX-License-Identifier: Apache-2.0
// Chips and buttons in as many rows as they need: roles, days, answers. It draws them and returns the tapped
// one; the screen decides what a tap means.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::frame {

struct RowChip {
    std::string name;  // of the target
    std::string text;  // already translated
    bool on = false;
    std::string icon = {};
};

// Draws as many as fit into `room`, from its top. Returns the index of the tapped one. Without `colours` they
// have the lessons' green.
std::optional<std::size_t> draw_chips(ui::Ui& ui, const ui::Rect& room, const std::vector<RowChip>& chips,
                                      const ui::RoundColours* colours = nullptr, bool enabled = true);
// The height of all of them at this width.
float chips_height(ui::Ui& ui, float width, const std::vector<RowChip>& chips);

// Named `name`-0, -1...
std::vector<RowChip> numbered_chips(std::string_view name, const std::vector<std::string>& words,
                                    std::optional<std::size_t> chosen);

// Equal buttons over the whole width: in one row where their words fit, otherwise in more. Those that are on
// are filled, in the lessons' green. All of them have `icon`.
std::optional<std::size_t> draw_button_rows(ui::Ui& ui, const ui::Rect& room, const std::vector<RowChip>& buttons,
                                            ui::ButtonKind kind = ui::ButtonKind::quiet);
float button_rows_height(ui::Ui& ui, float width, const std::vector<RowChip>& buttons,
                         ui::ButtonKind kind = ui::ButtonKind::quiet);

}  // namespace hearthside::screens::frame
