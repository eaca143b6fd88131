// SPDX-License-Identifier: Apache-2.0
// The notes that were set aside in earlier huddles, while they can still be brought back. Nobody else should
// read them: there was a reason to set each one aside.
#pragma once

#include "kiosk/screens/review/review.h"

namespace hearthside {

void draw_bin(Ui& ui, const Rect& whole, const Board& board, ReviewView& view);

}  // namespace hearthside
