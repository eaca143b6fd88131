// SPDX-License-Identifier: Apache-2.0
// Draws ImGui's draw data with any SDL renderer, whole or only inside one rectangle. The pixels are the same
// either way.
#pragma once

#include <SDL.h>
#include <imgui.h>

#include <vector>

#include "kiosk/platform/difference.h"
#include "kiosk/platform/textures.h"

namespace hearthside::platform {

// `pieces` are those of `data`. `surface` is the surface that a software renderer paints on; shapes and
// copies are then painted there directly, which is finer and faster. It is null for other renderers. The
// function paints over what is there, so the caller's picture must cover the whole rectangle. It leaves the
// renderer's clip off.
void render(SDL_Renderer* renderer, SDL_Surface* surface, const Textures& textures, const ImDrawData& data,
            const std::vector<Piece>& pieces, const SDL_Rect& inside);

}  // namespace hearthside::platform
