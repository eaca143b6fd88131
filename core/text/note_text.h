// SPDX-License-Identifier: Apache-2.0
// Cleans a typed text before it is kept: one rule for phones, the touchscreen and scripts (SAFETY 19).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/huddle/clean_text.h"
#include "core/huddle/result.h"

namespace hearthside::text {

inline constexpr std::size_t note_graphemes_at_most = 600;
inline constexpr std::size_t note_graphemes_guide = 280;  // what the counter shows
// UAX #15 calls a text stream-safe when it has no more marks than this on one letter. No language needs a
// quarter of it.
inline constexpr std::size_t marks_in_a_row_at_most = 30;

// Cleans the text, or refuses it with a sentence:
// - Text that is not valid UTF-8 is refused.
// - Every line ending becomes LF (CR LF, CR, VT, FF, NEL, U+001C to U+001E, U+2028, U+2029). A tab, U+001F
// and the zero-width space become a space. Noncharacters become U+FFFD. Other control characters and the bidi
// controls U+202A-202E and U+2066-2069 are removed.
// - Then the text is normalised to NFC, and white space at both ends is removed.
// - The result must have something visible and 1 to 600 grapheme clusters of at most text_bytes_at_most bytes
// together. Otherwise it is refused with the count.
// - A text that would keep the normaliser busy (more bytes than that, too many marks in a row) is refused
// before normalising, so no text costs more than a millisecond.
// Thread-safe. Never logs the text.
huddle::Result<huddle::CleanText> clean_note_text(std::string_view raw);

// Whether every byte belongs to a whole character, without overlong forms and half pairs.
bool is_utf8(std::string_view text);

// The number of grapheme clusters (Unicode's extended ones, by ICU) in valid UTF-8.
std::size_t count_graphemes(std::string_view text);

}  // namespace hearthside::text
