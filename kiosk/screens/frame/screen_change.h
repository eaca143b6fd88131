// SPDX-License-Identifier: Apache-2.0
// Fades a new screen in. Remembers which screen is shown, and since when.
#pragma once

#include <optional>

#include "core/huddle/board.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/motion.h"

namespace hearthside::screens::frame {

struct ScreenChange {
    huddle::HuddleId huddle;  // zero: home
    std::size_t round = 0;
    Overlay::Kind overlay = Overlay::Kind::none;
    bool seen = false;                    // the very first screen does not fade
    std::optional<huddle::Instant> from;  // set during a change
};

// Call once a frame. Returns the pose of the current screen: a card at the front rises to its place,
// everything else only fades. A wipe-down and the resting screen come at once.
ui::Pose follow_screen(ui::Ui& ui, const huddle::Board& board, Overlay::Kind overlay, ScreenChange& change);

}  // namespace hearthside::screens::frame
