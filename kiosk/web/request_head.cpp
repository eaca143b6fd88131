// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/request_head.h"

#include <algorithm>
#include <span>

namespace hearthside::web {

namespace {

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// RFC 9110, 5.6.2.
bool is_token_letter(char letter) {
    const char small = lower(letter);
    return (small >= 'a' && small <= 'z') || is_digit(letter) ||
           std::string_view("!#$%&'*+-.^_`|~").find(letter) != std::string_view::npos;
}

bool is_token(std::string_view text) { return !text.empty() && std::ranges::all_of(text, is_token_letter); }

constexpr HeadVerdict refused(int status) { return {.kind = HeadVerdict::Kind::refused, .status = status}; }

// Returns 0 when it is valid.
int fault_in_request_line(std::string_view line) {
    const std::size_t method_end = line.find(' ');
    if (method_end == std::string_view::npos || !is_token(line.substr(0, method_end))) return 400;
    const std::size_t target_end = line.find(' ', method_end + 1);
    if (target_end == std::string_view::npos) return 400;
    const std::string_view target = line.substr(method_end + 1, target_end - method_end - 1);
    if (target.empty()) return 400;
    for (const char letter : target) {
        if (static_cast<unsigned char>(letter) >= 0x7f) return 400;
    }
    const std::string_view version = line.substr(target_end + 1);
    if (version == "HTTP/1.1" || version == "HTTP/1.0") return 0;
    const bool some_version = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                              version[6] == '.' && is_digit(version[7]);
    return some_version ? 505 : 400;
}

int fault_in_field_line(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) return 400;
    return 0;
}

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
    return std::ranges::any_of(names, [&](std::string_view other) { return equal_ignoring_case(name, other); });
}

// Fields whose lines may be joined (RFC 9110, 5.3): those that browsers send, and those that proxies append.
// None of them decides where a request ends or whose it is.
bool may_repeat(std::string_view name, bool same_value) {
    constexpr std::string_view lists[] = {"Accept",          "Accept-Charset",   "Accept-Encoding",  "Accept-Language",
                                          "Cache-Control",   "Cookie",           "Forwarded",        "Via",
                                          "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"};
    constexpr std::string_view said_twice[] = {"X-Forwarded-Port", "X-Forwarded-Server", "X-Real-IP"};
    return is_one_of(name, lists) || (same_value && is_one_of(name, said_twice));
}

}  // namespace

bool equal_ignoring_case(std::string_view one, std::string_view other) {
    return std::ranges::equal(one, other, {}, lower, lower);
}

std::string lower_case(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), lower);
    return result;
}

HeadVerdict HeadInspector::look(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, whole_head_bytes_at_most);
    for (; at_ < head.size(); ++at_) {
        constexpr std::string_view cookie = "cookie:";
        if (at_ == line_start_ + cookie.size() && lines_ > 0)
            in_cookie_ = equal_ignoring_case(head.substr(line_start_, cookie.size()), cookie);
        if (!in_cookie_ && at_ - cookie_bytes_ >= head_bytes_at_most) return refused(431);
        const char letter = head[at_];
        if (letter == '\r') {
            if (at_ + 1 == head.size()) break;
            if (head[at_ + 1] != '\n') return refused(400);
            const std::string_view line = head.substr(line_start_, at_ - line_start_);
            if (line.empty()) return lines_ == 0 ? refused(400) : HeadVerdict{.kind = HeadVerdict::Kind::complete};
            const int fault = lines_ == 0 ? fault_in_request_line(line) : fault_in_field_line(line);
            if (fault != 0) return refused(fault);
            if (++lines_ > header_fields_at_most + 1) return refused(431);
            if (in_cookie_) cookie_bytes_ += at_ + 2 - line_start_;
            in_cookie_ = false;
            line_start_ = ++at_ + 1;
            continue;
        }
        const bool control = (static_cast<unsigned char>(letter) < 0x20 && letter != '\t') || letter == 0x7f;
        const bool folded = (letter == ' ' || letter == '\t') && at_ == line_start_;
        const bool tab_in_request_line = letter == '\t' && lines_ == 0;
        if (control || folded || tab_in_request_line) return refused(400);
    }
    if (bytes.size() >= whole_head_bytes_at_most) return refused(431);
    return {};
}

int fault_in_fields(std::string_view method, const std::vector<HeaderField>& fields, std::size_t body_at_most) {
    bool has_host = false;
    bool has_length = false;
    std::size_t length = 0;
    int later_fault = 0;
    for (std::size_t one = 0; one < fields.size(); ++one) {
        const auto& [name, value] = fields[one];
        for (std::size_t other = 0; other < one; ++other) {
            if (equal_ignoring_case(name, fields[other].first) && !may_repeat(name, value == fields[other].second))
                return 400;
        }
        if (equal_ignoring_case(name, "Transfer-Encoding")) return 400;
        if (equal_ignoring_case(name, "Host")) has_host = !value.empty();
        if (equal_ignoring_case(name, "Expect") && !equal_ignoring_case(value, "100-continue")) later_fault = 417;
        if (equal_ignoring_case(name, "Content-Length")) {
            if (value.empty() || value.size() > 18 || !std::ranges::all_of(value, is_digit)) return 400;
            has_length = true;
            for (const char digit : value) length = length * 10 + static_cast<std::size_t>(digit - '0');
        }
    }
    if (!has_host) return 400;
    if (length > body_at_most) return 413;
    if (method == "POST" && !has_length) return 411;
    if (method == "GET" && length > 0) return 400;
    return later_fault;
}

bool is_for_reviewers(std::string_view target) {
    constexpr std::string_view start = "/review";
    if (!target.starts_with(start)) return false;
    return target.size() == start.size() || target[start.size()] == '/' || target[start.size()] == '?';
}

bool takes_gzip(std::string_view accept_encoding) {
    const std::string list = lower_case(accept_encoding);
    for (std::size_t start = 0; start < list.size();) {
        const std::size_t end = std::min(list.find(',', start), list.size());
        std::string item = list.substr(start, end - start);
        std::erase_if(item, [](char letter) { return letter == ' ' || letter == '\t'; });
        start = end + 1;
        if (item == "gzip") return true;
        if (!item.starts_with("gzip;q=")) continue;
        const std::string weight = item.substr(7);
        return weight.find_first_not_of("0.") != std::string::npos;
    }
    return false;
}

}  // namespace hearthside::web
