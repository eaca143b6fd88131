// Which parts of the screen a frame changes: the frame's draw data is taken apart into pieces (a
// quad or a triangle), and the pieces of two frames are compared. Knows no renderer and no window.
#pragma once

#include <SDL_rect.h>
#include <imgui.h>

#include <cstdint>
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
};

// In drawing order. User callbacks are not pieces; we have none.
std::vector<Piece> pieces_of(const ImDrawData& data);

// Few rectangles, disjoint or nearly so, outside of which both frames show the same pixels: a piece
// that came, went or changed its place in the order counts with its whole box.
std::vector<SDL_Rect> difference(const std::vector<Piece>& before, const std::vector<Piece>& after);

}  // namespace hearthside
