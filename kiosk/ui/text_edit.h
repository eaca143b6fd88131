// SPDX-License-Identifier: Apache-2.0
// A text that a person is typing, its caret, and the operations that change them. Movement and deletion go by
// whole characters as people see them (grapheme clusters), in any script. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hearthside::ui {

// Valid UTF-8, and the byte index of the caret: always a grapheme boundary, from 0 to size.
struct TextEdit {
    std::string text;
    std::size_t caret = 0;

    friend bool operator==(const TextEdit&, const TextEdit&) = default;
};

// The nearest grapheme boundary before or after the byte `index`, at most the start or end of the text.
std::size_t boundary_before(std::string_view text, std::size_t index);
std::size_t boundary_after(std::string_view text, std::size_t index);

// Inserts valid UTF-8 at the caret and moves the caret behind it. Leaves out invalid UTF-8, and control
// characters other than a new line.
void insert(TextEdit& edit, std::string_view utf8);
void erase_before(TextEdit& edit);  // backspace
void erase_after(TextEdit& edit);   // delete
void move_back(TextEdit& edit);     // towards the start of the text
void move_on(TextEdit& edit);       // towards its end

// As the arrows on a keyboard point: in a right-to-left paragraph the left arrow moves on.
void move_left(TextEdit& edit);
void move_right(TextEdit& edit);

// To the start and the end of the text's own line (between two new lines).
void move_to_line_start(TextEdit& edit);
void move_to_line_end(TextEdit& edit);

inline std::string_view before_caret(const TextEdit& edit) { return std::string_view(edit.text).substr(0, edit.caret); }

// Puts the caret on the boundary at or before `index`.
void place_caret(TextEdit& edit, std::size_t index);

void replace_all(TextEdit& edit, std::string text);  // moves the caret to the end
void clear(TextEdit& edit);                          // overwrites the bytes too

}  // namespace hearthside::ui
