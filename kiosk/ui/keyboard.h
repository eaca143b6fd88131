// SPDX-License-Identifier: Apache-2.0
// The on-screen keyboard as it is drawn. It returns the same KeyPresses that a physical keyboard sends.
#pragma once

#include "kiosk/ui/keyboard_press.h"
#include "kiosk/ui/ui.h"

namespace hearthside::ui {

// keyboard_height is the height with the tray at this theme. draw_keyboard draws the keyboard at the bottom
// of `rect` over the full width, in the languages of ui.around.keyboards. `done_colour` is the round's ink.
// While choices are open, anything drawn later in this frame is inert, because the choices may lie over it.
float keyboard_height(const Ui& ui);
KeyboardAnswer draw_keyboard(Ui& ui, const Rect& rect, KeyboardView& view, text::Colour done_colour,
                             text::Colour on_done_colour);

}  // namespace hearthside::ui
