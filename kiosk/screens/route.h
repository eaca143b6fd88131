// Which screen is drawn: the overlay when one is open, else the screen of the running round, else
// home. The only file that knows all screens.
#pragma once

#include "kiosk/screens/views.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

// Between begin_screen and end_screen (kiosk/ui/widgets.h).
void draw_screen(Ui& ui, const Board& board, Views& views);

}  // namespace hearthside
