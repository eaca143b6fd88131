// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/keyboard_layouts.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <xkbcommon/xkbcommon.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <set>

#include "kiosk/ui/keyboard_alphabet.h"

namespace hearthside::ui {

namespace {

constexpr std::size_t keys_in_a_row = 12;  // at most; more would be too narrow for a fingertip
constexpr std::size_t choices_at_most = 8;

// ---- The system's layout

// The characters of one key: level 0 plain, 1 with shift, 2 and 3 the same with AltGr. Empty where nothing
// can be printed, for example for a dead accent.
using Levels = std::array<std::u32string, 4>;

class SystemLayout {
public:
    explicit SystemLayout(const text::LanguageRow& language)
        : context_(xkb_context_new(XKB_CONTEXT_NO_ENVIRONMENT_NAMES), xkb_context_unref) {
        if (!context_) return;
        xkb_context_set_log_level(context_.get(), XKB_LOG_LEVEL_CRITICAL);
        const xkb_rule_names names{"evdev", "pc105", language.layout, language.variant, ""};
        keymap_.reset(xkb_keymap_new_from_names(context_.get(), &names, XKB_KEYMAP_COMPILE_NO_FLAGS));
    }
    bool readable() const { return keymap_ != nullptr; }

    // `place` is the key's name on a standard keyboard, such as "AD01" for the first of the top row.
    Levels key(const char* place) const {
        Levels levels;
        const xkb_keycode_t code = xkb_keymap_key_by_name(keymap_.get(), place);
        if (code == XKB_KEYCODE_INVALID) return levels;
        for (xkb_level_index_t level = 0; level < levels.size(); ++level) {
            const xkb_keysym_t* symbols = nullptr;
            const int count = xkb_keymap_key_get_syms_by_level(keymap_.get(), code, 0, level, &symbols);
            for (int index = 0; index < count; ++index) levels[level] += printed(symbols[index]);
        }
        return levels;
    }

private:
    static std::u32string printed(xkb_keysym_t symbol) {
        const auto character = static_cast<UChar32>(xkb_keysym_to_utf32(symbol));
        if (character <= ' ' || !u_isgraph(character)) return {};
        // Some layouts give Arabic's joined pairs as presentation forms. People type the letters.
        const bool shape = (character >= 0xFB50 && character <= 0xFDFF) || (character >= 0xFE70 && character <= 0xFEFC);
        UErrorCode error = U_ZERO_ERROR;
        const UNormalizer2* form = shape ? unorm2_getNFKCInstance(&error) : nullptr;
        if (!form || U_FAILURE(error)) return std::u32string(1, static_cast<char32_t>(character));
        return normalised(form, character);
    }

