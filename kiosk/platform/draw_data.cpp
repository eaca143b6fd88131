// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/draw_data.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "kiosk/platform/copies.h"
#include "kiosk/platform/triangles.h"

namespace hearthside::platform {
namespace {

int rounded(float value) { return static_cast<int>(std::lround(value)); }

SDL_Color sdl_colour(ImU32 colour) {
    return {static_cast<Uint8>(colour >> IM_COL32_R_SHIFT), static_cast<Uint8>(colour >> IM_COL32_G_SHIFT),
            static_cast<Uint8>(colour >> IM_COL32_B_SHIFT), static_cast<Uint8>(colour >> IM_COL32_A_SHIFT)};
}

SDL_Rect clip_of(const ImDrawCmd& command, const ImDrawData& data) {
    const int left = static_cast<int>(std::max(std::floor(command.ClipRect.x - data.DisplayPos.x), 0.0f));
    const int top = static_cast<int>(std::max(std::floor(command.ClipRect.y - data.DisplayPos.y), 0.0f));
    const int right =
        static_cast<int>(std::min(std::floor(command.ClipRect.z - data.DisplayPos.x), data.DisplaySize.x));
    const int bottom =
        static_cast<int>(std::min(std::floor(command.ClipRect.w - data.DisplayPos.y), data.DisplaySize.y));
    return {left, top, std::max(right - left, 0), std::max(bottom - top, 0)};
}

struct Copy {
    SDL_Rect from, to;
    SDL_Color tint;
};

// An upright quad with one tint and part of a texture is a plain copy. Its edges are rounded to whole pixels,
// so that neighbours meet without a seam and texts are copied one to one.
std::optional<Copy> upright_copy(const Texels& texels, const ImDrawVert* vertices, const ImDrawIdx* index) {
    const ImDrawVert& a = vertices[index[0]];
    const ImDrawVert& b = vertices[index[1]];
    const ImDrawVert& c = vertices[index[2]];
    const ImDrawVert& d = vertices[index[5]];
    const bool upright = a.pos.y == b.pos.y && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x &&
                         a.pos.x <= c.pos.x && a.pos.y <= c.pos.y;
    const bool straight = a.uv.y == b.uv.y && b.uv.x == c.uv.x && c.uv.y == d.uv.y && d.uv.x == a.uv.x &&
                          a.uv.x <= c.uv.x && a.uv.y <= c.uv.y;
    if (!upright || !straight || a.col != b.col || a.col != c.col || a.col != d.col) return std::nullopt;
    const int left = rounded(a.pos.x), top = rounded(a.pos.y);
    const auto width = static_cast<float>(texels.width), height = static_cast<float>(texels.height);
    const int u = rounded(a.uv.x * width), v = rounded(a.uv.y * height);
    return Copy{.from = {u, v, rounded(c.uv.x * width) - u, rounded(c.uv.y * height) - v},
                .to = {left, top, rounded(c.pos.x) - left, rounded(c.pos.y) - top},
                .tint = sdl_colour(a.col)};
}

// Draws the pieces of one command in order, and groups the pieces that can be drawn in one call.
class Painter {
public:
    Painter(SDL_Renderer* renderer, SDL_Surface* surface, const Textures& textures, const ImDrawData& data,
            const SDL_Rect& inside)
        : renderer_(renderer),
          surface_(surface != nullptr && can_fill_triangles(*surface) ? surface : nullptr),
          textures_(textures),
          data_(data),
          inside_(inside) {}

    void draw(const Piece& piece) {
        const ImDrawList& list = *data_.CmdLists[static_cast<int>(piece.list)];
        const ImDrawCmd& command = list.CmdBuffer[static_cast<int>(piece.command)];
        if (command_ != &command) turn_to(list, command);
        if (!shown_) return;
        const ImDrawIdx* const indices = list.IdxBuffer.Data + piece.first;
        if (piece.count == 6 && texels_ != nullptr) {
            if (const std::optional<Copy> copy = upright_copy(*texels_, vertices_, indices)) {
                flush();  // earlier pieces lie below this one
                draw_copy(*copy);
                return;
            }
        }
        indices_.insert(indices_.end(), indices, indices + piece.count);
    }

    void flush() {
        if (indices_.empty()) return;
        if (texels_ == nullptr && surface_ != nullptr) {
            fill_triangles(*surface_, clip_, vertices_, indices_);
        } else {
            const auto [lowest, highest] = std::minmax_element(indices_.begin(), indices_.end());
            const int first = *lowest, count = *highest - first + 1;
            for (int& index : indices_) index -= first;
            const ImDrawVert& vertex = vertices_[first];
            constexpr int stride = sizeof(ImDrawVert);
            SDL_RenderGeometryRaw(renderer_, texels_ ? textures_.texture(command_->GetTexID()) : nullptr, &vertex.pos.x,
                                  stride, reinterpret_cast<const SDL_Color*>(&vertex.col), stride, &vertex.uv.x, stride,
                                  count, indices_.data(), static_cast<int>(indices_.size()), sizeof(int));
            if (surface_ != nullptr) SDL_RenderFlush(renderer_);  // before anything is painted on it directly
        }
        indices_.clear();
    }

private:
    void turn_to(const ImDrawList& list, const ImDrawCmd& command) {
        flush();
        command_ = &command;
        vertices_ = list.VtxBuffer.Data + command.VtxOffset;
        texels_ = textures_.texels(command.GetTexID());
        const SDL_Rect asked = clip_of(command, data_);
        shown_ = (texels_ != nullptr || command.GetTexID() == Textures::white()) &&
                 SDL_IntersectRect(&asked, &inside_, &clip_);
        if (shown_) SDL_RenderSetClipRect(renderer_, &clip_);
    }

    void draw_copy(const Copy& copy) {
        if (surface_ != nullptr) {
            copy_texels(*surface_, clip_, *texels_, copy.from, copy.to, copy.tint);
            return;
        }
        SDL_Texture* const texture = textures_.texture(command_->GetTexID());
        SDL_SetTextureColorMod(texture, copy.tint.r, copy.tint.g, copy.tint.b);
        SDL_SetTextureAlphaMod(texture, copy.tint.a);
        SDL_RenderCopy(renderer_, texture, &copy.from, &copy.to);
        SDL_SetTextureColorMod(texture, 255, 255, 255);
        SDL_SetTextureAlphaMod(texture, 255);
    }

    SDL_Renderer* renderer_;
    SDL_Surface* surface_;
    const Textures& textures_;
    const ImDrawData& data_;
    const SDL_Rect inside_;
    const ImDrawCmd* command_ = nullptr;
    const ImDrawVert* vertices_ = nullptr;
    const Texels* texels_ = nullptr;
    SDL_Rect clip_{};
    bool shown_ = false;
    std::vector<int> indices_;
};

}  // namespace

void render(SDL_Renderer* renderer, SDL_Surface* surface, const Textures& textures, const ImDrawData& data,
            const std::vector<Piece>& pieces, const SDL_Rect& inside) {
    SDL_SetRenderDrawBlendMode(renderer, SDL_BLENDMODE_BLEND);
    Painter painter(renderer, surface, textures, data, inside);
    for (const Piece& piece : pieces) {
        if (SDL_HasIntersection(&piece.box, &inside)) painter.draw(piece);
    }
    painter.flush();
    SDL_RenderSetClipRect(renderer, nullptr);
}

}  // namespace hearthside::platform
