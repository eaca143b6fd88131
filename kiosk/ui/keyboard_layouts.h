// The languages of the on-screen keyboard and the letters of each. The system's keyboard layouts
// (libxkbcommon) say which key types which letter. Unicode's data (ICU) says which accents belong to a
// language.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside {

struct KeyboardLanguage {
    std::string_view id;        // as in [screen] keyboards: "polish"
    std::string_view own_name;  // in the language itself: "Polski"
    const char* locale;         // for its letters and capitals
    const char* layout;         // name of the system's keyboard layout
    const char* variant;
};

// All languages, in the default order of the language key.
std::span<const KeyboardLanguage> keyboard_languages();
// Null when no language has this id.
const KeyboardLanguage* find_keyboard_language(std::string_view id);

// One letter key: what it types without and with shift, and what a long press offers in each case.
struct LetterKey {
    std::string plain, shifted;
    std::vector<std::string> more, more_shifted;
};

struct LetterLayout {
    bool cased = true;                      // shift makes capitals; otherwise it shows a second set of
                                            // letters
    std::vector<LetterKey> top, home, low;  // the three rows, from the top
    // Letters of the language without a key of their own. Each is in the `more` of some key.
    std::vector<std::string> only_more;
};

// Reads the system's layout. This takes some milliseconds, so it is done only when a keyboard is first shown.
// When the layout cannot be read, the keys are those of a plain Latin keyboard with the language's accents.
// Any thread.
LetterLayout read_letter_layout(const KeyboardLanguage& language);

}  // namespace hearthside
