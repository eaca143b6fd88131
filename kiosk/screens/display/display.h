// SPDX-License-Identifier: Apache-2.0
// How the screen looks, during a pause: the language, the size of texts, and whether everything is lower down. A choice
// shows at once. It leaves the huddle paused.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/screens/frame/display_choices.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::display {

// Closes by itself when the huddle is no longer paused.
void draw_display(ui::Ui& ui, const huddle::Board& board, frame::Overlay& overlay, frame::DisplayChoices& choices);

}  // namespace hearthside::screens::display
