// SPDX-License-Identifier: Apache-2.0
// Choosing who leads the next huddle, among the team's roles.
#pragma once

#include "kiosk/screens/close/close.h"

namespace hearthside::screens::close {

// "Who leads next time?" with the team's roles in a row. 0 when they do not fit the width.
float lead_height(ui::Ui& ui, float width, const huddle::Board& board);
void draw_lead(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board, CloseView& view);
// The same as a list over everything else, which must be inert.
void draw_lead_list(ui::Ui& ui, const huddle::Board& board, CloseView& view);

}  // namespace hearthside::screens::close
