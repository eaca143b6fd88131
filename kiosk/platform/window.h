// SPDX-License-Identifier: Apache-2.0
// The kiosk's window. A Stage paints SDL's window surface, and only the rectangles that changed are shown.
// With HEARTHSIDE_RENDERER=opengl in the environment, a texture kept by OpenGL replaces the surface; this is
// for machines with a graphics processor. The window is full screen unless a size is given. Main thread only.
#pragma once

#include <SDL.h>

#include <memory>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "kiosk/platform/stage.h"

namespace hearthside::platform {

// Sets SDL's hints and starts its video part. Call it first, before any window opens. Without a display it
// returns Problem damaged, with what to do.
huddle::Result<void> start_video();

class Window {
public:
    // `size` is "1920x1080", or empty for the full screen. The engine is borrowed and must outlive the
    // window.
    static huddle::Result<std::unique_ptr<Window>> open(const std::string& title, const std::string& size,
                                                        text::TextEngine& engine);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    int width() const { return width_; }
    int height() const { return height_; }
    // False when SDL gives nothing to paint on, for example after a resize while memory is short. Each call
    // tries again.
    bool ready() { return stage_ || make_stage(); }
    Stage& stage() { return *stage_; }  // only when ready()
    SDL_Window* sdl() const { return window_; }

    // Passes pointer and key events to the stage; a new size makes a new stage. Returns whether a frame is
    // needed.
    bool take(const SDL_Event& event);
    // Draws and shows one frame. Returns how many pixels were painted. `draw` is not called when nothing can
    // be painted.
    long frame(const std::function<void()>& draw, float seconds);

private:
    Window(SDL_Window* window, SDL_Renderer* renderer, text::TextEngine& engine);
    [[nodiscard]] bool make_stage();
    void show_all();

    SDL_Window* window_;
    SDL_Renderer* renderer_;  // null: the window's surface
    text::TextEngine& engine_;
    std::unique_ptr<Stage> stage_;  // null while nothing can be painted
    int width_ = 1, height_ = 1;    // of the last stage
    bool cursor_shown_ = true;
};

}  // namespace hearthside::platform
