#include "kiosk/platform/stage.h"

#include <imgui.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "kiosk/platform/draw_data.h"

namespace hearthside {

void Stage::EndContext::operator()(ImGuiContext* context) const { ImGui::DestroyContext(context); }

Stage::Stage(SDL_Surface* target, TextEngine& engine, std::size_t texture_bytes)
    : target_(target), renderer_(SDL_CreateSoftwareRenderer(target), SDL_DestroyRenderer) {
    if (!renderer_) throw std::runtime_error(std::string("The screen cannot be painted: ") + SDL_GetError());
    textures_ = std::make_unique<Textures>(renderer_.get(), engine, texture_bytes);
    context_.reset(ImGui::CreateContext());
    ImGui::SetCurrentContext(context_.get());

    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.DisplaySize = {static_cast<float>(target->w), static_cast<float>(target->h)};
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.MousePos = {-FLT_MAX, -FLT_MAX};
    // Texts never go through ImGui; its atlas is only there because it asks for one, and every
    // vertex that uses it means plain white.
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

const std::vector<SDL_Rect>& Stage::frame(const std::function<void()>& draw, float seconds) {
    ImGui::SetCurrentContext(context_.get());
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = std::clamp(seconds, 0.0001f, 1.0f);
    touch_.feed(io);
    ImGui::NewFrame();
    draw();
    ImGui::Render();
    const ImDrawData& data = *ImGui::GetDrawData();

    std::vector<Piece> pieces = pieces_of(data);
    if (all_next_) {
        painted_ = {SDL_Rect{0, 0, target_->w, target_->h}};
    } else {
        painted_ = difference(
            shown_, pieces, [this](const Piece& before, const Piece& after) -> std::optional<SDL_Rect> {
                const Texels* const texels = textures_->texels(after.picture);
                // Only where a texel is a pixel.
                if (texels == nullptr || texels->width != after.place.w || texels->height != after.place.h)
                    return {};
                return textures_->difference_of(before.picture, after.picture);
            });
    }
    all_next_ = false;
    for (const SDL_Rect& rect : painted_) {
        // What no piece covers is black, not what was there before.
        SDL_FillRect(target_, &rect, 0);
        render(renderer_.get(), target_, *textures_, data, pieces, rect);
        SDL_RenderFlush(renderer_.get());
    }
    shown_ = std::move(pieces);
    textures_->end_frame();
    return painted_;
}

}  // namespace hearthside
