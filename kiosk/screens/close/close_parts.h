// The parts of the close: the pulse, the thanks, who leads next, and the page to take away. For
// close.cpp only.
#pragma once

#include "kiosk/screens/close/close.h"
#include "kiosk/screens/frame/chip_rows.h"

namespace hearthside {

float pulse_height(const Ui& ui);
void draw_pulse(Ui& ui, const Rect& rect, CloseView& view);

// A minute of thanks, where no pulse is asked.
float thanks_height(const Ui& ui);
void draw_thanks(Ui& ui, const Rect& rect);

// "Who leads next time?" with the roles of this place, in a row. 0 when it does not fit into the width.
float lead_height(Ui& ui, float width, const Board& board);
void draw_lead(Ui& ui, const Rect& rect, const Board& board, CloseView& view);
// The same as a list over all, which must be inert.
void draw_lead_list(Ui& ui, const Board& board, CloseView& view);

// The code of the page with lessons and actions, over all that is drawn already, which must be inert.
void draw_take_away(Ui& ui, CloseView& view);

}  // namespace hearthside
