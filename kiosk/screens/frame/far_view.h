// SPDX-License-Identifier: Apache-2.0
// The upper part of the glass in reach mode: large text that the group reads from afar, while all touch
// targets are below. Nothing in it can be touched.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

// Draws nothing when the layout has the whole glass.
void draw_far_view(Ui& ui, const Board& board);

}  // namespace hearthside
