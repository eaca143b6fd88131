// SPDX-License-Identifier: Apache-2.0
// A robot that taps what a screen offers by its name, off screen, through the same finger events and frames as on the
// panel. It knows the names of targets, and none of their places.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/platform/offscreen.h"
#include "kiosk/ui/ui.h"

namespace hearthside::support {

class Robot {
public:
    // `draw` draws one whole frame, with begin_screen and end_screen. References must outlive the robot. `now` is the
    // instant that every frame sees; move it by hand.
    Robot(const ui::Appearance& theme, ui::Services& services, const ui::Environment& environment, huddle::Instant now,
          std::function<void(ui::Ui&)> draw);

    huddle::Instant now;

    // Runs frames until nothing waits, and two more.
    void settle();
    // The last frame's targets.
    const std::vector<ui::Target>& targets() const { return targets_; }
    bool sees(std::string_view name) const { return find(name) != nullptr; }
    // Throws std::out_of_range with the existing names when there is none of this name.
    ui::Rect where(std::string_view name) const;

    // How long a person waits before the next tap, to be sure that it counts (kiosk/ui/double_tap.h).
    huddle::Milliseconds rest() const { return rest_; }

    // Each of these settles afterwards. A tap by name waits as a person does; a tap at a place comes at once.
    void tap(std::string_view name);
    void tap_at(float x, float y);
    void drag(float from_x, float from_y, float to_x, float to_y);
    void type(std::string_view text);
    void compose(std::string_view text);  // unfinished text of an input method, at most 31 bytes
    void key(SDL_Keycode key, Uint16 modifiers = 0);

    // Single events of any finger, without a frame.
    void finger(Uint32 type, float x, float y, SDL_FingerID id = 1);
    // One frame; returns the rectangles that were painted.
    std::vector<SDL_Rect> frame();

    text::Image image() const { return offscreen_.image(); }
    platform::Offscreen& offscreen() { return offscreen_; }
    std::optional<huddle::Instant> wake() const { return wake_; }
    // The target with the keyboard's focus. Empty while the focus is hidden.
    std::string focused() const { return focus_.target() ? focus_.target()->name : std::string{}; }

private:
    const ui::Target* find(std::string_view name) const;

    const ui::Appearance& theme_;
    ui::Services& services_;
    const ui::Environment& environment_;
    std::function<void(ui::Ui&)> draw_;
    platform::Offscreen offscreen_;
    ui::Focus focus_;
    std::vector<ui::Target> targets_;
    std::optional<huddle::Instant> wake_;
    huddle::Milliseconds rest_{0};
};

}  // namespace hearthside::support
