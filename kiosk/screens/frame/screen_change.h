// The new screen fades in where another one stood: which one is shown, and since when. Knows no screen.
#pragma once

#include <optional>

#include "core/huddle/board.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/motion.h"

namespace hearthside {

struct ScreenChange {
    HuddleId huddle;  // zero: home
    std::size_t round = 0;
    Overlay::Kind overlay = Overlay::Kind::none;
    bool seen = false;            // the first screen of all is simply there
    std::optional<Instant> from;  // while it changes
};

// Call once a frame. How what is shown is drawn now: a card at the front rises to its place, everything
// else stays in it. A wipe-down and what rests come at once.
Pose follow_screen(Ui& ui, const Board& board, Overlay::Kind overlay, ScreenChange& change);

}  // namespace hearthside
