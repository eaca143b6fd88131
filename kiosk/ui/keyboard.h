// SPDX-License-Identifier: Apache-2.0
// The on-screen keyboard as it is drawn. It returns the same KeyPresses that a physical keyboard sends.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/ui/keyboard_press.h"
#include "kiosk/ui/ui.h"

namespace hearthside::ui {

struct KeyboardLook {
    const RoundColours* colours = nullptr;  // of the last key; null: primary
    // The last key's word where it does what a button of this word does, and may be touched when that may. Empty: Done,
    // which puts the keyboard away.
    std::string done = {};
    bool done_enabled = true;
    // The text before the caret where people write sentences, each of which begins with a capital. None: anything else.
    std::optional<std::string_view> sentences = {};
};

// keyboard_height is the height with the tray at this theme. draw_keyboard draws the keyboard at the bottom
// of `rect` over the full width, in the languages of ui.around.keyboards.
// While choices are open, anything drawn later in this frame is inert, because the choices may lie over it.
float keyboard_height(const Ui& ui);
KeyboardAnswer draw_keyboard(Ui& ui, const Rect& rect, KeyboardView& view, const KeyboardLook& look = {});

}  // namespace hearthside::ui
