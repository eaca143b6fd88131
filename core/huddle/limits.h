// What every door asks of a text and of a token alike: phones, the touchscreen and scripts, so that what one of them
// takes none of the others refuses.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace hearthside {

// The longest text of people that is kept: what 600 characters can need, at forty bytes each (the longest emoji in use
// has 35).
inline constexpr std::size_t text_bytes_at_most = 24'000;

// What a page or a script chose by chance, so that a repeated sending is known: 1 to 64 letters of ASCII, digits or
// hyphens.
inline bool is_token(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               letter == '-';
    });
}

}  // namespace hearthside
