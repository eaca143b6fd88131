// SPDX-License-Identifier: Apache-2.0
// The quiet minute: everybody writes, on the phone or here. The ring is the hearth. Of the notes that arrive
// it shows only a band.
#pragma once

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/overlay.h"

namespace hearthside::screens::quiet {

struct QuietView {
    frame::ChromeView chrome;
};

void draw_quiet(ui::Ui& ui, const huddle::Board& board, QuietView& view, frame::Overlay& overlay);

}  // namespace hearthside::screens::quiet
