// SPDX-License-Identifier: Apache-2.0
// Pictures for one SDL renderer. Texts, icons, QR codes and the shadow become textures once and are kept.
// Above a byte limit the least recently used go first.
#pragma once

#include <SDL.h>

#include <cstddef>
#include <list>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "kiosk/platform/copies.h"
#include "kiosk/ui/pictures.h"

namespace hearthside::platform {

class Textures final : public ui::Pictures {
public:
    static constexpr std::size_t default_byte_limit = 24u * 1024 * 1024;

    // The renderer and the engine are borrowed and must outlive this object. Called on the renderer's thread
    // only.
    Textures(SDL_Renderer* renderer, text::TextEngine& engine, std::size_t byte_limit = default_byte_limit);
    ~Textures() override;
    Textures(const Textures&) = delete;
    Textures& operator=(const Textures&) = delete;

    ui::Picture text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) override;
    ui::Picture private_text(std::string_view utf8, const text::TextStyle& style, const text::TextBox& box) override;
    void forget_private_texts() override { forget_private_texts_ = true; }
    ui::Picture icon(std::string_view name, float size_px, text::Colour colour) override;
    ui::Picture qr(std::string_view text, int module_px, text::Colour dark, text::Colour light) override;
    ui::Picture shadow(float spread_px, float radius_px) override;
    ui::Picture rounded(float radius_px, float line_px) override;
    ui::Picture arc(float diameter_px, float stroke_px, float part, int dashes) override;
    text::TextEngine& engine() override { return engine_; }

    // Call after a frame is rendered. Drops what exceeds the limit and was not used in the frame, and the
    // steps of moving things that the frame did not show.
    void end_frame();

    // Null for white() and for an identity that was dropped. Identities count up and are never reused, so a
    // new picture in the place of an old one counts as a change. Valid until end_frame().
    const Texels* texels(ImTextureID identity) const;
    // The same as a texture of the renderer, made on first use.
    SDL_Texture* texture(ImTextureID identity) const;
    static ImTextureID white();
    // The part in which two pictures of one size differ, measured from their top left corner. None when one
    // was dropped or their sizes differ.
    std::optional<SDL_Rect> difference_of(ImTextureID one, ImTextureID other) const;

    std::size_t bytes() const { return bytes_; }
    std::size_t private_texts() const;  // how many are kept

private:
    struct Entry {
        std::string key;
        ui::Picture picture;
        Texels texels;
        mutable SDL_Texture* texture = nullptr;
        std::uint64_t frame = 0;
        bool secret = false;  // somebody's words: overwritten before they are freed

        std::size_t bytes() const { return texels.pixels.size() * sizeof texels.pixels[0]; }
    };
    using Entries = std::list<Entry>;

    const ui::Picture* known(const std::string& key);
    ui::Picture keep(std::string key, const text::Image& image);
    void let_go(Entries::iterator entry);

    SDL_Renderer* renderer_;
    text::TextEngine& engine_;
    std::size_t byte_limit_;
    std::size_t bytes_ = 0;
    std::uint64_t frame_ = 1;
    bool forget_private_texts_ = false;
    std::uint64_t last_identity_ = 1;         // 1 is white
    std::vector<Entries::iterator> passing_;  // single steps of a movement: never asked for again
    Entries entries_;                         // most recently used first
    std::unordered_map<std::string_view, Entries::iterator> by_key_;
    std::unordered_map<ImTextureID, const Entry*> by_identity_;
};

}  // namespace hearthside::platform
