// Which keys stand where. Widths are weights within a row; every row fills the keyboard's width.
#include "kiosk/ui/keyboard.h"

namespace hearthside {

namespace {

Key character(std::string plain, std::string shifted) {
    return {Key::Kind::character, "key-" + plain, plain, std::move(shifted), 1};
}

Key same(std::string plain) { return character(plain, plain); }

Key function(Key::Kind kind, std::string name, float width) { return {kind, std::move(name), {}, {}, width}; }

std::vector<Key> letters(std::string_view which) {
    std::vector<Key> keys;
    for (const char letter : which) {
        const std::string plain(1, letter);
        keys.push_back(character(plain, std::string(1, static_cast<char>(letter - 'a' + 'A'))));
    }
    return keys;
}

std::vector<Key> all_same(const std::vector<std::string>& which) {
    std::vector<Key> keys;
    for (const std::string& text : which) keys.push_back(same(text));
    return keys;
}

std::vector<Key> joined(std::vector<Key> keys, const std::vector<Key>& more) {
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
}

KeyRow bottom_row() {
    return {0,
            {function(Key::Kind::figures, "key-123", 1.3f),
             function(Key::Kind::emoji, "key-emoji", 1.1f),
             {Key::Kind::space, "key-space", " ", " ", 6.6f},
             function(Key::Kind::left, "key-left", 1.1f),
             function(Key::Kind::right, "key-right", 1.1f),
             function(Key::Kind::done, "key-done", 1.9f)}};
}

std::vector<KeyRow> letter_rows() {
    return {{0, joined(letters("qwertyuiop"), {function(Key::Kind::backspace, "key-backspace", 1.6f)})},
            {0.42f, joined(joined(letters("asdfghjkl"), {character("'", "\"")}),
                           {function(Key::Kind::enter, "key-enter", 1.9f)})},
            {0, joined({function(Key::Kind::shift, "key-shift", 1.4f)},
                       joined(joined(letters("zxcvbnm"),
                                     {character(",", ";"), character(".", ":"), character("?", "!")}),
                              {function(Key::Kind::shift, "key-shift-right", 1.2f)}))},
            bottom_row()};
}

std::vector<KeyRow> figure_rows() {
    return {{0, joined(all_same({"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"}),
                       {function(Key::Kind::backspace, "key-backspace", 1.6f)})},
            {0.42f, joined(all_same({"-", "/", ":", ";", "(", ")", "£", "&", "@", "\""}),
                           {function(Key::Kind::enter, "key-enter", 1.9f)})},
            {0, all_same({"+", "=", "*", "%", "#", "_", "°", "€", ",", ".", "?", "!"})},
            bottom_row()};
}

std::vector<KeyRow> emoji_rows() {
    return {{0, joined(all_same({"🙏", "❤️", "👍", "👏", "🙌", "🤝", "💪", "🤗", "😊", "😄", "😅", "😌"}),
                       {function(Key::Kind::backspace, "key-backspace", 1.6f)})},
            {0, joined(all_same({"🤔", "🤷", "🤦", "😔", "😢", "😟", "😴", "😮", "💡", "📝", "📞", "⏰"}),
                       {function(Key::Kind::enter, "key-enter", 1.6f)})},
            {0, all_same({"⭐", "🎉", "🌈", "🌱", "🌻", "🌙", "☕", "🍰", "🏥", "💊", "🩺", "🧤"})},
            bottom_row()};
}

}  // namespace

const std::vector<KeyRow>& key_rows(KeyboardPage page) {
    static const std::vector<KeyRow> letter_page = letter_rows();
    static const std::vector<KeyRow> figure_page = figure_rows();
    static const std::vector<KeyRow> emoji_page = emoji_rows();
    switch (page) {
        case KeyboardPage::figures:
            return figure_page;
        case KeyboardPage::emoji:
            return emoji_page;
        case KeyboardPage::letters:
            break;
    }
    return letter_page;
}

}  // namespace hearthside
