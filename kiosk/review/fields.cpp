#include "kiosk/review/fields.h"

#include <fmt/format.h>

#include "kiosk/phone/html.h"

namespace hearthside {

namespace {

constexpr std::size_t fields_at_most = 32;

int value_of_digit(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

std::optional<std::string> decoded(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '+') {
            result += ' ';
        } else if (text[at] != '%') {
            result += text[at];
        } else {
            if (at + 2 >= text.size()) return std::nullopt;
            const int high = value_of_digit(text[at + 1]), low = value_of_digit(text[at + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            result += static_cast<char>(high * 16 + low);
            at += 2;
        }
    }
    if (valid_utf8(result) != result || result.find('\0') != std::string::npos) return std::nullopt;
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

std::optional<Day> day_field(const Fields& fields, std::string_view name) {
    return day_from_text(field(fields, name));
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

}  // namespace hearthside
