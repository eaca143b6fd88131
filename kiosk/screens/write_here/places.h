// Where the parts of the writing screen stand, on each shape of screen.
#pragma once

#include <array>

#include "kiosk/ui/ui.h"

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

}  // namespace hearthside
