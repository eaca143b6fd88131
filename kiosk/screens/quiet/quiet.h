// The quiet round: everybody writes, on the phone or here. The hearth is the ring. Notes that come in show as a band
// only.
#pragma once

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/overlay.h"

namespace hearthside {

struct QuietView {
    ChromeView chrome;
};

void draw_quiet(Ui& ui, const Board& board, QuietView& view, Overlay& overlay);

}  // namespace hearthside
