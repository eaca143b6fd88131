// SPDX-License-Identifier: Apache-2.0
// Fills triangles with a colour at each corner, with sub-pixel precision. SDL's own software renderer moves
// corners to whole pixels, which would lose the soft edges that ImGui draws.
#pragma once

#include <SDL.h>
#include <imgui.h>

#include <span>

namespace hearthside::platform {

// True for 32 bits a pixel with red at bit 16, green at bit 8 and blue at bit 0, as window surfaces have it.
bool can_fill_triangles(const SDL_Surface& surface);

// Each three indices are a triangle. A pixel belongs to a triangle that contains its centre, so neighbours
// that share an edge leave no gap and cover no pixel twice. `clip` does not change the pixels inside it.
void fill_triangles(SDL_Surface& surface, const SDL_Rect& clip, const ImDrawVert* vertices,
                    std::span<const int> indices);

}  // namespace hearthside::platform
