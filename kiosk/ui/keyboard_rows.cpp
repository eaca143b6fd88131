// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/keyboard_rows.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/threads/mutex.h"
#include "kiosk/ui/keyboard_layouts.h"

namespace hearthside::ui {

namespace {

Key character(std::string plain, std::string shifted) {
    return {Key::Kind::character, "key-" + plain, plain, std::move(shifted), 1};
}

Key same(std::string plain) { return character(plain, plain); }

Key function(Key::Kind kind, std::string name, float width) { return {kind, std::move(name), {}, {}, width}; }

std::vector<Key> all_same(const std::vector<std::string>& which) {
    std::vector<Key> keys;
    for (const std::string& text : which) keys.push_back(same(text));
    return keys;
}

std::vector<Key> joined(std::vector<Key> keys, const std::vector<Key>& more) {
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

KeyRow bottom_row(const text::LanguageRow& language, bool several) {
    KeyRow row{0,
               {function(Key::Kind::figures, "key-123", 1.3f),
                function(Key::Kind::emoji, "key-emoji", 1.1f),
                {Key::Kind::space, "key-space", " ", " ", several ? 4.9f : 6.6f},
                function(Key::Kind::left, "key-left", several ? 0.95f : 1.1f),
                function(Key::Kind::right, "key-right", several ? 0.95f : 1.1f),
                function(Key::Kind::done, "key-done", 1.9f)}};
    if (several) {
        Key next = function(Key::Kind::language, "key-language", 1.9f);
        next.plain = language.own_name;
        row.keys.insert(row.keys.begin() + 2, std::move(next));
    }
    return row;
}

std::vector<Key> letter_keys(const std::vector<LetterKey>& letters, bool cased) {
    std::vector<Key> keys;
    for (const LetterKey& letter : letters) {
        Key key = character(letter.plain, letter.shifted);
        key.more = letter.more;
        key.more_shifted = letter.more_shifted;
        key.hint = !cased && letter.shifted != letter.plain;
        keys.push_back(std::move(key));
    }
    return keys;
}

// The last key of the low row. Where accents need a long press, this key is the other way to them. Where the
// letters leave no room for it, the left shift is enough.
std::vector<Key> low_row_end(const LetterLayout& layout) {
    if (layout.only_more.empty()) {
        if (layout.low.size() >= 11) return {};
        return {function(Key::Kind::shift, "key-shift-right", 1.2f)};
    }
    Key accents = function(Key::Kind::accents, "key-accents", 1.2f);
    for (std::size_t index = 0; index < std::min<std::size_t>(2, layout.only_more.size()); ++index)
        accents.plain += layout.only_more[index];
    return {accents};
}

std::vector<KeyRow> letter_rows(const LetterLayout& layout) {
    const auto keys = [&](const std::vector<LetterKey>& row) { return letter_keys(row, layout.cased); };
    // Full rows need the whole width. Shorter rows are indented a little, as on any keyboard.
    const float indent = layout.home.size() <= 10 ? 0.42f : 0;
    const bool narrow = std::max({layout.top.size(), layout.home.size(), layout.low.size()}) > 10;
    return {
        {0, joined(keys(layout.top), {function(Key::Kind::backspace, "key-backspace", 1.6f)})},
        {indent, joined(keys(layout.home), {function(Key::Kind::enter, "key-enter", narrow ? 1.6f : 1.9f)})},
        {0, joined({function(Key::Kind::shift, "key-shift", 1.4f)}, joined(keys(layout.low), low_row_end(layout)))}};
}

std::vector<KeyRow> figure_rows() {
    return {{0, joined(all_same({"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"}),
                       {function(Key::Kind::backspace, "key-backspace", 1.6f)})},
            {0.42f, joined(all_same({"-", "/", ":", ";", "(", ")", "£", "&", "@", "\""}),
                           {function(Key::Kind::enter, "key-enter", 1.9f)})},
            {0, all_same({"+", "=", "*", "%", "#", "_", "°", "€", ",", ".", "?", "!"})}};
}

std::vector<KeyRow> emoji_rows() {
    return {{0, joined(all_same({"🙏", "❤️", "👍", "👏", "🙌", "🤝", "💪", "🤗", "😊", "😄", "😅", "😌"}),
                       {function(Key::Kind::backspace, "key-backspace", 1.6f)})},
            {0, joined(all_same({"🤔", "🤷", "🤦", "😔", "😢", "😟", "😴", "😮", "💡", "📝", "📞", "⏰"}),
                       {function(Key::Kind::enter, "key-enter", 1.6f)})},
            {0, all_same({"⭐", "🎉", "🌈", "🌱", "🌻", "🌙", "☕", "🍰", "🏥", "💊", "🩺", "🧤"})}};
}

// As on a telephone, in the middle of the keyboard.
std::vector<KeyRow> pad_rows() {
    constexpr float width = 2, free = 3.5f;
    std::vector<KeyRow> rows{{free, all_same({"1", "2", "3"}), free},
                             {free, all_same({"4", "5", "6"}), free},
                             {free, all_same({"7", "8", "9"}), free},
                             {free,
                              {function(Key::Kind::figures, "key-letters", width), same("0"),
                               function(Key::Kind::backspace, "key-backspace", width)},
                              free}};
    for (KeyRow& row : rows)
        for (Key& key : row.keys) key.width = width;
    return rows;
}

}  // namespace

const std::vector<KeyRow>& key_rows(KeyboardPage page, std::string_view language_id, bool several) {
    static threads::Mutex mutex;
    static std::map<std::tuple<const text::LanguageRow*, KeyboardPage, bool>, std::vector<KeyRow>> pages GUARDED_BY(
        mutex);
    const text::LanguageRow* found = text::find_keyboard(language_id);
    const text::LanguageRow& language = found ? *found : text::language_table().front();
    const threads::MutexLock lock(mutex);
    std::vector<KeyRow>& rows = pages[{&language, page, several}];
    if (!rows.empty()) return rows;
    switch (page) {
        case KeyboardPage::letters:
            rows = letter_rows(read_letter_layout(language));
            break;
        case KeyboardPage::figures:
            rows = figure_rows();
            break;
        case KeyboardPage::emoji:
            rows = emoji_rows();
            break;
        case KeyboardPage::pad:
            return rows = pad_rows();
    }
    rows.push_back(bottom_row(language, several));
    return rows;
}

}  // namespace hearthside::ui
