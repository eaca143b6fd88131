// The letters of a language one by one, as Unicode knows them: which are its own, which are made from
// which, and how one looks alone on a key. Only ICU's data; knows no layout and no key.
#pragma once

#include <unicode/umachine.h>
#include <unicode/unorm2.h>

#include <set>
#include <string>

namespace hearthside {

// Single characters only: what is written with two is typed with two.
struct Alphabet {
    std::set<UChar32> own;       // in everyday use
    std::set<UChar32> borrowed;  // in names and words from elsewhere
    bool has(UChar32 character) const { return own.contains(character) || borrowed.contains(character); }
};

// `locale` as ICU names it. Empty when ICU knows none of its letters. Any thread.
Alphabet alphabet_of(const char* locale);

std::string utf8_of(UChar32 character);
std::string utf8_of(const std::u32string& text);
bool is_letter(UChar32 character);  // a letter, or a mark that goes on one
std::u32string normalised(const UNormalizer2* form, UChar32 character);
// The letter that an accented letter is made from; itself when it is made from none.
UChar32 base_of(UChar32 character);

// What a key shows for a text: an Arabic mark stands on a dotted circle (the marks of Indian scripts
// get theirs from the font), and the letters of Urdu are in the same hand as the others.
std::string key_face(const std::string& text);

}  // namespace hearthside
