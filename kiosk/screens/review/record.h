// SPDX-License-Identifier: Apache-2.0
// One huddle's record: lessons and actions first, then the notes by round, the questions, and hope.
#pragma once

#include "kiosk/screens/review/review.h"

namespace hearthside::screens::review {

void draw_record(ui::Ui& ui, const ui::Rect& room, ReviewView& view, bool on_paper);
void make_pieces(ui::Ui& ui, const store::HuddleRecord& huddle, ReviewRecord& record);

}  // namespace hearthside::screens::review
