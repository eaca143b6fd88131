// The notes that were set aside in earlier huddles, while they can still be brought back. Nobody else is to read
// them: whoever set one aside had a reason.
#pragma once

#include "kiosk/screens/review/review.h"

namespace hearthside {

void draw_bin(Ui& ui, const Rect& whole, const Board& board, ReviewView& view);

}  // namespace hearthside
