// Triangles with a colour at each corner -> pixels of a surface, to a fraction of a pixel: SDL's own
// software renderer moves corners to whole pixels, and the soft edges that ImGui draws would be lost.
#pragma once

#include <SDL.h>
#include <imgui.h>

#include <span>

namespace hearthside {

// 32 bits a pixel with red, green and blue at 16, 8 and 0, as window surfaces have it.
bool can_fill_triangles(const SDL_Surface& surface);

// Each three indices are a triangle. A pixel belongs to it when its middle does; neighbours that
// share an edge leave no gap and cover no pixel twice. The pixels within `clip` do not depend on it.
void fill_triangles(SDL_Surface& surface, const SDL_Rect& clip, const ImDrawVert* vertices,
                    std::span<const int> indices);

}  // namespace hearthside
