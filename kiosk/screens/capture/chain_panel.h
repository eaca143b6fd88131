// What every panel of the chain is made of: its frame and title, beginnings to choose from, and a labelled line to
// write on. It draws and reports taps; the screen decides what a tap means.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/text_field.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

enum class PanelState { done, active, ghost };  // pale, outlined, barely there

struct PanelPlaces {
    Rect beside_title;  // what is left of the title's row
    Rect inside;        // below it
};
PanelPlaces draw_chain_panel(Ui& ui, const Rect& rect, PanelState state, std::string_view icon_name,
                             std::string_view title);

// Puts a starter's words at the front of the text, in the place of another starter that stands there
// already; when it stands there itself, it goes.
void toggle_starter(TextField& field, const std::vector<std::string>& starters, std::size_t index);
std::optional<std::size_t> starter_of(const TextField& field, const std::vector<std::string>& starters);

// Words at the left, a line to write on at the right, with a rule below it.
TextFieldAnswer draw_writing_line(Ui& ui, std::string_view name, const Rect& rect, std::string_view lead,
                                  float lead_width, TextField& field, std::string_view placeholder,
                                  bool active, const std::vector<KeyPress>& presses);

}  // namespace hearthside
