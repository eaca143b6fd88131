// A part of a picture -> an upright rectangle of a surface, tinted and blended. SDL can do this too,
// but takes three times as long for tinted pictures, and rounds differently when it is clipped.
#pragma once

#include <SDL.h>

#include <cstdint>
#include <vector>

namespace hearthside {

struct Texels {
    int width = 0, height = 0;
    std::vector<std::uint32_t> pixels;  // straight alpha at 24, red, green and blue at 16, 8 and 0
};

// The surface is as can_fill_triangles() wants it. Where sizes differ the nearest texel is taken.
// The pixels within `clip` do not depend on it.
void copy_texels(SDL_Surface& surface, const SDL_Rect& clip, const Texels& texels, const SDL_Rect& from,
                 const SDL_Rect& to, SDL_Color tint);

}  // namespace hearthside
