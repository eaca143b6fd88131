// SPDX-License-Identifier: Apache-2.0
// The letters of a language from Unicode's data (ICU): which letters belong to it, which letter an accented
// one is made from, and how a letter looks alone on a key.
#pragma once

#include <unicode/umachine.h>
#include <unicode/unorm2.h>

#include <set>
#include <string>

namespace hearthside::ui {

// Single characters only. A letter that is written with two characters is typed with two.
struct Alphabet {
    std::set<UChar32> own;       // in everyday use
    std::set<UChar32> borrowed;  // in names and words from other languages
    bool has(UChar32 character) const { return own.contains(character) || borrowed.contains(character); }
};

// `locale` as ICU names it. Empty when ICU has no letters for it. Any thread.
Alphabet alphabet_of(const char* locale);

std::string utf8_of(UChar32 character);
std::string utf8_of(const std::u32string& text);
bool is_letter(UChar32 character);  // a letter, or a mark that goes on one
std::u32string normalised(const UNormalizer2* form, UChar32 character);
// The letter that an accented letter is made from; the letter itself when there is none.
UChar32 base_of(UChar32 character);

// The text that a key shows. An Arabic mark is put on a dotted circle (the font does this for the marks of
// Indian scripts), and letters of Urdu use the same script style as the others.
std::string key_face(const std::string& text);

}  // namespace hearthside::ui
