// The upper part of the glass in reach mode: what the group reads from afar, in large letters. Everything that can be
// touched stands below it.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

// Draws nothing when the layout has the whole glass.
void draw_far_view(Ui& ui, const Board& board);

}  // namespace hearthside
