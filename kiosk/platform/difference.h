// Which parts of the screen a frame changes: the frame's draw data is taken apart into pieces (a
// quad or a triangle), and the pieces of two frames are compared. Knows no renderer and no window.
#pragma once

#include <SDL_rect.h>
#include <imgui.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace hearthside {

// Six indices when two triangles form one quad as ImGui writes them, else three. A quad is never
// taken apart, because renderers draw it in another way than its two halves.
struct Piece {
    std::uint64_t hash = 0;  // of its vertices, texture and clip
    SDL_Rect box{};          // px it can touch, within clip and screen; empty when it shows nothing
    std::uint32_t list = 0, command = 0;
    std::uint32_t first = 0;  // index within the list's index buffer
    std::uint32_t count = 3;
    // Of an upright quad that shows a whole picture: all but the picture itself, which picture, and
    // where it lies in whole pixels.
    std::uint64_t frame_hash = 0;  // 0 for all others
    ImTextureID picture = nullptr;
    SDL_Rect place{};
};

// In drawing order. User callbacks are not pieces; we have none.
std::vector<Piece> pieces_of(const ImDrawData& data);

// Of two pieces that show whole pictures at the same place: the part of the place, from its top left
// corner, in which they differ. None when that cannot be said.
using PictureDifference = std::function<std::optional<SDL_Rect>(const Piece& before, const Piece& after)>;

// Few rectangles, disjoint or nearly so, outside of which both frames show the same pixels: a piece
// that came, went or changed its place in the order counts with its whole box; a picture that took
// another's place, only where the two differ.
std::vector<SDL_Rect> difference(const std::vector<Piece>& before, const std::vector<Piece>& after,
                                 const PictureDifference& picture_difference = {});

}  // namespace hearthside
