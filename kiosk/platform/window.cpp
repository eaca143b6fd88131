// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/window.h"

#include <cstdio>
#include <exception>

namespace hearthside::platform {
namespace {

std::string renderer_wanted() {
    const char* const wanted = SDL_getenv("HEARTHSIDE_RENDERER");
    return wanted == nullptr || *wanted == 0 ? "software" : wanted;
}

}  // namespace

huddle::Result<void> start_video() {
    // A touch does not also count as a mouse. The window's surface is in plain memory, because only small
    // rectangles of it change. The frame loop handles signals itself.
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    // An input method shows its candidates itself. The text it is composing appears in our text field.
    SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
    SDL_SetHint(SDL_HINT_VIDEO_MINIMIZE_ON_FOCUS_LOSS, "0");
    SDL_SetHint(SDL_HINT_APP_NAME, "Hearthside");
    const auto no_display = [](const std::string& why) {
        return huddle::Problem{huddle::ProblemKind::damaged, "There is no display to draw on (" + why +
                                                                 "): start the kiosk in a graphical session, or use "
                                                                 "\"hearthside serve\"."};
    };
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) return no_display(SDL_GetError());
    // Without a display SDL falls back on drivers that draw nowhere. They are used only on request.
    const std::string driver = SDL_GetCurrentVideoDriver();
    if ((driver == "dummy" || driver == "offscreen") && SDL_getenv("SDL_VIDEODRIVER") == nullptr) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        return no_display("neither X nor Wayland answers");
    }
    return {};
}

Window::Window(SDL_Window* window, SDL_Renderer* renderer, text::TextEngine& engine)
    : window_(window), renderer_(renderer), engine_(engine) {}

Window::~Window() {
    stage_.reset();
    if (renderer_ != nullptr) SDL_DestroyRenderer(renderer_);
    SDL_DestroyWindow(window_);
}

huddle::Result<std::unique_ptr<Window>> Window::open(const std::string& title, const std::string& size,
                                                     text::TextEngine& engine) {
    const std::string wanted = renderer_wanted();
    if (wanted != "software" && wanted != "opengl") {
        return huddle::Problem{huddle::ProblemKind::invalid,
                               "HEARTHSIDE_RENDERER is \"" + wanted + "\"; software or opengl is expected."};
    }
    const bool by_opengl = wanted == "opengl";
    int width = 1280, height = 720;
    Uint32 flags = SDL_WINDOW_FULLSCREEN_DESKTOP;
    if (!size.empty()) {
        flags = 0;
        if (std::sscanf(size.c_str(), "%dx%d", &width, &height) != 2 || width < 1 || height < 1) {
            return huddle::Problem{huddle::ProblemKind::invalid, "The window's size must be like 1920x1080."};
        }
    } else {
        SDL_Rect bounds;
        if (SDL_GetDisplayBounds(0, &bounds) == 0) {
            width = bounds.w;
            height = bounds.h;
        }
    }
    SDL_Window* const sdl =
        SDL_CreateWindow(title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width, height, flags);
    if (sdl == nullptr) {
        return huddle::Problem{huddle::ProblemKind::damaged,
                               std::string("The window cannot be opened: ") + SDL_GetError() + "."};
    }
    SDL_Renderer* renderer = nullptr;
    if (by_opengl) {
        SDL_SetHint(SDL_HINT_RENDER_DRIVER, "opengl");
        renderer = SDL_CreateRenderer(sdl, -1, SDL_RENDERER_ACCELERATED | SDL_RENDERER_TARGETTEXTURE);
        if (renderer == nullptr) {
            const std::string why = SDL_GetError();
            SDL_DestroyWindow(sdl);
            return huddle::Problem{
                huddle::ProblemKind::damaged,
                "OpenGL cannot paint here (" + why + "): leave HEARTHSIDE_RENDERER out of the environment."};
        }
    }
    std::unique_ptr<Window> window(new Window(sdl, renderer, engine));
    if (!window->make_stage()) {
        return huddle::Problem{huddle::ProblemKind::damaged,
                               std::string("The window cannot be painted: ") + SDL_GetError() + "."};
    }
    return window;
}

bool Window::make_stage() {
    stage_.reset();  // its textures must be freed before the surface they belong to
    SDL_Surface* const surface = renderer_ == nullptr ? SDL_GetWindowSurface(window_) : nullptr;
    if (renderer_ == nullptr && surface == nullptr) return false;
    try {
        if (surface != nullptr) {
            stage_ = std::make_unique<Stage>(surface, engine_);
        } else {
            int width = 0, height = 0;
            SDL_GetRendererOutputSize(renderer_, &width, &height);
            stage_ = std::make_unique<Stage>(renderer_, width, height, engine_);
        }
    } catch (const std::exception&) {
        return false;
    }
    width_ = stage_->width();
    height_ = stage_->height();
    return true;
}

void Window::show_all() {
    if (!stage_) return;
    if (renderer_ == nullptr) {
        SDL_UpdateWindowSurface(window_);
        return;
    }
    // The window's two buffers are swapped, so only a whole picture is right in both.
    stage_->copy_kept();
    SDL_RenderPresent(renderer_);
}

bool Window::take(const SDL_Event& event) {
    if (event.type == SDL_RENDER_TARGETS_RESET || event.type == SDL_RENDER_DEVICE_RESET) {
        // The graphics processor lost the picture, and perhaps every texture.
        if (event.type == SDL_RENDER_DEVICE_RESET) stage_.reset();
        if (ready()) stage_->paint_all_next();
        return true;
    }
    if (event.type == SDL_WINDOWEVENT) {
        switch (event.window.event) {
            case SDL_WINDOWEVENT_SIZE_CHANGED:
                if (event.window.data1 != width() || event.window.data2 != height()) stage_.reset();
                if (ready()) stage_->paint_all_next();
                return true;
            case SDL_WINDOWEVENT_EXPOSED:
                // The pixels are still here; only the display lost its copy.
                show_all();
                return false;
            default:
                break;
        }
    }
    if (!stage_) return true;
    const bool needed = stage_->touch().take(event, static_cast<float>(width()), static_cast<float>(height()));
    if (event.type == SDL_FINGERDOWN || event.type == SDL_MOUSEMOTION) {
        const bool wanted = !stage_->touch().by_finger();
        if (wanted != cursor_shown_) SDL_ShowCursor(wanted ? SDL_ENABLE : SDL_DISABLE);
        cursor_shown_ = wanted;
    }
    return needed;
}

long Window::frame(const std::function<void()>& draw, float seconds) {
    if (!ready()) return 0;
    const std::vector<SDL_Rect>& painted = stage_->frame(draw, seconds);
    if (painted.empty()) return 0;
    if (renderer_ == nullptr)
        SDL_UpdateWindowSurfaceRects(window_, painted.data(), static_cast<int>(painted.size()));
    else
        show_all();
    long pixels = 0;
    for (const SDL_Rect& rect : painted) pixels += static_cast<long>(rect.w) * rect.h;
    return pixels;
}

}  // namespace hearthside::platform
