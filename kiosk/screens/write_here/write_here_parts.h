// The parts of the writing screen: where they stand, and the gentle nudge. For write_here*.cpp only.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "kiosk/screens/write_here/write_here.h"

namespace hearthside {

struct WritingPlaces {
    Rect close, pause, promise, text, send, banner;
    std::array<Rect, 4> chips;
    // The banner has a place of its own, with a quiet sentence while it is not there. Else, on small panels,
    // it lies on the foot of the text's card; the card and Send keep their size.
    bool hint = false;
};
// `bottom` is where the keyboard begins, or the screen ends.
WritingPlaces writing_places(Ui& ui, float bottom, bool with_pause);
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
