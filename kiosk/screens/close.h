// The last round: the hopes once more, what the team learnt, what it will try, and thanks. It shows
// only what is released and kept, and asks nobody to rate anything.
#pragma once

#include "kiosk/screens/chrome.h"
#include "kiosk/screens/overlay.h"

namespace hearthside {

struct CloseView {
    ChromeView chrome;
};

void draw_close(Ui& ui, const Board& board, CloseView& view, Overlay& overlay);

}  // namespace hearthside
