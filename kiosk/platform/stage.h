// SPDX-License-Identifier: Apache-2.0
// One picture that ImGui draws again and again. A stage runs frames, finds what changed since the last one,
// and paints only that: on plain memory, or on a texture that any other SDL renderer keeps. The window and
// the off-screen pictures are both stages.
#pragma once

#include <SDL.h>

#include <functional>
#include <memory>
#include <vector>

#include "kiosk/platform/difference.h"
#include "kiosk/platform/textures.h"
#include "kiosk/platform/touch.h"

struct ImDrawData;
struct ImGuiContext;

namespace hearthside::platform {

class Stage {
public:
    // The surface and the engine are borrowed and must outlive the stage. Each stage has its own ImGui
    // context, which is current while a frame is drawn. Throws std::runtime_error when SDL cannot paint
    // there.
    Stage(SDL_Surface* target, text::TextEngine& engine, std::size_t texture_bytes = Textures::default_byte_limit);
    // For a renderer that can paint on textures. The renderer is borrowed and must outlive the stage.
    Stage(SDL_Renderer* renderer, int width_px, int height_px, text::TextEngine& engine);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    ui::Pictures& pictures() { return *textures_; }
    const Textures& textures() const { return *textures_; }
    TouchInput& touch() { return touch_; }
    int width() const { return width_; }
    int height() const { return height_; }

    // Runs one frame. `seconds` is the time since the last one, for ImGui. Returns the rectangles that were
    // painted; none when the picture is the same. Valid until the next frame.
    const std::vector<SDL_Rect>& frame(const std::function<void()>& draw, float seconds);
    // Runs one frame and paints nothing: for who asks where things are, and not how they look. The next frame paints
    // everything.
    void lay_out(const std::function<void()>& draw, float seconds);
    // The next frame paints everything.
    void paint_all_next() { all_next_ = true; }
    // Copies the whole kept picture to the renderer's own target. Only for the second kind of stage.
    void copy_kept();

private:
    struct EndContext {
        void operator()(ImGuiContext* context) const;
    };

    using Renderer = std::unique_ptr<SDL_Renderer, void (*)(SDL_Renderer*)>;
    using Kept = std::unique_ptr<SDL_Texture, void (*)(SDL_Texture*)>;
    Stage(SDL_Surface* target, Renderer renderer, Kept kept, int width_px, int height_px, text::TextEngine& engine,
          std::size_t texture_bytes);
    void run(const std::function<void()>& draw, float seconds);
    void paint(const ImDrawData& data, const std::vector<Piece>& pieces);

    SDL_Surface* target_;  // null when the picture is kept in a texture
    Renderer renderer_;
    Kept kept_;  // null when it lies in plain memory
    const int width_, height_;
    std::unique_ptr<Textures> textures_;
    std::unique_ptr<ImGuiContext, EndContext> context_;
    TouchInput touch_;
    std::vector<Piece> shown_;
    std::vector<SDL_Rect> painted_;
    bool all_next_ = true;
};

}  // namespace hearthside::platform
