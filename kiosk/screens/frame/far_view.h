// SPDX-License-Identifier: Apache-2.0
// The upper part of the glass in reach mode: large text that the group reads from afar, while all touch
// targets are below. Nothing in it can be touched.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::frame {

// Draws nothing when the layout has the whole glass.
void draw_far_view(ui::Ui& ui, const huddle::Board& board);

}  // namespace hearthside::screens::frame
