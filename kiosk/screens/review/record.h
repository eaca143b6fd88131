// SPDX-License-Identifier: Apache-2.0
// One huddle's record: lessons and actions first, then the notes by round, the questions, and hope.
#pragma once

#include "kiosk/screens/review/review.h"

namespace hearthside {

void draw_record(Ui& ui, const Rect& room, ReviewView& view, bool on_paper);
void make_pieces(Ui& ui, const HuddleRecord& huddle, ReviewRecord& record);

}  // namespace hearthside
