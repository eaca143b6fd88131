// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/html.h"

#include <algorithm>
#include <cassert>
#include <cstdint>

namespace hearthside::web {

namespace {

// The length in bytes of the well-formed sequence at the start of `text`; 0 when there is none (Unicode,
// table 3-7).
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
    std::size_t taken = 0;  // everything before it is in the result
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = static_cast<unsigned char>(text[at]) < 0x80 ? 1 : sequence_length(text.substr(at));
        if (length == 0) {
            result += text.substr(taken, at - taken);
            result += "\xef\xbf\xbd";
            taken = at + 1;
        }
        at += std::max<std::size_t>(length, 1);
    }
    result += text.substr(taken);
    return result;
}

Html escaped(std::string_view text) {
    const std::string valid = valid_utf8(text);
    Html result;
    result.markup.reserve(valid.size());
    std::size_t taken = 0;
    for (std::size_t at = 0; at < valid.size(); ++at) {
        const char* instead = nullptr;
        switch (valid[at]) {
            case '&':
                instead = "&amp;";
                break;
            case '<':
                instead = "&lt;";
                break;
            case '>':
                instead = "&gt;";
                break;
            case '"':
                instead = "&quot;";
                break;
            case '\'':
                instead = "&#39;";
                break;
            // Other control characters are not allowed in HTML, even as numeric references, and a note loses
            // them anyway (SAFETY 19).
            case '\t':
            case '\n':
            case '\r':
                break;
            default:
                if (static_cast<unsigned char>(valid[at]) < 0x20 || valid[at] == 0x7f) instead = "";
        }
        if (!instead) continue;
        result.markup.append(valid, taken, at - taken);
        result.markup += instead;
        taken = at + 1;
    }
    result.markup.append(valid, taken);
    return result;
}

Html filled(std::string_view page, std::initializer_list<std::pair<std::string_view, Html>> values,
            const text::Language& language) {
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

}  // namespace hearthside::web
