// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/fields.h"

#include <fmt/format.h>

#include <array>

#include "kiosk/web/html.h"

namespace hearthside::web {

namespace {

constexpr std::size_t fields_at_most = 32;

// The value of each hexadecimal digit, -1 for any other character. A stranger may send a hundred thousand digits.
constexpr auto hex_values = [] {
    std::array<signed char, 256> values{};
    values.fill(-1);
    for (int digit = 0; digit < 16; ++digit) {
        values[static_cast<unsigned char>("0123456789abcdef"[digit])] = static_cast<signed char>(digit);
        values[static_cast<unsigned char>("0123456789ABCDEF"[digit])] = static_cast<signed char>(digit);
    }
    return values;
}();

int hex_value(char digit) { return hex_values[static_cast<unsigned char>(digit)]; }

enum class Broken { ends_it, stays };

std::string unescaped(std::string_view text, Broken then, bool& broken) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size() && !(broken && then == Broken::ends_it); ++at) {
        if (text[at] != '%') {
            result += text[at] == '+' ? ' ' : text[at];
            continue;
        }
        const int high = at + 1 < text.size() ? hex_value(text[at + 1]) : -1;
        const int low = at + 2 < text.size() ? hex_value(text[at + 2]) : -1;
        if (high >= 0 && low >= 0) {
            result += static_cast<char>(high * 16 + low);
            at += 2;
        } else {
            broken = true;
            result += '%';
        }
    }
    return result;
}

// Valid UTF-8 without a zero byte.
std::optional<std::string> decoded(std::string_view text) {
    auto result = percent_decoded(text);
    if (!result || valid_utf8(*result) != *result || result->find('\0') != std::string::npos) return std::nullopt;
    return result;
}

std::string encoded(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == '-' || letter == '_' || letter == '.';
        result += plain ? std::string(1, letter) : fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return result;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text) {
    bool broken = false;
    std::string result = unescaped(text, Broken::ends_it, broken);
    return broken ? std::nullopt : std::optional(std::move(result));
}

std::string percent_decoded_where_whole(std::string_view text) {
    bool broken = false;
    return unescaped(text, Broken::stays, broken);
}

std::optional<Fields> read_fields(std::string_view urlencoded) {
    Fields fields;
    std::size_t count = 0;
    while (!urlencoded.empty()) {
        const std::size_t end = std::min(urlencoded.find('&'), urlencoded.size());
        const std::string_view part = urlencoded.substr(0, end);
        urlencoded.remove_prefix(std::min(end + 1, urlencoded.size()));
        if (part.empty()) continue;
        if (++count > fields_at_most) return std::nullopt;
        const std::size_t equals = std::min(part.find('='), part.size());
        auto name = decoded(part.substr(0, equals));
        auto value = decoded(part.substr(std::min(equals + 1, part.size())));
        if (!name || !value) return std::nullopt;
        if (!value->empty()) fields.try_emplace(std::move(*name), std::move(*value));
    }
    return fields;
}

const std::string& field(const Fields& fields, std::string_view name) {
    static const std::string nothing;
    const auto found = fields.find(name);
    return found == fields.end() ? nothing : found->second;
}

std::optional<huddle::Day> day_field(const Fields& fields, std::string_view name) {
    return huddle::day_from_text(field(fields, name));
}

std::string link_with(std::string_view path, const Fields& fields) {
    std::string link(path);
    char before = '?';
    for (const auto& [name, value] : fields) {
        if (value.empty()) continue;
        link += before + encoded(name) + "=" + encoded(value);
        before = '&';
    }
    return link;
}

std::string cookie_named(std::string_view cookies, std::string_view name) {
    while (!cookies.empty()) {
        const std::size_t end = std::min(cookies.find(';'), cookies.size());
        std::string_view part = cookies.substr(0, end);
        cookies.remove_prefix(std::min(end + 1, cookies.size()));
        while (part.starts_with(' ')) part.remove_prefix(1);
        if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=')
            return std::string(part.substr(name.size() + 1));
    }
    return "";
}

}  // namespace hearthside::web
