// The strip of rounds at the top.
#pragma once

#include <vector>

#include "core/huddle/board.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

Rect draw_strip(Ui& ui, const HuddleBoard& huddle);  // returns what it covers
// Where each round stands on the strip: as wide as its share of the time, but never narrower than its
// word needs.
std::vector<Rect> strip_parts(Ui& ui, const HuddleBoard& huddle);

}  // namespace hearthside
