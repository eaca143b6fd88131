// SPDX-License-Identifier: Apache-2.0
// The contrast of two colours by WCAG 2.1: 1 for equal ones, 21 for black on white.
#pragma once

#include <algorithm>
#include <cmath>

#include "core/text/text.h"

namespace hearthside::support {

inline double luminance(text::Colour colour) {
    const auto channel = [](std::uint8_t value) {
        const double part = value / 255.0;
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.red) + 0.7152 * channel(colour.green) + 0.0722 * channel(colour.blue);
}

inline double contrast(text::Colour a, text::Colour b) {
    const double first = luminance(a), second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

}  // namespace hearthside::support
