// The parts of the capture screen: the panels of the chain, the starter chips, a labelled line to
// write on and a row of choices. They draw and report taps; what a tap means is the screen's.
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

// Chips of one row, as many as fit, named `name`-0, -1...; the index of the one that was tapped.
std::optional<std::size_t> draw_chip_row(Ui& ui, const Rect& row, std::string_view name,
                                         const std::vector<std::string>& words,
                                         std::optional<std::size_t> chosen);
// Several rows when one is not enough; the height they take at this width.
float chip_rows_height(Ui& ui, float width, const std::vector<std::string>& words);

// Puts a starter's words at the front of the text, in the place of another starter that stands there
// already; when it stands there itself, it goes.
void toggle_starter(TextField& field, const std::vector<std::string>& starters, std::size_t index);
std::optional<std::size_t> starter_of(const TextField& field, const std::vector<std::string>& starters);

// Words at the left, a line to write on at the right, with a rule below it.
TextFieldAnswer draw_writing_line(Ui& ui, std::string_view name, const Rect& rect, std::string_view lead,
                                  float lead_width, TextField& field, std::string_view placeholder,
                                  bool active, const std::vector<KeyPress>& presses);

}  // namespace hearthside
