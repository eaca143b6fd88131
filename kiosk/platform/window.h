// The kiosk's window: SDL's window surface, painted by a Stage and shown by the rectangles that
// changed. With HEARTHSIDE_RENDERER=opengl in the environment, a texture that OpenGL keeps takes the
// surface's place: for machines with a graphics processor. Full screen unless a size is given. Knows
// no huddle; the main thread only.
#pragma once

#include <SDL.h>

#include <memory>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "kiosk/platform/stage.h"

namespace hearthside {

// SDL's hints and its video part; first thing, before any window. Problem damaged, with what to do,
// when there is no display.
Result<void> start_video();

class Window {
public:
    // `size` is "1920x1080", or empty for the full screen. The engine is borrowed.
    static Result<std::unique_ptr<Window>> open(const std::string& title, const std::string& size,
                                                TextEngine& engine);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    int width() const { return width_; }
    int height() const { return height_; }
    // False when SDL gives nothing to paint on, as after a new size while memory is short; each call tries again.
    bool ready() { return stage_ || make_stage(); }
    Stage& stage() { return *stage_; }  // only when ready()
    SDL_Window* sdl() const { return window_; }

    // Pointer and key events go to the stage; a new size makes a new stage. Returns whether a frame
    // is needed.
    bool take(const SDL_Event& event);
    // One frame, shown. Returns how many pixels were painted; `draw` is not called when nothing can be painted.
    long frame(const std::function<void()>& draw, float seconds);

private:
    Window(SDL_Window* window, SDL_Renderer* renderer, TextEngine& engine);
    [[nodiscard]] bool make_stage();
    void show_all();

    SDL_Window* window_;
    SDL_Renderer* renderer_;  // null: the window's surface
    TextEngine& engine_;
    std::unique_ptr<Stage> stage_;  // null while nothing can be painted
    int width_ = 1, height_ = 1;    // of the last stage
    bool cursor_shown_ = true;
};

}  // namespace hearthside
