#include "kiosk/phone/html.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace hearthside {

namespace {

// Bytes of the well-formed sequence at the start of `text`, 0 when there is none (Unicode, table 3-7).
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<std::uint8_t>(text[at]); };
    const auto follows = [&](std::size_t at, std::uint8_t low = 0x80, std::uint8_t high = 0xbf) {
        return at < text.size() && byte(at) >= low && byte(at) <= high;
    };
    const std::uint8_t first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xc2 && first <= 0xdf) return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        const std::uint8_t low = first == 0xe0 ? 0xa0 : 0x80;
        const std::uint8_t high = first == 0xed ? 0x9f : 0xbf;
        return follows(1, low, high) && follows(2) ? 3 : 0;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        const std::uint8_t low = first == 0xf0 ? 0x90 : 0x80;
        const std::uint8_t high = first == 0xf4 ? 0x8f : 0xbf;
        return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

}  // namespace

std::string valid_utf8(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) {
            result += "\xef\xbf\xbd";
            text.remove_prefix(1);
        } else {
            result += text.substr(0, length);
            text.remove_prefix(length);
        }
    }
    return result;
}

Html escaped(std::string_view text) {
    Html result;
    for (const char letter : valid_utf8(text)) {
        switch (letter) {
            case '&':
                result.markup += "&amp;";
                break;
            case '<':
                result.markup += "&lt;";
                break;
            case '>':
                result.markup += "&gt;";
                break;
            case '"':
                result.markup += "&quot;";
                break;
            case '\'':
                result.markup += "&#39;";
                break;
            // Other control characters are not allowed in HTML, even written as a number, and a note loses
            // them anyway (SAFETY 19).
            case '\t':
            case '\n':
            case '\r':
                result.markup += letter;
                break;
            default:
                if (static_cast<unsigned char>(letter) >= 0x20 && letter != 0x7f) result.markup += letter;
        }
    }
    return result;
}

Html filled(std::string_view page, std::initializer_list<std::pair<std::string_view, Html>> values,
            const Language& language) {
    constexpr std::string_view words = "tr:";
    Html result;
    [[maybe_unused]] std::size_t used = 0;
    for (;;) {
        const std::size_t open = page.find("{{");
        if (open == std::string_view::npos) break;
        const std::size_t close = page.find("}}", open);
        assert(close != std::string_view::npos);
        const std::string_view name = page.substr(open + 2, close - open - 2);
        if (name.starts_with(words)) {
            result.markup += page.substr(0, open);
            result.markup += escaped(language.text(name.substr(words.size()))).markup;
            page.remove_prefix(close + 2);
            continue;
        }
        const auto value = std::ranges::find(values, name, &std::pair<std::string_view, Html>::first);
        assert(value != values.end());
        result.markup += page.substr(0, open);
        if (value != values.end()) result.markup += value->second.markup;
        page.remove_prefix(close + 2);
        ++used;
    }
    result.markup += page;
    assert(used >= values.size());
    return result;
}

}  // namespace hearthside
