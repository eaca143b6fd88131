// SPDX-License-Identifier: Apache-2.0
// Decides which screen is drawn: the overlay when one is open, otherwise the screen of the running round,
// otherwise home, or the idle screen when nobody has touched home for a while. While the huddle is paused,
// the round's own screen hides unsent text.
#pragma once

#include "kiosk/screens/views.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens {

// Call between begin_screen and end_screen (kiosk/ui/widgets.h).
void draw_screen(ui::Ui& ui, const huddle::Board& board, Views& views);

// Whether the current screen needs the whole glass even in reach mode: at rest, while it is wiped, and at the ending.
bool needs_whole_glass(const Views& views);

}  // namespace hearthside::screens
