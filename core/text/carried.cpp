// SPDX-License-Identifier: Apache-2.0
#include "core/text/carried.h"

#include <unicode/utf.h>
#include <unicode/utf8.h>

namespace hearthside::text {

std::string carried(std::string_view text) {
    constexpr std::string_view lost = "\uFFFD";
    std::string result;
    result.reserve(text.size());
    const auto* const bytes = reinterpret_cast<const uint8_t*>(text.data());
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t at = 0; at < length;) {
        const int32_t begin = at;
        UChar32 sign = 0;
        U8_NEXT(bytes, at, length, sign);
        const bool control = (sign < 0x20 && sign != '\t' && sign != '\n' && sign != '\r') || sign == 0x7F;
        if (sign < 0 || control || U_IS_UNICODE_NONCHAR(sign)) {
            result += lost;
        } else {
            result += text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
        }
    }
    return result;
}

}  // namespace hearthside::text
