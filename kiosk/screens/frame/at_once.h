// SPDX-License-Identifier: Apache-2.0
// Pause and "Set aside" protect people, so they show at once: from the touch until the Room has answered, the screens
// get a Board on which it has happened already, however long a disk takes (SAFETY 25).
#pragma once

#include <optional>
#include <vector>

#include "core/huddle/board.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::frame {

struct AtOnce {
    struct Asked {
        ui::Ticket ticket = 0;
        std::optional<huddle::NoteId> aside;  // none: the huddle is paused
        bool answered = false;                // its Board may come one frame later
    };
    std::vector<Asked> asked;
};

// Call first in a frame. What the screens are to be shown: `board` itself, or `changed`, filled for this frame.
const huddle::Board& shown_at_once(ui::Ui& ui, const huddle::Board& board, AtOnce& view, Overlay& overlay,
                                   huddle::Board& changed);

// Call last in a frame.
void remember_what_protects(const ui::Ui& ui, AtOnce& view);

}  // namespace hearthside::screens::frame
