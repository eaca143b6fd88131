// A round with notes: sealed until the team opens them together, then a wall of cards. Shows bands
// and never a count before the release, and turns the notes face down while the huddle is paused.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/screens/chrome.h"
#include "kiosk/screens/overlay.h"
#include "kiosk/screens/reveal.h"
#include "kiosk/screens/wall_layout.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

struct RoundWallView {
    ChromeView chrome;
    WallLayout wall;
    Scroll scroll;
    // Scrolled by hand, so cards are cut at the edges; a page shows whole cards only.
    bool free_scroll = false;
    Ticket bringing_back = 0;
    std::size_t round = 0;  // that was shown last: what was said about another one goes
    Reveal reveal;
};

// Only while board.huddle is there and its round has a theme.
void draw_round_wall(Ui& ui, const Board& board, RoundWallView& view, Overlay& overlay);

}  // namespace hearthside
