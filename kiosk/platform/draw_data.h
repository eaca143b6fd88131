// ImGui's draw data -> any SDL renderer, or only the part of it inside one rectangle: the pixels are
// the same either way.
#pragma once

#include <SDL.h>
#include <imgui.h>

#include <vector>

#include "kiosk/platform/difference.h"
#include "kiosk/platform/textures.h"

namespace hearthside {

// `pieces` are those of `data`. With `surface`, the one a software renderer paints on, shapes and copies
// are painted there directly, finer and faster; null for other renderers. Paints over what is there; the
// caller's picture is expected to cover the whole rectangle. Leaves the renderer's clip off.
void render(SDL_Renderer* renderer, SDL_Surface* surface, const Textures& textures, const ImDrawData& data,
            const std::vector<Piece>& pieces, const SDL_Rect& inside);

}  // namespace hearthside
