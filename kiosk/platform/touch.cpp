// SPDX-License-Identifier: Apache-2.0
#include "kiosk/platform/touch.h"

#include <cfloat>
#include <optional>
#include <utility>

namespace hearthside::platform {
namespace {

constexpr float away = -1e6f;

// A cloth that wipes over an unresponsive screen must not fill the memory.
constexpr std::size_t steps_at_most = 256;
constexpr std::size_t keys_at_most = 256;

// A finger that was silent for this long has left unnoticed: the panel was unplugged, or it was a wet spot.
// The next finger replaces it.
constexpr Uint32 silent_finger_ms = 10'000;

// In the first frames of a context of ImGui's (tried: 1.90) no widget can be hit. What a finger does then waits.
#if IMGUI_VERSION_NUM >= 18700
constexpr int frames_without_hits = 2;
#else
constexpr int frames_without_hits = 0;
#endif

std::optional<ui::KeyPress::Kind> kind_of(SDL_Keycode key) {
    switch (key) {
        case SDLK_BACKSPACE:
            return ui::KeyPress::Kind::backspace;
        case SDLK_DELETE:
            return ui::KeyPress::Kind::delete_forward;
        case SDLK_LEFT:
            return ui::KeyPress::Kind::left;
        case SDLK_RIGHT:
            return ui::KeyPress::Kind::right;
        case SDLK_UP:
            return ui::KeyPress::Kind::up;
        case SDLK_DOWN:
            return ui::KeyPress::Kind::down;
        case SDLK_HOME:
            return ui::KeyPress::Kind::home;
        case SDLK_END:
            return ui::KeyPress::Kind::end;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
            return ui::KeyPress::Kind::enter;
        case SDLK_ESCAPE:
            return ui::KeyPress::Kind::escape;
        case SDLK_TAB:
            return ui::KeyPress::Kind::tab;
        default:
            return std::nullopt;
    }
}

}  // namespace

bool TouchInput::press(Pointer pointer, float x, float y) {
    if (pointer_ != Pointer::none || steps_.size() > steps_at_most) return false;
    pointer_ = pointer;
    by_finger_ = pointer == Pointer::finger;
    steps_.push_back({x, y, true});
    return true;
}

bool TouchInput::move(Pointer pointer, float x, float y) {
    if (pointer_ != pointer) return false;
    // Only the finger's current position matters, not its path.
    if (!steps_.empty() && steps_.back().down && steps_.size() > 1) {
        const Step& earlier = steps_[steps_.size() - 2];
        if (earlier.down) steps_.pop_back();
    }
    steps_.push_back({x, y, true});
    return true;
}

bool TouchInput::lift(Pointer pointer, float x, float y) {
    if (pointer_ != pointer) return false;
    pointer_ = Pointer::none;
    steps_.push_back({x, y, true});
    steps_.push_back({x, y, false});
    steps_.push_back({away, away, false});
    return true;
}

void TouchInput::cancel() {
    if (pointer_ == Pointer::none) return;
    pointer_ = Pointer::none;
    // The release happens far away from every target, so nothing is activated.
    steps_.push_back({away, away, true});
    steps_.push_back({away, away, false});
}

bool TouchInput::take(const SDL_Event& event, float width_px, float height_px) {
    switch (event.type) {
        case SDL_FINGERDOWN: {
            if (pointer_ == Pointer::finger &&
                (event.tfinger.fingerId == finger_ || event.tfinger.timestamp - heard_ms_ > silent_finger_ms)) {
                cancel();
            }
            const bool first = press(Pointer::finger, event.tfinger.x * width_px, event.tfinger.y * height_px);
            if (first) {
                finger_ = event.tfinger.fingerId;
                heard_ms_ = event.tfinger.timestamp;
            }
            return first;
        }
        case SDL_FINGERMOTION:
            if (event.tfinger.fingerId != finger_) return false;
            heard_ms_ = event.tfinger.timestamp;
            return move(Pointer::finger, event.tfinger.x * width_px, event.tfinger.y * height_px);
        case SDL_FINGERUP:
            return event.tfinger.fingerId == finger_ &&
                   lift(Pointer::finger, event.tfinger.x * width_px, event.tfinger.y * height_px);
        case SDL_MOUSEBUTTONDOWN:
            return event.button.button == SDL_BUTTON_LEFT && event.button.which != SDL_TOUCH_MOUSEID &&
                   press(Pointer::mouse, static_cast<float>(event.button.x), static_cast<float>(event.button.y));
        case SDL_MOUSEMOTION:
            if (event.motion.which == SDL_TOUCH_MOUSEID) return false;
            if (pointer_ == Pointer::none) by_finger_ = false;
            return move(Pointer::mouse, static_cast<float>(event.motion.x), static_cast<float>(event.motion.y));
        case SDL_MOUSEBUTTONUP:
            return event.button.button == SDL_BUTTON_LEFT && event.button.which != SDL_TOUCH_MOUSEID &&
                   lift(Pointer::mouse, static_cast<float>(event.button.x), static_cast<float>(event.button.y));
        case SDL_WINDOWEVENT:
            if (event.window.event != SDL_WINDOWEVENT_FOCUS_LOST && event.window.event != SDL_WINDOWEVENT_HIDDEN) {
                return false;
            }
            cancel();
            return more();
        case SDL_TEXTINPUT:
            if (keys_.size() >= keys_at_most) return false;
            keys_.push_back({ui::KeyPress::Kind::text, event.text.text});
            return true;
        case SDL_TEXTEDITING:
            if (keys_.size() >= keys_at_most) return false;
            keys_.push_back({ui::KeyPress::Kind::composing, event.edit.text});
            return true;
        case SDL_KEYDOWN: {
            auto kind = kind_of(event.key.keysym.sym);
            if (!kind || keys_.size() >= keys_at_most) return false;
            if (kind == ui::KeyPress::Kind::tab && (event.key.keysym.mod & KMOD_SHIFT) != 0)
                kind = ui::KeyPress::Kind::back_tab;
            keys_.push_back({*kind, {}});
            return true;
        }
        default:
            return false;
    }
}

void TouchInput::feed(ImGuiIO& io) {
    const auto at_edge = [this](const Step& next) { return next.down != now_.down || next.x == away; };
    const auto apply_next = [this] {
        now_ = steps_.front();
        steps_.pop_front();
    };
    if (frames_ < frames_without_hits) {
        ++frames_;
    } else if (!steps_.empty() && at_edge(steps_.front()) && !(steps_.front().down && now_.down)) {
        apply_next();
    } else {
        // Of a movement only the end is shown. A lift at the same place belongs to the same frame.
        while (!steps_.empty() && !at_edge(steps_.front())) apply_next();
        if (!steps_.empty() && steps_.front().x == away && steps_.front().down) apply_next();
        if (!steps_.empty() && !steps_.front().down && steps_.front().x == now_.x && steps_.front().y == now_.y) {
            apply_next();
        }
    }
    const ImVec2 position = now_.x == away ? ImVec2{-FLT_MAX, -FLT_MAX} : ImVec2{now_.x, now_.y};
#if IMGUI_VERSION_NUM >= 18700
    io.ConfigInputTrickleEventQueue = false;
    io.AddMousePosEvent(position.x, position.y);
    io.AddMouseButtonEvent(0, now_.down);
#else
    io.MousePos = position;
    io.MouseDown[0] = now_.down;
#endif
}

std::vector<ui::KeyPress> TouchInput::take_keys() { return std::exchange(keys_, {}); }

}  // namespace hearthside::platform
