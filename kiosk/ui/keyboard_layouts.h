// The languages the on-screen keyboard can type, and the letters of each: which key carries what
// comes from the system's own keyboard layouts (libxkbcommon), which accents belong to a language
// from Unicode's letters of that language (ICU). Knows neither presses nor where keys are drawn.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside {

struct KeyboardLanguage {
    std::string_view id;        // as [screen] keyboards names it: "polish"
    std::string_view own_name;  // as its readers write it: "Polski"
    const char* locale;         // for its letters and its capitals
    const char* layout;         // of the system's keyboard layouts
    const char* variant;
};

// All there are, in the order in which the language key goes through them by default.
std::span<const KeyboardLanguage> keyboard_languages();
// Null when no language has this id.
const KeyboardLanguage* find_keyboard_language(std::string_view id);

// One key of letters: what it types plainly and with shift, and what a long press offers in each case.
struct LetterKey {
    std::string plain, shifted;
    std::vector<std::string> more, more_shifted;
};

struct LetterLayout {
    bool cased = true;                      // shift makes capitals; else it shows a second set of letters
    std::vector<LetterKey> top, home, low;  // the three rows, from the top
    // Letters of the language that stand on no key of their own; each is among some key's `more`.
    std::vector<std::string> only_more;
};

// Reads the system's layout: some milliseconds, so only when a keyboard is first shown. When the
// layout cannot be read, the keys are those of a plain Latin keyboard with the language's accents.
// Any thread.
LetterLayout read_letter_layout(const KeyboardLanguage& language);

}  // namespace hearthside
