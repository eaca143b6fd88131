// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/made_images.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/text/qr.h"

namespace hearthside::platform {

text::Image qr_image(std::string_view text, int module_px, text::Colour dark, text::Colour light) {
    if (module_px < 1 || module_px > 64) return {};
    const huddle::Result<text::QrCode> code = text::qr_code(text);
    if (!code) return {};
    text::Image image;
    image.width = image.height = code->size * module_px;
    image.pixels.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const text::Colour& colour = code->dark_at(x / module_px, y / module_px) ? dark : light;
            image.pixels.insert(image.pixels.end(), {colour.red, colour.green, colour.blue, colour.alpha});
        }
    }
    return image;
}

text::Image shadow_image(float spread_px, float radius_px) {
    if (!(spread_px > 0) || !(radius_px >= 0) || spread_px > 512 || radius_px > 512) return {};
    const int part = static_cast<int>(std::ceil(2 * spread_px + radius_px)) + 1;
    text::Image image;
    image.width = image.height = 3 * part;
    image.pixels.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
    const float middle = static_cast<float>(image.width) / 2;
    // Half the side of the square whose corners are the centres of the corner circles.
    const float core = middle - spread_px - radius_px;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const float out_x = std::abs(static_cast<float>(x) + 0.5f - middle) - core;
            const float out_y = std::abs(static_cast<float>(y) + 0.5f - middle) - core;
            const float outside = std::hypot(std::max(out_x, 0.0f), std::max(out_y, 0.0f));
            const float distance = outside + std::min(std::max(out_x, out_y), 0.0f) - radius_px;
            const float t = std::clamp((distance + spread_px) / (2 * spread_px), 0.0f, 1.0f);
            const float strength = 1 - t * t * (3 - 2 * t);
            image.pixels.insert(image.pixels.end(),
                                {255, 255, 255, static_cast<std::uint8_t>(std::lround(strength * 255))});
        }
    }
    return image;
}

text::Image rounded_image(float radius_px, float line_px) {
    if (!(radius_px > 0) || radius_px > 2048 || !(line_px >= 0)) return {};
    const int half = static_cast<int>(std::ceil(radius_px));
    text::Image image;
    image.width = image.height = 2 * half;
    image.pixels.reserve(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4);
    const float core = static_cast<float>(half) - radius_px;
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            const float out_x = std::abs(static_cast<float>(x) + 0.5f - static_cast<float>(half)) - core;
            const float out_y = std::abs(static_cast<float>(y) + 0.5f - static_cast<float>(half)) - core;
            const float corner = std::hypot(std::max(out_x, 0.0f), std::max(out_y, 0.0f));
            // Positive outside the edge, in pixels.
            const float distance = (out_x > 0 && out_y > 0 ? corner : std::max(out_x, out_y)) - radius_px;
            float cover = std::clamp(0.5f - distance, 0.0f, 1.0f);
            if (line_px > 0) cover -= std::clamp(0.5f - (distance + line_px), 0.0f, 1.0f);
            image.pixels.insert(image.pixels.end(),
                                {255, 255, 255, static_cast<std::uint8_t>(std::lround(cover * 255))});
        }
    }
    return image;
}

text::Image arc_image(float diameter_px, float stroke_px, float part, int dashes) {
    if (!(diameter_px > 0) || diameter_px > 4096 || !(stroke_px > 0) || !(part > 0)) return {};
    constexpr float turn = 2 * std::numbers::pi_v<float>;
    const int side = static_cast<int>(std::ceil(diameter_px));
    const float middle = static_cast<float>(side) / 2, radius = (diameter_px - stroke_px) / 2, half = stroke_px / 2;
    const bool whole = part >= 1 && dashes <= 0;
    const float end = turn * std::min(part, 1.0f);
    const float end_x = std::sin(end), end_y = -std::cos(end);
    const float cap_x = radius * end_x, cap_y = radius * end_y;
    text::Image image;
    image.width = image.height = side;
    image.pixels.assign(static_cast<std::size_t>(side) * static_cast<std::size_t>(side) * 4, 255);
    const float outer = radius + half + 1, inner = std::max(0.0f, radius - half - 1), cap = half + 1;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const float dx = static_cast<float>(x) + 0.5f - middle, dy = static_cast<float>(y) + 0.5f - middle;
            const float square = dx * dx + dy * dy;
            float cover = 0;
            // Most pixels are outside the ring, so only the others need roots and angles.
            if (square <= outer * outer && square >= inner * inner) {
                const float beyond = end_x * dy - end_y * dx;  // above 0: up to half a turn past the end
                const float along = std::clamp(0.5f + half - std::abs(std::sqrt(square) - radius), 0.0f, 1.0f);
                if (whole) {
                    cover = along;
                } else if (dashes > 0) {
                    // A dash fills three fifths of its share of the turn.
                    float angle = std::atan2(dx, -dy);
                    if (angle < 0) angle += turn;
                    const float place = turn / static_cast<float>(dashes);
                    const float within = std::fmod(angle, place) - place / 2;
                    const float past = (std::abs(within) - 0.3f * place) * radius;
                    const bool shown = angle - within < std::max(end, place);
                    cover = shown ? along * std::clamp(0.5f - past, 0.0f, 1.0f) : 0;
                } else if (end <= turn / 2 ? dx >= 0 && beyond <= 0 : dx >= 0 || beyond <= 0) {
                    cover = along;
                } else if (const float nearest = std::min(dx * dx + (dy + radius) * (dy + radius),
                                                          (dx - cap_x) * (dx - cap_x) + (dy - cap_y) * (dy - cap_y));
                           nearest < cap * cap) {
                    cover = std::clamp(0.5f + half - std::sqrt(nearest), 0.0f, 1.0f);
                }
            }
            const std::size_t at =
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(side) + static_cast<std::size_t>(x)) * 4;
            image.pixels[at + 3] = static_cast<std::uint8_t>(cover * 255 + 0.5f);
        }
    }
    return image;
}

}  // namespace hearthside::platform
