// A place to type on the screen: draws a TextEdit with its caret, applies key presses to it, and
// puts the caret where it is tapped. Wraps, and scrolls when there is more than fits. It knows no
// keyboard: whoever draws it hands over the presses.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/keys.h"
#include "kiosk/ui/text_edit.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

// What one field is halfway through; part of a screen's view.
struct TextField {
    // Out of line: in aggregates of it that are made empty, g++ 12 warns of strings it did make.
    TextField();

    TextEdit edit;
    float scroll = 0;             // px of the text that are above the top
    bool dragged = false;         // the finger scrolls, so its lift does not place the caret
    std::size_t shown_caret = 0;  // the caret that was scrolled into view last
    std::size_t shown_size = 0;
    std::string composing;  // of an input method: shown at the caret, not yet part of the text

    const std::string& text() const { return edit.text; }
};

// Words of the text that are tinted and underlined: bytes, between whole characters.
struct TextMark {
    std::size_t begin = 0, end = 0;
};

struct TextFieldLook {
    TextStyle style;
    Colour caret;
    std::string placeholder = {};
    bool active = true;     // shows the caret and takes the presses
    bool new_lines = true;  // false: Enter is left to the screen
    float pad_x = 0, pad_y = 0;
    // Asked once the presses have changed the text; none: nothing is marked.
    std::function<std::vector<TextMark>()> marks = {};
    // Far more than a note may hold, so that nobody is cut off in the middle of a word.
    std::size_t bytes_at_most = 8000;
};

struct TextFieldAnswer {
    bool tapped = false;
    bool changed = false;
};

TextFieldAnswer draw_text_field(Ui& ui, std::string_view name, const Rect& rect, TextField& field,
                                const TextFieldLook& look, const std::vector<KeyPress>& presses);

void set_text(TextField& field, std::string text);  // the caret stands at the end
void clear(TextField& field);

}  // namespace hearthside
