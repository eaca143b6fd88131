// SPDX-License-Identifier: Apache-2.0
// The places of the writing screen's parts, on each shape of screen.
#pragma once

#include <array>

#include "kiosk/ui/ui.h"

namespace hearthside::screens::write_here {

struct WritingPlaces {
    ui::Rect close, pause, promise, text, send, banner;
    std::array<ui::Rect, 4> chips;
    // The banner has its own place, with a quiet sentence while there is no banner. Otherwise, on small
    // panels, it covers the foot of the text's card; the card and Send keep their size.
    bool hint = false;
};
// `bottom` is where the keyboard begins, or the screen ends.
WritingPlaces writing_places(ui::Ui& ui, float bottom, bool with_pause);

}  // namespace hearthside::screens::write_here
