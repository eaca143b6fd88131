// SPDX-License-Identifier: Apache-2.0
// The panel in place of the notes during a pause: the backs of cards, a kind sentence, and the tools.
#pragma once

#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::frame {

// Draws the panel while the huddle is paused, with the tools for a pause: the support card, where there is
// one, and wiping the screen down.
void draw_paused_panel(ui::Ui& ui, const ui::Rect& body, const ui::RoundColours& colours, Overlay& overlay);

}  // namespace hearthside::screens::frame
