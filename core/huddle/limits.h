// SPDX-License-Identifier: Apache-2.0
// The limits on texts and tokens. Phones, the touchscreen and scripts all use them, so that all three accept
// and refuse the same.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "core/huddle/result.h"

namespace hearthside::huddle {

// The most bytes kept of a person's text: room for 600 characters at 36 bytes each. The longest emoji in use
// has 35 bytes.
inline constexpr std::size_t text_bytes_at_most = 21'600;

// How many phone pages may answer the pulse or place dots in one huddle: more than any ward has people. The
// limit is drawn at random between the two for each huddle, so that nobody can count the other answers from
// what is left (SAFETY 8).
inline constexpr std::size_t pages_at_least = 200, pages_at_most = 249;
inline Problem enough_pages() {
    const auto conflict = [](const char* sentence) { return Problem{ProblemKind::conflict, sentence}; };
    return conflict("Enough phones have answered in this huddle. Thank you all the same.");
}

// Whether `text` is a token: 1 to 64 ASCII letters, digits or hyphens. A page or a script draws a token at
// random, so that a repeated request is recognised.
inline bool is_token(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
               (letter >= 'A' && letter <= 'Z') || letter == '-';
    });
}

}  // namespace hearthside::huddle
