// SPDX-License-Identifier: Apache-2.0
// The notes that were set aside in earlier huddles, while they can still be brought back. Nobody else should
// read them: there was a reason to set each one aside.
#pragma once

#include "kiosk/screens/review/review.h"

namespace hearthside::screens::review {

void draw_bin(ui::Ui& ui, const ui::Rect& whole, const huddle::Board& board, ReviewView& view);

}  // namespace hearthside::screens::review
