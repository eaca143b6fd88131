// One picture that is drawn again and again by ImGui and SDL's software renderer: it runs frames,
// finds what changed since the last one, and paints only that. The window and the off-screen
// pictures are both stages. Knows no window, no huddle and no clock.
#pragma once

#include <SDL.h>

#include <functional>
#include <memory>
#include <vector>

#include "kiosk/platform/difference.h"
#include "kiosk/platform/textures.h"
#include "kiosk/platform/touch.h"

struct ImGuiContext;

namespace hearthside {

class Stage {
public:
    // The surface and the engine are borrowed and must outlive this. Each stage has its own ImGui
    // context, current while a frame is drawn. Throws std::runtime_error when SDL cannot paint there.
    Stage(SDL_Surface* target, TextEngine& engine, std::size_t texture_bytes = Textures::default_byte_limit);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    Pictures& pictures() { return *textures_; }
    const Textures& textures() const { return *textures_; }
    TouchInput& touch() { return touch_; }
    int width() const { return target_->w; }
    int height() const { return target_->h; }

    // Runs one frame. `seconds` is the time since the last one, for ImGui. Returns the rectangles
    // that were painted; none when the picture is the same. Valid until the next frame.
    const std::vector<SDL_Rect>& frame(const std::function<void()>& draw, float seconds);
    // The next frame paints everything.
    void paint_all_next() { all_next_ = true; }

private:
    struct EndContext {
        void operator()(ImGuiContext* context) const;
    };

    SDL_Surface* target_;
    std::unique_ptr<SDL_Renderer, void (*)(SDL_Renderer*)> renderer_;
    std::unique_ptr<Textures> textures_;
    std::unique_ptr<ImGuiContext, EndContext> context_;
    TouchInput touch_;
    std::vector<Piece> shown_;
    std::vector<SDL_Rect> painted_;
    bool all_next_ = true;
};

}  // namespace hearthside
