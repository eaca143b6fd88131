// SPDX-License-Identifier: Apache-2.0
// The last round: what the team learnt, what it will try and who should hear it, who leads next, and the
// hopes last. It shows only what is released and kept. Where the layout has the pulse, each person may tap
// one number; the room never sees a result (SAFETY 8).
#pragma once

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/overlay.h"

namespace hearthside::screens::close {

struct CloseView {
    // Defined in the .cpp: in aggregates with an empty CloseView, g++ 12 otherwise warns about its strings.
    CloseView();

    frame::ChromeView chrome;
    int pulse_tapped = 0;  // filled for a moment after a tap; then it is the next person's turn
    huddle::Instant pulse_until;
    enum class Over { nothing, lead, take_away };
    Over over = Over::nothing;
    std::string link;  // the link in the export panel's code; made when the panel was opened
};

void draw_close(ui::Ui& ui, const huddle::Board& board, CloseView& view, frame::Overlay& overlay);

}  // namespace hearthside::screens::close
