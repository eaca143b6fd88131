// SPDX-License-Identifier: Apache-2.0
// Blends one colour over pixels in the layout of window surfaces: red at bit 16, green at bit 8, blue at bit
// 0.
#pragma once

#include <cstdint>

namespace hearthside::platform {

// A colour with straight alpha, prepared for many pixels. Each channel is exact to half a level.
class Shade {
public:
    Shade(std::uint32_t red, std::uint32_t green, std::uint32_t blue, std::uint32_t alpha)
        : red_blue_((red << 16 | blue) * alpha + 0x800080), green_(green * alpha + 0x80), rest_(255 - alpha) {}

    // Red and blue share one word: each product needs at most 16 bits.
    std::uint32_t over(std::uint32_t pixel) const {
        std::uint32_t red_blue = (pixel & 0xFF00FF) * rest_ + red_blue_;
        red_blue = ((red_blue + (red_blue >> 8 & 0xFF00FF)) >> 8) & 0xFF00FF;
        const std::uint32_t green = (pixel >> 8 & 255) * rest_ + green_;
        return red_blue | ((green + (green >> 8)) & 0xFF00);
    }
    void over(std::uint32_t* pixels, int count) const {
        for (int x = 0; x < count; ++x) pixels[x] = over(pixels[x]);
    }

private:
    std::uint32_t red_blue_, green_, rest_;
};

}  // namespace hearthside::platform
