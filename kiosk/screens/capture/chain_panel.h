// SPDX-License-Identifier: Apache-2.0
// The parts of every panel of the chain: its frame and title, beginnings to choose from, and a labelled line
// to write on. They draw and report taps; the screen decides what a tap means.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/text_field.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::capture {

enum class PanelState { done, active, ghost };  // pale, outlined, barely there

struct PanelPlaces {
    ui::Rect beside_title;  // the rest of the title's row
    ui::Rect inside;        // below it
};
PanelPlaces draw_chain_panel(ui::Ui& ui, const ui::Rect& rect, PanelState state, std::string_view icon_name,
                             std::string_view title);

// Puts a starter's words at the front of the text and replaces another starter there. When the same starter
// is already there, removes it.
void toggle_starter(ui::TextField& field, const std::vector<std::string>& starters, std::size_t index);
std::optional<std::size_t> starter_of(const ui::TextField& field, const std::vector<std::string>& starters);

// A label at the left and a line to write on at the right, with a rule below.
ui::TextFieldAnswer draw_writing_line(ui::Ui& ui, std::string_view name, const ui::Rect& rect, std::string_view lead,
                                      float lead_width, ui::TextField& field, std::string_view placeholder, bool active,
                                      const std::vector<ui::KeyPress>& presses);

}  // namespace hearthside::screens::capture
