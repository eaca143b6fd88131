// What a person typed -> what is kept: one rule for phone, touchscreen and scripts (SAFETY 19).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/huddle/result.h"

namespace hearthside {

inline constexpr std::size_t note_graphemes_at_most = 600;
inline constexpr std::size_t note_graphemes_guide = 280;  // what the counter shows
// UAX #15 calls a text with no more marks than this on one letter stream-safe; no language needs a quarter of it.
inline constexpr std::size_t marks_in_a_row_at_most = 30;

// Valid UTF-8 or refused; whatever ends a line in some script or editor becomes LF (CR LF, CR, VT, FF, NEL, U+001C to
// U+001E, U+2028, U+2029), a tab, U+001F and the space of no width become a space, noncharacters become U+FFFD, other
// control characters and the bidi controls U+202A-202E and U+2066-2069 go; then NFC, white space at both ends goes; then
// something to be seen and 1 to 600 grapheme clusters of at most text_bytes_at_most together, or refused with the count.
// What could keep the normaliser busy (more bytes than that, too many marks in a row) is refused before it: no text costs
// more than a millisecond. Thread-safe. Never logs the text.
Result<std::string> clean_note_text(std::string_view raw);

// Every byte part of a whole character, none of them overlong or half a pair.
bool is_utf8(std::string_view text);

// Grapheme clusters (Unicode's extended ones, by ICU) in valid UTF-8.
std::size_t count_graphemes(std::string_view text);

}  // namespace hearthside
