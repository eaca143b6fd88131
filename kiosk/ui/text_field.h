// SPDX-License-Identifier: Apache-2.0
// A text field on the screen. It draws a TextEdit with its caret, applies key presses to it, and puts the
// caret where it is tapped. It wraps, and scrolls when the text does not fit. The caller passes in the key
// presses.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/keys.h"
#include "kiosk/ui/text_edit.h"
#include "kiosk/ui/ui.h"

namespace hearthside::ui {

// The state of one field; part of a screen's view.
struct TextField {
    // Defined in the .cpp: in aggregates with an empty TextField, g++ 12 otherwise warns about its strings.
    TextField();

    TextEdit edit;
    float scroll = 0;             // px of the text above the top
    bool dragged = false;         // the finger scrolls, so lifting it does not move the caret
    std::size_t shown_caret = 0;  // the caret that was last scrolled into view
    std::size_t shown_size = 0;
    std::string composing;  // from an input method: shown at the caret, not yet part of the text

    const std::string& text() const { return edit.text; }
};

struct TextFieldLook {
    text::TextStyle style;
    text::Colour caret;
    std::string placeholder = {};
    bool active = true;     // shows the caret and takes key presses
    bool new_lines = true;  // false: the screen handles Enter
    float pad_x = 0, pad_y = 0;
    // Far more than a note may hold, so that typing never stops in the middle of a word.
    std::size_t bytes_at_most = 8000;
};

struct TextFieldAnswer {
    bool tapped = false;
    bool changed = false;
};

TextFieldAnswer draw_text_field(Ui& ui, std::string_view name, const Rect& rect, TextField& field,
                                const TextFieldLook& look, const std::vector<KeyPress>& presses);

void set_text(TextField& field, std::string text);  // moves the caret to the end
void clear(TextField& field);

}  // namespace hearthside::ui
