// SPDX-License-Identifier: Apache-2.0
// The strip of rounds at the top.
#pragma once

#include <vector>

#include "core/huddle/board.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::frame {

ui::Rect draw_strip(ui::Ui& ui, const huddle::HuddleBoard& huddle);  // returns the area it covers
// The place of each round on the strip: as wide as its share of the time, but at least as wide as its word.
std::vector<ui::Rect> strip_parts(ui::Ui& ui, const huddle::HuddleBoard& huddle);

}  // namespace hearthside::screens::frame
