// Chips and buttons in as many rows as they need: roles, days, answers. It draws them and says which
// was tapped; what a tap means is the screen's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

struct RowChip {
    std::string name;  // of the target
    std::string text;  // translated already
    bool on = false;
    std::string icon = {};
};

// As many as fit into `room`, from its top; the index of the one that was tapped. Without `colours`
// they have the lessons' green.
std::optional<std::size_t> draw_chips(Ui& ui, const Rect& room, const std::vector<RowChip>& chips,
                                      const RoundColours* colours = nullptr, bool enabled = true);
// The height that all of them take at this width.
float chips_height(Ui& ui, float width, const std::vector<RowChip>& chips);

// Named `name`-0, -1...
std::vector<RowChip> numbered_chips(std::string_view name, const std::vector<std::string>& words,
                                    std::optional<std::size_t> chosen);

// Equal buttons over the whole width: in one row where their words fit, else in more. Those that are
// on are filled, in the lessons' green. `icon` is theirs always.
std::optional<std::size_t> draw_button_rows(Ui& ui, const Rect& room, const std::vector<RowChip>& buttons,
                                            ButtonKind kind = ButtonKind::quiet);
float button_rows_height(Ui& ui, float width, const std::vector<RowChip>& buttons,
                         ButtonKind kind = ButtonKind::quiet);

}  // namespace hearthside
