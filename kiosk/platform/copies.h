// SPDX-License-Identifier: Apache-2.0
// Copies part of a picture to an upright rectangle of a surface, tinted and blended. SDL can do this too, but
// takes three times as long for tinted pictures and rounds differently when the copy is clipped.
#pragma once

#include <SDL.h>

#include <cstdint>
#include <vector>

namespace hearthside::platform {

struct Texels {
    int width = 0, height = 0;
    std::vector<std::uint32_t> pixels;  // straight alpha at 24, red, green and blue at 16, 8 and 0
};

// The surface must pass can_fill_triangles(). Where the sizes differ, the nearest texel is used. `clip` does
// not change the pixels inside it.
void copy_texels(SDL_Surface& surface, const SDL_Rect& clip, const Texels& texels, const SDL_Rect& from,
                 const SDL_Rect& to, SDL_Color tint);

}  // namespace hearthside::platform
