// SPDX-License-Identifier: Apache-2.0
// Turns fingers, mouse and keyboard into ImGui's input and our key presses. The first finger is the pointer;
// others are ignored. After a lift the pointer stays for one frame, so that the release is seen where it
// happened. Then it moves off the screen.
#pragma once

#include <SDL_events.h>
#include <imgui.h>

#include <deque>
#include <vector>

#include "kiosk/ui/keys.h"

namespace hearthside::platform {

class TouchInput {
public:
    // Ignores everything but pointer and key events. Sizes are in px, because fingers arrive as fractions of
    // the window. Returns whether a frame is needed.
    bool take(const SDL_Event& event, float width_px, float height_px);

    // Call before ImGui::NewFrame. Moves the pointer to its next press or release. A frame sees at most one
    // of them, however quick the finger was.
    void feed(ImGuiIO& io);
    // Whether input waits for another frame.
    bool more() const { return !steps_.empty(); }

    std::vector<ui::KeyPress> take_keys();
    // Whether the last pointer was a finger; then no arrow is shown.
    bool by_finger() const { return by_finger_; }

private:
    struct Step {
        float x = 0, y = 0;
        bool down = false;
    };
    enum class Pointer { none, finger, mouse };

    bool press(Pointer pointer, float x, float y);
    bool move(Pointer pointer, float x, float y);
    bool lift(Pointer pointer, float x, float y);
    void cancel();

    Pointer pointer_ = Pointer::none;
    SDL_FingerID finger_ = 0;
    Uint32 heard_ms_ = 0;  // when the finger last moved
    bool by_finger_ = false;
    Step now_{-1e6f, -1e6f, false};
    int frames_ = 0;  // the first ones only
    std::deque<Step> steps_;
    std::vector<ui::KeyPress> keys_;
};

}  // namespace hearthside::platform
