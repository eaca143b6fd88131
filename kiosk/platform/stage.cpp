// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/stage.h"

#include <imgui.h>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "kiosk/platform/draw_data.h"

namespace hearthside::platform {

void Stage::EndContext::operator()(ImGuiContext* context) const { ImGui::DestroyContext(context); }

Stage::Stage(SDL_Surface* target, text::TextEngine& engine, std::size_t texture_bytes)
    : Stage(target, Renderer(SDL_CreateSoftwareRenderer(target), SDL_DestroyRenderer),
            Kept(nullptr, SDL_DestroyTexture), target->w, target->h, engine, texture_bytes) {}

Stage::Stage(SDL_Renderer* renderer, int width_px, int height_px, text::TextEngine& engine)
    : Stage(nullptr, Renderer(renderer, [](SDL_Renderer*) {}),
            Kept(SDL_CreateTexture(renderer, SDL_PIXELFORMAT_ARGB8888, SDL_TEXTUREACCESS_TARGET, width_px, height_px),
                 SDL_DestroyTexture),
            width_px, height_px, engine, Textures::default_byte_limit) {}

Stage::Stage(SDL_Surface* target, Renderer renderer, Kept kept, int width_px, int height_px, text::TextEngine& engine,
             std::size_t texture_bytes)
    : target_(target), renderer_(std::move(renderer)), kept_(std::move(kept)), width_(width_px), height_(height_px) {
    if (!renderer_ || (target_ == nullptr && !kept_))
        throw std::runtime_error(std::string("The screen cannot be painted: ") + SDL_GetError());
    // The kept picture is copied without blending, so nothing of the window's earlier picture remains.
    if (kept_) SDL_SetTextureBlendMode(kept_.get(), SDL_BLENDMODE_NONE);
    textures_ = std::make_unique<Textures>(renderer_.get(), engine, texture_bytes);
    context_.reset(ImGui::CreateContext());
    ImGui::SetCurrentContext(context_.get());

    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.DisplaySize = {static_cast<float>(width_), static_cast<float>(height_)};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.MousePos = {-FLT_MAX, -FLT_MAX};
    // ImGui draws no text here. It requires a font atlas, and every vertex that uses the atlas means plain
    // white.
    io.Fonts->Flags |= ImFontAtlasFlags_NoBakedLines | ImFontAtlasFlags_NoMouseCursors;
    static constexpr ImWchar one_letter[] = {' ', ' ', 0};
    ImFontConfig font;
    font.GlyphRanges = one_letter;
    io.Fonts->AddFontDefault(&font);
    io.Fonts->Build();
    io.Fonts->SetTexID(Textures::white());
    ImGuiStyle& style = ImGui::GetStyle();
    style.AntiAliasedLinesUseTex = false;
    style.CircleTessellationMaxError = 0.15f;
}

Stage::~Stage() = default;

void Stage::paint(const ImDrawData& data, const std::vector<Piece>& pieces) {
    if (kept_) SDL_SetRenderTarget(renderer_.get(), kept_.get());
    for (const SDL_Rect& rect : painted_) {
        // Places that no piece covers become black instead of keeping old pixels.
        if (kept_) {
            SDL_SetRenderDrawBlendMode(renderer_.get(), SDL_BLENDMODE_NONE);
            SDL_SetRenderDrawColor(renderer_.get(), 0, 0, 0, 255);
            SDL_RenderFillRect(renderer_.get(), &rect);
        } else {
            SDL_FillRect(target_, &rect, 0);
        }
        render(renderer_.get(), target_, *textures_, data, pieces, rect);
        SDL_RenderFlush(renderer_.get());
    }
    if (kept_) SDL_SetRenderTarget(renderer_.get(), nullptr);
}

void Stage::copy_kept() {
    if (kept_) SDL_RenderCopy(renderer_.get(), kept_.get(), nullptr, nullptr);
}

void Stage::run(const std::function<void()>& draw, float seconds) {
    ImGui::SetCurrentContext(context_.get());
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = std::clamp(seconds, 0.0001f, 1.0f);
    touch_.feed(io);
    ImGui::NewFrame();
    draw();
    ImGui::Render();
}

void Stage::lay_out(const std::function<void()>& draw, float seconds) {
    run(draw, seconds);
    all_next_ = true;
    textures_->end_frame();
}

const std::vector<SDL_Rect>& Stage::frame(const std::function<void()>& draw, float seconds) {
    run(draw, seconds);
    const ImDrawData& data = *ImGui::GetDrawData();

    std::vector<Piece> pieces = pieces_of(data);
    if (all_next_) {
        painted_ = {SDL_Rect{0, 0, width_, height_}};
    } else {
        painted_ =
            difference(shown_, pieces, [this](const Piece& before, const Piece& after) -> std::optional<SDL_Rect> {
                const Texels* const texels = textures_->texels(after.picture);
                // Only where one texel is exactly one pixel.
                if (texels == nullptr || texels->width != after.place.w || texels->height != after.place.h) return {};
                return textures_->difference_of(before.picture, after.picture);
            });
    }
    all_next_ = false;
    if (!painted_.empty()) paint(data, pieces);
    shown_ = std::move(pieces);
    textures_->end_frame();
    return painted_;
}

}  // namespace hearthside::platform
