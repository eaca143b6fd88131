// SPDX-License-Identifier: Apache-2.0
// The letters of each language of the on-screen keyboard. The system's keyboard layouts
// (libxkbcommon) say which key types which letter. Unicode's data (ICU) says which accents belong to a
// language.
#pragma once

#include <string>
#include <vector>

#include "core/text/languages.h"

namespace hearthside::ui {

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
LetterLayout read_letter_layout(const text::LanguageRow& language);

}  // namespace hearthside::ui
