// SPDX-License-Identifier: Apache-2.0
// The support card during a pause: what the team wants at hand when somebody needs a moment (from the
// configuration). It calls nobody, keeps nothing, and leaves the huddle paused.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::care {

// Closes by itself when the huddle is no longer paused.
void draw_care(ui::Ui& ui, const huddle::Board& board, frame::Overlay& overlay);

}  // namespace hearthside::screens::care
