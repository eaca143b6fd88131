// Which screen is drawn: the overlay when one is open, else the screen of the running round, else
// home, or the idle screen when nobody has touched home for a while. While the huddle is paused the
// round's own screen hides what is being written. The only file that knows all screens.
#pragma once

#include "kiosk/screens/views.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

// Between begin_screen and end_screen (kiosk/ui/widgets.h).
void draw_screen(Ui& ui, const Board& board, Views& views);

// Whether what is shown needs the whole glass even in reach mode: at rest, and while it is wiped.
bool needs_whole_glass(const Views& views);

}  // namespace hearthside
