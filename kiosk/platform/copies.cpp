// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/copies.h"

#include <algorithm>

#include "kiosk/platform/blend.h"

namespace hearthside::platform {
namespace {

std::uint32_t share(std::uint32_t value, std::uint32_t part) {
    const std::uint32_t product = value * part + 128;
    return (product + (product >> 8)) >> 8;
}

void copy_plain(std::uint32_t* row, const std::uint32_t* texels, int count) {
    for (int x = 0; x < count; ++x) {
        const std::uint32_t texel = texels[x], alpha = texel >> 24;
        if (alpha == 255)
            row[x] = texel & 0xFFFFFF;
        else if (alpha != 0)
            row[x] = Shade(texel >> 16 & 255, texel >> 8 & 255, texel & 255, alpha).over(row[x]);
    }
}

// A stretched copy repeats one texel over many pixels.
void copy_tinted(std::uint32_t* row, const std::uint32_t* texels, const std::vector<int>& columns, SDL_Color tint) {
    const int count = static_cast<int>(columns.size());
    for (int x = 0, end = 0; x < count; x = end) {
        const int column = columns[static_cast<std::size_t>(x)];
        for (end = x + 1; end < count && columns[static_cast<std::size_t>(end)] == column; ++end) {
        }
        const std::uint32_t texel = texels[column], alpha = share(texel >> 24, tint.a);
        if (alpha == 0) continue;
        const std::uint32_t red = share(texel >> 16 & 255, tint.r), green = share(texel >> 8 & 255, tint.g);
        const std::uint32_t blue = share(texel & 255, tint.b);
        if (alpha == 255)
            std::fill(row + x, row + end, red << 16 | green << 8 | blue);
        else
            Shade(red, green, blue, alpha).over(row + x, end - x);
    }
}

}  // namespace

void copy_texels(SDL_Surface& surface, const SDL_Rect& clip, const Texels& texels, const SDL_Rect& from,
                 const SDL_Rect& to, SDL_Color tint) {
    const SDL_Rect whole_surface{0, 0, surface.w, surface.h};
    SDL_Rect within;
    if (!SDL_IntersectRect(&clip, &whole_surface, &within) || !SDL_IntersectRect(&within, &to, &within)) return;
    if (from.w <= 0 || from.h <= 0 || from.x < 0 || from.y < 0 || from.x + from.w > texels.width ||
        from.y + from.h > texels.height) {
        return;
    }
    const bool plain = from.w == to.w && tint.r == 255 && tint.g == 255 && tint.b == 255 && tint.a == 255;
    std::vector<int> columns;
    if (!plain) {
        columns.resize(static_cast<std::size_t>(within.w));
        for (int x = 0; x < within.w; ++x) {
            const std::int64_t place = 2 * (within.x + x - to.x) + 1;
            columns[static_cast<std::size_t>(x)] = from.x + static_cast<int>(place * from.w / (2 * to.w));
        }
    }
    for (int y = within.y; y < within.y + within.h; ++y) {
        const std::int64_t place = 2 * (y - to.y) + 1;
        const auto line = static_cast<std::size_t>(from.y + place * from.h / (2 * to.h));
        const std::uint32_t* const source = texels.pixels.data() + line * static_cast<std::size_t>(texels.width);
        auto* const row = reinterpret_cast<std::uint32_t*>(static_cast<std::uint8_t*>(surface.pixels) +
                                                           static_cast<std::ptrdiff_t>(y) * surface.pitch) +
                          within.x;
        if (plain) {
            copy_plain(row, source + from.x + (within.x - to.x), within.w);
            continue;
        }
        copy_tinted(row, source, columns, tint);
    }
}

}  // namespace hearthside::platform
