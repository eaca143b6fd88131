// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/keyboard_alphabet.h"

#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include <array>
#include <cstdint>

namespace hearthside::ui {

namespace {

std::set<UChar32> letters_of(ULocaleData* data, ULocaleDataExemplarSetType type) {
    std::set<UChar32> letters;
    UErrorCode error = U_ZERO_ERROR;
    USet* found = ulocdata_getExemplarSet(data, nullptr, 0, type, &error);
    if (U_SUCCESS(error) && found) {
        for (std::int32_t range = 0; range < uset_getItemCount(found); ++range) {
            UChar32 from = 0, to = 0;
            UErrorCode ignored = U_ZERO_ERROR;
            if (uset_getItem(found, range, &from, &to, nullptr, 0, &ignored) != 0) continue;
            for (UChar32 character = from; character <= to; ++character) {
                if (is_letter(character)) letters.insert(character);
            }
        }
    }
    uset_close(found);
    return letters;
}

// The letters that Urdu adds, in their isolated forms. A key shows these so that all keys share one script
// style: single letters of Nastaliq among Naskh ones look like a mistake.
char32_t alone(UChar32 letter) {
    switch (letter) {
        case 0x0679:
            return 0xFB66;
        case 0x067E:
            return 0xFB56;
        case 0x0686:
            return 0xFB7A;
        case 0x0688:
            return 0xFB88;
        case 0x0691:
            return 0xFB8C;
        case 0x0698:
            return 0xFB8A;
        case 0x06A9:
            return 0xFB8E;
        case 0x06AF:
            return 0xFB92;
        case 0x06BA:
            return 0xFB9E;
        case 0x06C1:
            return 0xFBA6;
        case 0x06CC:
            return 0xFBFC;
        case 0x06D2:
            return 0xFBAE;
        default:
            return 0;
    }
}

}  // namespace

std::string utf8_of(UChar32 character) {
    std::string text;
    const auto byte = [&](UChar32 bits) { text += static_cast<char>(static_cast<unsigned char>(bits)); };
    if (character < 0x80) {
        byte(character);
    } else if (character < 0x800) {
        byte(0xC0 | (character >> 6));
        byte(0x80 | (character & 0x3F));
    } else if (character < 0x10000) {
        byte(0xE0 | (character >> 12));
        byte(0x80 | ((character >> 6) & 0x3F));
        byte(0x80 | (character & 0x3F));
    } else {
        byte(0xF0 | (character >> 18));
        byte(0x80 | ((character >> 12) & 0x3F));
        byte(0x80 | ((character >> 6) & 0x3F));
        byte(0x80 | (character & 0x3F));
    }
    return text;
}

std::string utf8_of(const std::u32string& text) {
    std::string all;
    for (const char32_t character : text) all += utf8_of(static_cast<UChar32>(character));
    return all;
}

bool is_letter(UChar32 character) { return (U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_M_MASK)) != 0; }

std::u32string normalised(const UNormalizer2* form, UChar32 character) {
    std::array<UChar, 16> source{}, made{};
    UErrorCode error = U_ZERO_ERROR;
    std::int32_t length = 0;
    u_strFromUTF32(source.data(), static_cast<std::int32_t>(source.size()), &length, &character, 1, &error);
    length = unorm2_normalize(form, source.data(), length, made.data(), static_cast<std::int32_t>(made.size()), &error);
    if (U_FAILURE(error)) return std::u32string(1, static_cast<char32_t>(character));
    std::u32string out;
    for (std::int32_t index = 0; index < length;) {
        UChar32 next = 0;
        U16_NEXT(made.data(), index, length, next);
        out += static_cast<char32_t>(next);
    }
    return out;
}

// The letter that an accented letter is made from; the letter itself when there is none.
UChar32 base_of(UChar32 character) {
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2* form = unorm2_getNFDInstance(&error);
    return U_FAILURE(error) ? character : static_cast<UChar32>(normalised(form, character).front());
}

Alphabet alphabet_of(const char* locale) {
    Alphabet alphabet;
    UErrorCode error = U_ZERO_ERROR;
    ULocaleData* data = ulocdata_open(locale, &error);
    if (U_FAILURE(error)) return alphabet;
    alphabet.own = letters_of(data, ULOCDATA_ES_STANDARD);
    alphabet.borrowed = letters_of(data, ULOCDATA_ES_AUXILIARY);
    ulocdata_close(data);
    return alphabet;
}

std::string key_face(const std::string& text) {
    // ICU's macro is written for unsigned bytes and narrows on chars.
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int32_t>(text.size());
    if (length == 0) return text;
    UChar32 first = 0;
    std::int32_t index = 0;
    U8_NEXT(bytes, index, length, first);
    if (first < 0) return text;
    if (index == length && alone(first)) return utf8_of(static_cast<UChar32>(alone(first)));
    const bool mark = (U_GET_GC_MASK(first) & U_GC_M_MASK) != 0;
    const bool arabic = first >= 0x0600 && first <= 0x06FF;
    return mark && arabic ? "\u25CC" + text : text;
}

}  // namespace hearthside::ui
