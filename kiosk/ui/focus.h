// SPDX-License-Identifier: Apache-2.0
// Moves the keyboard's focus around a screen. Tab and the arrows move a visible focus from target to target,
// Enter and the space bar press the target, and Escape leaves the screen. The frame loop keeps the focus
// between frames, and the widgets ask it. It knows only the names and rectangles of targets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/keys.h"
#include "kiosk/ui/placing.h"

namespace hearthside::ui {

// Something that can be touched in this frame. The tests' robot taps targets by name.
struct Target {
    std::string name;  // "next-round", "card-3f...": stable, made from ids, never from positions
    Rect rect;         // on the glass, px
    // Reached by touch only: the keys of the on-screen keyboard, which a physical keyboard does not need.
    bool by_touch_only = false;
    bool text_field = false;  // takes typed text while it has the focus
};

class Focus {
public:
    // Call at the beginning of a frame. Takes the presses that move the focus or press the focused target out
    // of `keys`, and leaves the others there. `pointer_down` hides the focus, because a finger shows where it
    // is itself.
    void take(std::vector<KeyPress>& keys, bool pointer_down);
    // Whether a key presses the target of this name in this frame. True once.
    bool presses(std::string_view name);
    // Call at the end of a frame with the targets of that frame. Keeps the focus on its target, or moves it
    // to the nearest target when its own is gone.
    void see(const std::vector<Target>& targets, bool mirrored);

    bool shown() const { return shown_; }
    // The target with the focus; null while the focus is hidden.
    const Target* target() const;

private:
    const Target* find(std::string_view name) const;
    void move_in_order(int step);
    void move_towards(KeyPress::Kind direction);

    std::vector<Target> order_;  // in reading order
    std::string name_;           // of the target that has, or last had, the focus
    Rect last_;                  // the rectangle of that target
    std::string pressed_;        // the target pressed by a key in this frame
    bool shown_ = false;
};

}  // namespace hearthside::ui
