// SPDX-License-Identifier: Apache-2.0
// What a test reads in a response.
#pragma once

#include <string>
#include <string_view>

#include "kiosk/web/http.h"

namespace hearthside::web {

inline std::string header(const Response& response, std::string_view name) {
    for (const auto& [field_name, value] : response.headers) {
        if (field_name == name) return value;
    }
    return "";
}

inline bool says(const Response& response, std::string_view text) {
    return response.body.find(text) != std::string::npos;
}

inline std::size_t times(const std::string& text, std::string_view part) {
    std::size_t count = 0;
    for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++count;
    return count;
}

}  // namespace hearthside::web
