// The gentle nudge: it says which words could point to somebody or hurt somebody, and offers a way on. It stops
// nobody. What it found is wiped together with the words.
#pragma once

#include <vector>

#include "kiosk/screens/write_here/write_here.h"

namespace hearthside {

// A nudge's buttons stand below its words instead of beside them.
bool nudge_has_foot(const Ui& ui);
float nudge_height(const Ui& ui);

// Brings the view's nudges up to its text; costs nothing while the text stays.
void look_for_nudges(WriteHereView& view);
std::vector<TextMark> marks_of(const WriteHereView& view);
// The one to speak of. Null: there is nothing to say.
const Nudge* nudge_to_show(const WriteHereView& view);
void draw_nudge(Ui& ui, const Rect& rect, WriteHereView& view);
void wipe_nudges(WriteHereView& view);

}  // namespace hearthside
