// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/triangles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "kiosk/platform/blend.h"

namespace hearthside::platform {
namespace {

using Channels = std::array<std::int64_t, 4>;  // red, green, blue, alpha; 16 binary places

constexpr int places = 16;

Channels channels_of(ImU32 colour) {
    return {static_cast<std::int64_t>(colour >> IM_COL32_R_SHIFT & 255) << places,
            static_cast<std::int64_t>(colour >> IM_COL32_G_SHIFT & 255) << places,
            static_cast<std::int64_t>(colour >> IM_COL32_B_SHIFT & 255) << places,
            static_cast<std::int64_t>(colour >> IM_COL32_A_SHIFT & 255) << places};
}

std::uint32_t whole(std::int64_t value) {
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>((value + (1 << (places - 1))) >> places, 0, 255));
}

// Where an edge crosses the middle of row `y`. The ends are always taken in the same order, so both triangles
// that share the edge get the same value.
double crossing(const ImVec2& from, const ImVec2& to, int y) {
    const bool in_order = from.y < to.y || (from.y == to.y && from.x < to.x);
    const ImVec2& a = in_order ? from : to;
    const ImVec2& b = in_order ? to : from;
    const double part = (y + 0.5 - static_cast<double>(a.y)) / (static_cast<double>(b.y) - static_cast<double>(a.y));
    return static_cast<double>(a.x) + (static_cast<double>(b.x) - static_cast<double>(a.x)) * part;
}

int first_middle_at_or_after(double place) { return static_cast<int>(std::ceil(place - 0.5)); }

void fill_span(std::uint32_t* row, int left, int right, Channels colour, const Channels& step) {
    if (step == Channels{}) {
        const std::uint32_t red = whole(colour[0]), green = whole(colour[1]), blue = whole(colour[2]);
        const std::uint32_t alpha = whole(colour[3]);
        if (alpha == 255) {
            std::fill(row + left, row + right, red << 16 | green << 8 | blue);
        } else if (alpha > 0) {
            Shade(red, green, blue, alpha).over(row + left, right - left);
        }
        return;
    }
    for (int x = left; x < right; ++x) {
        row[x] = Shade(whole(colour[0]), whole(colour[1]), whole(colour[2]), whole(colour[3])).over(row[x]);
        for (std::size_t channel = 0; channel < 4; ++channel) colour[channel] += step[channel];
    }
}

void fill_triangle(SDL_Surface& surface, const SDL_Rect& clip, const ImDrawVert& a, const ImDrawVert& b,
                   const ImDrawVert& c) {
    std::array<const ImDrawVert*, 3> by_height{&a, &b, &c};
    std::sort(by_height.begin(), by_height.end(), [](auto* one, auto* other) { return one->pos.y < other->pos.y; });
    const ImDrawVert& top = *by_height[0];
    const ImDrawVert& middle = *by_height[1];
    const ImDrawVert& bottom = *by_height[2];
    const int first_row = std::max(first_middle_at_or_after(static_cast<double>(top.pos.y)), clip.y);
    const int end_row = std::min(first_middle_at_or_after(static_cast<double>(bottom.pos.y)), clip.y + clip.h);
    const int turn_row = first_middle_at_or_after(static_cast<double>(middle.pos.y));
    if (first_row >= end_row) return;

    // The plane through the three colours, as slopes along x and y.
    const double ax = static_cast<double>(b.pos.x) - static_cast<double>(a.pos.x);
    const double ay = static_cast<double>(b.pos.y) - static_cast<double>(a.pos.y);
    const double bx = static_cast<double>(c.pos.x) - static_cast<double>(a.pos.x);
    const double by = static_cast<double>(c.pos.y) - static_cast<double>(a.pos.y);
    const double area = ax * by - bx * ay;
    const bool flat = (a.col == b.col && a.col == c.col) || std::abs(area) < 1e-9;
    const Channels at_a = channels_of(a.col), at_b = channels_of(b.col), at_c = channels_of(c.col);
    std::array<double, 4> along_y{};
    Channels step{};
    std::array<double, 4> along_x{};
    if (!flat) {
        for (std::size_t channel = 0; channel < 4; ++channel) {
            const auto first = static_cast<double>(at_b[channel] - at_a[channel]);
            const auto second = static_cast<double>(at_c[channel] - at_a[channel]);
            along_x[channel] = (first * by - second * ay) / area;
            along_y[channel] = (second * ax - first * bx) / area;
            // The slope of a sliver can exceed all bounds. Between its edges the colour stays in range.
            step[channel] = std::llround(std::clamp(along_x[channel], -1.7e7, 1.7e7));
        }
    }
    for (int y = first_row; y < end_row; ++y) {
        const double one = crossing(top.pos, bottom.pos, y);
        const double other = y < turn_row ? crossing(top.pos, middle.pos, y) : crossing(middle.pos, bottom.pos, y);
        const int start = first_middle_at_or_after(std::min(one, other));
        const int left = std::max(start, clip.x);
        const int right = std::min(first_middle_at_or_after(std::max(one, other)), clip.x + clip.w);
        if (left >= right) continue;
        Channels colour = at_a;
        if (!flat) {
            for (std::size_t channel = 0; channel < 4; ++channel) {
                const double value = static_cast<double>(at_a[channel]) +
                                     along_x[channel] * (start + 0.5 - static_cast<double>(a.pos.x)) +
                                     along_y[channel] * (y + 0.5 - static_cast<double>(a.pos.y));
                const double bounded = std::clamp(value, 0.0, 255.0 * (1 << places));
                colour[channel] = std::llround(bounded) + step[channel] * (left - start);
            }
        }
        auto* const row = reinterpret_cast<std::uint32_t*>(static_cast<std::uint8_t*>(surface.pixels) +
                                                           static_cast<std::ptrdiff_t>(y) * surface.pitch);
        fill_span(row, left, right, colour, step);
    }
}

}  // namespace

bool can_fill_triangles(const SDL_Surface& surface) {
    const SDL_PixelFormat& format = *surface.format;
    return format.BytesPerPixel == 4 && format.Rmask == 0xFF0000 && format.Gmask == 0xFF00 && format.Bmask == 0xFF;
}

void fill_triangles(SDL_Surface& surface, const SDL_Rect& clip, const ImDrawVert* vertices,
                    std::span<const int> indices) {
    const SDL_Rect whole_surface{0, 0, surface.w, surface.h};
    SDL_Rect within;
    if (!SDL_IntersectRect(&clip, &whole_surface, &within)) return;
    for (std::size_t at = 0; at + 3 <= indices.size(); at += 3) {
        fill_triangle(surface, within, vertices[indices[at]], vertices[indices[at + 1]], vertices[indices[at + 2]]);
    }
}

}  // namespace hearthside::platform
