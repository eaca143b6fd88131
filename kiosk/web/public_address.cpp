// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/public_address.h"

#include <algorithm>

#include "kiosk/web/request_head.h"

namespace hearthside::web {

namespace {

bool is_host_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' ||
           letter == ':' || letter == '[' || letter == ']';
}

bool is_port(std::string_view text) {
    if (text.empty() || text.size() > 5) return false;
    int port = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return false;
        port = port * 10 + (digit - '0');
    }
    return port > 0 && port <= 65535;
}

}  // namespace

huddle::Result<PublicAddress> read_public_address(std::string_view url) {
    const huddle::Problem problem{huddle::ProblemKind::invalid,
                                  "The public address must be like https://notes.ward.example or "
                                  "http://kiosk.ward.example:8080, without a path."};
    std::string text = lower_case(url);
    std::string scheme;
    for (const char* known : {"http://", "https://"}) {
        if (text.starts_with(known)) scheme = known;
    }
    if (scheme.empty()) return problem;
    std::string host = text.substr(scheme.size());
    if (host.ends_with('/')) host.pop_back();
    if (host.empty() || host.size() > 255 || !std::ranges::all_of(host, is_host_letter)) return problem;
    const std::size_t bracket = host.find(']');
    if ((host.front() == '[') != (bracket != std::string::npos)) return problem;
    const std::size_t colon = host.find(':', bracket == std::string::npos ? 0 : bracket);
    if (colon == 0) return problem;
    if (colon != std::string::npos) {
        if (!is_port(std::string_view(host).substr(colon + 1))) return problem;
        const bool own_port = host.substr(colon) == (scheme == "https://" ? ":443" : ":80");
        if (own_port) host.resize(colon);
    }
    return PublicAddress{.origin = scheme + host, .host = host};
}

}  // namespace hearthside::web
