// SPDX-License-Identifier: Apache-2.0
#include "core/text/scripts.h"

#include <glib.h>

namespace hearthside::text {
namespace {

bool is_arabic(gunichar letter) {
    if (letter < 0x0600) return false;
    return (letter >= 0x0600 && letter <= 0x06FF) || (letter >= 0x0750 && letter <= 0x077F) ||
           (letter >= 0x08A0 && letter <= 0x08FF) || (letter >= 0xFB50 && letter <= 0xFDFF) ||
           (letter >= 0xFE70 && letter <= 0xFEFC);
}

bool joins_words(gunichar letter) {
    return letter == ' ' || letter == 0x00A0 || letter == 0x200C || letter == 0x200D ||
           g_unichar_get_script(letter) == G_UNICODE_SCRIPT_INHERITED;
}

// Letters that Urdu has but Persian, Arabic, Pashto and Sorani do not, as keyboards type them.
bool only_in_urdu(gunichar letter) {
    switch (letter) {
        case 0x0679:  // tteh
        case 0x0688:  // ddal
        case 0x0691:  // rreh
        case 0x06BA:  // noon ghunna
        case 0x06C1:  // heh goal
        case 0x06C2:
        case 0x06C3:
        case 0x06D2:  // yeh barree
        case 0x06D3:
        case 0x06D4:  // full stop
            return true;
        default:
            return false;
    }
}

// Letters that Urdu shares with its neighbours but not with Arabic.
bool shared_with_urdu(gunichar letter) {
    return letter == 0x067E || letter == 0x0686 || letter == 0x06AF || letter == 0x06A9 || letter == 0x06CC ||
           letter == 0x0698;
}

// Letters and habits of Pashto, Sorani and Persian. Persian uses the zero-width non-joiner.
bool not_in_urdu(gunichar letter) {
    switch (letter) {
        case 0x067C:
        case 0x0689:
        case 0x0693:
        case 0x0696:
        case 0x069A:
        case 0x06CD:
        case 0x06D0:
        case 0x06D5:
        case 0x06CE:
        case 0x06C6:
        case 0x06B5:
        case 0x0695:
        case 0x200C:
            return true;
        default:
            return false;
    }
}

}  // namespace

ArabicScript arabic_script_in(std::string_view utf8) {
    ArabicScript found;
    bool urdu = false, near_urdu = false, neighbour = false;
    const char* const start = utf8.data();
    const char* const end = start + utf8.size();
    bool open = false;
    for (const char* at = start; at < end; at = g_utf8_next_char(at)) {
        const gunichar letter = g_utf8_get_char(at);
        if (is_arabic(letter)) {
            const auto begin = static_cast<std::size_t>(at - start);
            if (!open) found.runs.push_back({begin, begin});
            open = true;
            found.runs.back().end = static_cast<std::size_t>(g_utf8_next_char(at) - start);
        } else if (!joins_words(letter)) {
            open = false;
        }
        urdu = urdu || only_in_urdu(letter);
        near_urdu = near_urdu || shared_with_urdu(letter);
        neighbour = neighbour || not_in_urdu(letter);
    }
    if (urdu || (near_urdu && !neighbour)) found.hand = ArabicHand::nastaliq;
    return found;
}

bool fits_latin_lines(std::string_view utf8) {
    const char* const end = utf8.data() + utf8.size();
    for (const char* at = utf8.data(); at < end; at = g_utf8_next_char(at)) {
        if (static_cast<unsigned char>(*at) < 0x80) continue;
        switch (g_unichar_get_script(g_utf8_get_char(at))) {
            case G_UNICODE_SCRIPT_COMMON:
            case G_UNICODE_SCRIPT_INHERITED:
            case G_UNICODE_SCRIPT_LATIN:
            case G_UNICODE_SCRIPT_GREEK:
            case G_UNICODE_SCRIPT_CYRILLIC:
                break;
            default:
                return false;
        }
    }
    return true;
}

}  // namespace hearthside::text
