// SPDX-License-Identifier: Apache-2.0
// The ten seconds after "Close with thanks": the room dims, what was learnt and what will be tried rises onto the
// hearth, and the next huddle is named. A touch anywhere leads home and does nothing else. It counts no people and no
// notes. After a restart there is simply home.
#pragma once

#include <optional>

#include "core/huddle/board.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::ending {

struct EndingView {
    std::optional<huddle::Instant> from;
};

// Shows overlay.farewell. Closes by itself, not while a finger is on the glass.
void draw_ending(ui::Ui& ui, const huddle::Board& board, EndingView& view, frame::Overlay& overlay);

}  // namespace hearthside::screens::ending
