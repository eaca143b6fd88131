// SPDX-License-Identifier: Apache-2.0
// The gentle nudge. It says which words could point to somebody or hurt somebody, and offers an alternative.
// It stops nobody. Its findings are wiped together with the words.
#pragma once

#include <vector>

#include "kiosk/screens/write_here/write_here.h"

namespace hearthside::screens::write_here {

// Whether a nudge's buttons are below its words instead of beside them.
bool nudge_has_foot(const ui::Ui& ui);
float nudge_height(const ui::Ui& ui);

// Updates the view's nudges for its text. Costs nothing while the text is unchanged.
void look_for_nudges(WriteHereView& view);
std::vector<ui::TextMark> marks_of(const WriteHereView& view);
// The nudge to show; null for none.
const wording::Nudge* nudge_to_show(const WriteHereView& view);
void draw_nudge(ui::Ui& ui, const ui::Rect& rect, WriteHereView& view);
void wipe_nudges(WriteHereView& view);

}  // namespace hearthside::screens::write_here