    std::unique_ptr<xkb_context, decltype(&xkb_context_unref)> context_;
    std::unique_ptr<xkb_keymap, decltype(&xkb_keymap_unref)> keymap_{nullptr, xkb_keymap_unref};
};

UChar32 first_of(const std::u32string& text) { return text.empty() ? 0 : static_cast<UChar32>(text.front()); }

UChar32 only_letter(const std::u32string& text) {
    return text.size() == 1 && is_letter(first_of(text)) ? first_of(text) : 0;
}

void add_once(std::vector<std::string>& list, const std::string& text) {
    if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

constexpr std::array top_places{"AD01", "AD02", "AD03", "AD04", "AD05", "AD06",
                                "AD07", "AD08", "AD09", "AD10", "AD11", "AD12"};
constexpr std::array home_places{"AC01", "AC02", "AC03", "AC04", "AC05", "AC06",
                                 "AC07", "AC08", "AC09", "AC10", "AC11"};
constexpr std::array low_places{"AB01", "AB02", "AB03", "AB04", "AB05", "AB06", "AB07"};
constexpr std::array sign_places{"AB08", "AB09", "AB10"};
// Keys outside the three rows, where some layouts have letters.
constexpr std::array spare_places{"BKSL", "TLDE", "AE01", "AE02", "AE03", "AE04", "AE05",
                                  "AE06", "AE07", "AE08", "AE09", "AE10", "AE11", "AE12"};

// ---- Alphabets with capitals

// The accented letters of `base`: first those of the key's own AltGr, then the language's own, then those of
// borrowed words. `elsewhere` are letters that have a key.
std::vector<UChar32> accents_of(UChar32 base, const Levels& levels, const Alphabet& alphabet,
                                const std::set<UChar32>& elsewhere) {
    std::vector<UChar32> found;
    const auto add = [&](UChar32 letter) {
        if (letter == base || u_tolower(letter) != letter || elsewhere.contains(letter)) return;
        if (std::find(found.begin(), found.end(), letter) == found.end()) found.push_back(letter);
    };
    const UChar32 third = only_letter(levels[2]);
    if (third && alphabet.own.contains(third)) add(third);
    const auto add_all = [&](const std::set<UChar32>& letters) {
        for (const UChar32 letter : letters) {
            if (base_of(letter) == base) add(letter);
        }
    };
    add_all(alphabet.own);
    if (third && alphabet.has(third)) add(third);
    add_all(alphabet.borrowed);
    if (found.size() > choices_at_most) found.resize(choices_at_most);
    return found;
}

LetterKey cased_key(UChar32 letter, const Levels& levels, const Alphabet& alphabet, const std::set<UChar32>& keyed) {
    LetterKey key{utf8_of(letter), utf8_of(u_toupper(letter)), {}, {}};
    for (const UChar32 accent : accents_of(letter, levels, alphabet, keyed)) {
        key.more.push_back(utf8_of(accent));
        add_once(key.more_shifted, utf8_of(u_toupper(accent)));
    }
    return key;
}

struct PlacedLetter {
    UChar32 letter;
    Levels levels;
};

LetterLayout cased_layout(const std::array<std::vector<PlacedLetter>, 3>& rows, const Alphabet& alphabet) {
    LetterLayout layout;
    std::set<UChar32> keyed, offered;
    for (const auto& row : rows) {
        for (const PlacedLetter& placed : row) keyed.insert(placed.letter);
    }
    const std::array made{&layout.top, &layout.home, &layout.low};
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (const PlacedLetter& placed : rows[row]) {
            made[row]->push_back(cased_key(placed.letter, placed.levels, alphabet, keyed));
        }
    }
    if (layout.home.size() < keys_in_a_row) layout.home.push_back({"'", "\"", {}, {}});
    layout.low.push_back({",", ";", {}, {}});
    layout.low.push_back({".", ":", {}, {}});
    layout.low.push_back({"?", "!", {}, {}});
    for (const std::vector<LetterKey>* row : made) {
        for (const LetterKey& key : *row) {
            for (const std::string& accent : key.more) {
                for (const UChar32 letter : alphabet.own) {
                    if (utf8_of(letter) == accent) add_once(layout.only_more, accent);
                }
            }
        }
    }
    return layout;
}

LetterLayout plain_latin(const Alphabet& alphabet) {
    std::array<std::vector<PlacedLetter>, 3> rows;
    constexpr std::array<std::string_view, 3> letters{"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (const char letter : letters[row]) rows[row].push_back({letter, {}});
    }
    return cased_layout(rows, alphabet);
}

LetterLayout read_cased(const SystemLayout& system, const Alphabet& alphabet) {
    std::array<std::vector<PlacedLetter>, 3> rows;
    const auto add = [&](std::size_t row, const char* place) {
        const Levels levels = system.key(place);
        const UChar32 letter = only_letter(levels[0]);
        if (letter && u_charType(letter) == U_LOWERCASE_LETTER) rows[row].push_back({letter, levels});
    };
    for (const char* place : top_places) add(0, place);
    for (const char* place : home_places) add(1, place);
    for (const char* place : low_places) add(2, place);
    add(2, "BKSL");
    return cased_layout(rows, alphabet);
}

// ---- Alphabets without capitals

class UncasedLayout {
public:
    UncasedLayout(const SystemLayout& system, const Alphabet& alphabet) : system_(system), alphabet_(alphabet) {
        for (const char* place : top_places) add(layout_.top, place, false);
        for (const char* place : home_places) add(layout_.home, place, false);
        for (const char* place : low_places) add(layout_.low, place, false);
        for (const char* place : sign_places) add(layout_.low, place, true);
        add_spare_letters();
        add_choices();
    }
    LetterLayout take() { return std::move(layout_); }

private:
    void add(std::vector<LetterKey>& row, const char* place, bool signs) {
        const Levels levels = system_.key(place);
        std::u32string plain = levels[0], shifted = levels[1];
        const auto is_plain_sign = [](const std::u32string& text) {
            return first_of(text) > 0 && first_of(text) < 0x80;
        };
        // The language's own sign comes before one that the page of figures also has.
        if (plain.empty() || (is_plain_sign(plain) && u_ispunct(first_of(shifted)) && !is_plain_sign(shifted)))
            std::swap(plain, shifted);
        if (plain.empty() || keyed_.contains(plain)) return;
        const bool foreign = is_letter(first_of(plain)) && plain.size() == 1 && !alphabet_.has(first_of(plain)) &&
                             !alphabet_.has(first_of(shifted));
        if (foreign) return;
        if (!signs && is_plain_sign(plain) && !is_letter(first_of(shifted))) return;
        put(row, plain, shifted.empty() ? plain : shifted, levels);
    }
    void put(std::vector<LetterKey>& row, const std::u32string& plain, const std::u32string& shifted,
             const Levels& levels) {
        keyed_.insert(plain);
        keyed_.insert(shifted);
        LetterKey key{utf8_of(plain), utf8_of(shifted), {}, {}};
        for (const std::size_t level : {std::size_t{2}, std::size_t{3}}) {
            if (alphabet_.has(only_letter(levels[level]))) add_once(key.more, utf8_of(levels[level]));
        }
        row.push_back(std::move(key));
    }
    // Letters of the language outside the three rows move into free places of the rows.
    void add_spare_letters() {
        std::vector<std::pair<std::u32string, std::u32string>> pairs;
        std::vector<std::u32string> singles;
        for (const char* place : spare_places) {
            const Levels levels = system_.key(place);
            std::vector<std::u32string> wanted;
            for (const std::size_t level : {std::size_t{0}, std::size_t{1}}) {
                if (alphabet_.own.contains(only_letter(levels[level])) && !keyed_.contains(levels[level]))
                    wanted.push_back(levels[level]);
            }
            if (wanted.size() == 2)
                pairs.emplace_back(wanted[0], wanted[1]);
            else if (wanted.size() == 1)
                singles.push_back(wanted[0]);
        }
        // Letters that the system's layout has on no key.
        std::set<std::u32string> listed(singles.begin(), singles.end());
        for (const auto& [plain, shifted] : pairs) listed.insert({plain, shifted});
        for (const UChar32 letter : alphabet_.own) {
            const std::u32string text(1, static_cast<char32_t>(letter));
            if (!keyed_.contains(text) && !listed.contains(text)) singles.push_back(text);
        }
        for (std::size_t index = 0; index < singles.size(); index += 2)
            pairs.emplace_back(singles[index], singles[std::min(index + 1, singles.size() - 1)]);
        for (const auto& [plain, shifted] : pairs) {
            for (std::vector<LetterKey>* row : {&layout_.low, &layout_.home, &layout_.top}) {
                if (row->size() >= keys_in_a_row) continue;
                put(*row, plain, shifted, {});
                break;
            }
        }
    }
    // A long press shows the key's other letter, and the letters made from its own.
    void add_choices() {
        for (std::vector<LetterKey>* row : {&layout_.top, &layout_.home, &layout_.low}) {
            for (LetterKey& key : *row) {
                std::vector<std::string> made = std::move(key.more);
                for (const UChar32 letter : alphabet_.own) {
                    if (utf8_of(base_of(letter)) == key.plain) add_once(made, utf8_of(letter));
                }
                key.more.clear();
                add_once(key.more, key.shifted);
                add_once(key.more_shifted, key.plain);
                for (const std::string& text : made) {
                    add_once(key.more, text);
                    add_once(key.more_shifted, text);
                }
                std::erase(key.more, key.plain);
                std::erase(key.more_shifted, key.shifted);
            }
        }
    }

    const SystemLayout& system_;
    const Alphabet& alphabet_;
    LetterLayout layout_{.cased = false};
    std::set<std::u32string> keyed_;
};

}  // namespace

LetterLayout read_letter_layout(const text::LanguageRow& language) {
    const Alphabet alphabet = alphabet_of(language.locale);
    const SystemLayout system(language);
    if (!system.readable()) return plain_latin(alphabet);
    const bool cased = u_charType(first_of(system.key("AC01")[0])) == U_LOWERCASE_LETTER;
    return cased ? read_cased(system, alphabet) : UncasedLayout(system, alphabet).take();
}

}  // namespace hearthside::ui
