// SPDX-License-Identifier: Apache-2.0
// The quiet minute: everybody writes, on the phone or here. The ring is the hearth. Of the notes that arrive
// it shows only a band.
#pragma once

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/overlay.h"

namespace hearthside {

struct QuietView {
    ChromeView chrome;
};

void draw_quiet(Ui& ui, const Board& board, QuietView& view, Overlay& overlay);

}  // namespace hearthside
