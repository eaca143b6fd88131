// SPDX-License-Identifier: Apache-2.0
// Finds which parts of the screen a frame changes. It splits the frame's draw data into pieces (quads or
// triangles) and compares the pieces of two frames.
#pragma once

#include <SDL_rect.h>
#include <imgui.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace hearthside::platform {

// Six indices when two triangles form one quad as ImGui writes them, otherwise three. A quad is never split,
// because renderers draw it differently from its two halves.
struct Piece {
    std::uint64_t hash = 0;  // of its vertices, texture and clip
    SDL_Rect box{};          // px it can touch, within clip and screen; empty when it shows nothing
    std::uint32_t list = 0, command = 0;
    std::uint32_t first = 0;  // index within the list's index buffer
    std::uint32_t count = 3;
    // Set for an upright quad that shows a whole picture: a hash of everything but the picture, the picture's
    // identity, and its position in whole pixels.
    std::uint64_t frame_hash = 0;  // 0 for all others
    ImTextureID picture = nullptr;
    SDL_Rect place{};
};

// In drawing order. User callbacks are not pieces; this program has none.
std::vector<Piece> pieces_of(const ImDrawData& data);

// For two pieces that show whole pictures at the same place: the part in which they differ, measured from the
// top left corner. None when it is not known.
using PictureDifference = std::function<std::optional<SDL_Rect>(const Piece& before, const Piece& after)>;

// A few rectangles, disjoint or nearly so. Outside them both frames show the same pixels. A piece that
// appeared, disappeared or moved in the drawing order counts with its whole box. A picture that replaced
// another at the same place counts only where the two differ.
std::vector<SDL_Rect> difference(const std::vector<Piece>& before, const std::vector<Piece>& after,
                                 const PictureDifference& picture_difference = {});

}  // namespace hearthside::platform
