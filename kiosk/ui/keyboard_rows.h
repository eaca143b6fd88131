// SPDX-License-Identifier: Apache-2.0
// The order of the keys: the letters of each language, a page of figures and signs, and one of emoji.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hearthside::ui {

// pad: large figures only, with the letters behind them.
enum class KeyboardPage { letters, figures, emoji, pad };

struct Key {
    // accents: the next letter shows its choices without a long press. choice, choose_language: offered by a
    // long press.
    enum class Kind {
        character,
        space,
        backspace,
        enter,
        shift,
        accents,
        figures,
        emoji,
        language,
        left,
        right,
        done,
        choice,
        choose_language
    };
    Kind kind = Kind::character;
    std::string name;   // the touch target: "key-q", "key-space"; the same with and without shift
    std::string plain;  // the text of a character key; the label of the language and accents keys
    std::string shifted;
    float width = 1;  // relative: the keys of a row share the keyboard's full width by weight
    // The choices on a long press, without and with shift.
    std::vector<std::string> more, more_shifted;
    bool hint = false;  // the shifted character is a different one and is shown small
};

// One row of a page. `indent` and `after` are the free space before its first key and after its last, in the same
// units.
struct KeyRow {
    float indent = 0;
    std::vector<Key> keys;
    float after = 0;
};
// The rows of a page from the top, in a language of language_table(); any other word means English. With
// `several` there is a key for the other languages. The first call for a language reads the system's layout,
// which takes some milliseconds. The rows remain valid until the program ends. Any thread.
const std::vector<KeyRow>& key_rows(KeyboardPage page, std::string_view language = "english", bool several = false);

}  // namespace hearthside::ui
