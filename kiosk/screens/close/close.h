// The last round: what the team learnt, what it will try and who should hear it, who leads next, and the
// hopes last. It shows only what is released and kept. Where the layout asks for the pulse, each may tap
// one number; no figure of it is ever shown in the room (SAFETY 8).
#pragma once

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/overlay.h"

namespace hearthside {

struct CloseView {
    // Out of line: in aggregates of it that are made empty, g++ 12 warns of strings it did make.
    CloseView();

    ChromeView chrome;
    int pulse_tapped = 0;  // filled for a moment after a tap, then it is the next person's turn
    Instant pulse_until;
    enum class Over { nothing, lead, take_away };
    Over over = Over::nothing;
    std::string link;  // what the code of the take-away panel holds; made when that was opened
};

void draw_close(Ui& ui, const Board& board, CloseView& view, Overlay& overlay);

}  // namespace hearthside
