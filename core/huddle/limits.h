// What every door asks of a text and of a token alike: phones, the touchscreen and scripts, so that what one of them
// takes none of the others refuses.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "core/huddle/result.h"

namespace hearthside {

// The longest text of people that is kept: what 600 characters can need, at 36 bytes each (the longest emoji in use has
// 35).
inline constexpr std::size_t text_bytes_at_most = 21'600;

// Pages of phones that answer the pulse or place dots in one huddle: more than any ward has people. The limit is drawn
// between the two for each huddle, so that nobody can count the others by what is left (SAFETY 8).
inline constexpr std::size_t pages_at_least = 200, pages_at_most = 249;
inline Problem enough_pages() {
    const auto conflict = [](const char* sentence) { return Problem{ProblemKind::conflict, sentence}; };
    return conflict("Enough phones have answered in this huddle. Thank you all the same.");
}

// What a page or a script chose by chance, so that a repeated sending is known: 1 to 64 letters of ASCII, digits or
// hyphens.
inline bool is_token(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               letter == '-';
    });
}

}  // namespace hearthside
