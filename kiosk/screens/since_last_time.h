// The opening: what the team promised last time and how it went, what nobody knows yet, and one
// hope. Each promise is done, still being tried, or let go; no answer is better than another.
#pragma once

#include "kiosk/screens/chrome.h"
#include "kiosk/screens/overlay.h"

namespace hearthside {

struct SinceLastTimeView {
    ChromeView chrome;
    std::size_t first = 0;  // of the promises on the screen, when there are more than fit
};

void draw_since_last_time(Ui& ui, const Board& board, SinceLastTimeView& view, Overlay& overlay);

}  // namespace hearthside
