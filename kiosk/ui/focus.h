// The keyboard's way round a screen: Tab and the arrows move a visible focus from target to target,
// Enter and the space bar press, Escape leaves. Kept by the frame loop from frame to frame; the
// widgets ask it. It knows names and rectangles of targets and nothing of what they do.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/keys.h"
#include "kiosk/ui/placing.h"

namespace hearthside {

// Something that can be touched in this frame, by name: the robot in the tests taps by name.
struct Target {
    std::string name;  // "next-round", "card-3f...": stable, from ids, never from positions
    Rect rect;         // on the glass, px
    // Reached by touch only: the keys of the on-screen keyboard, which a physical one makes needless.
    bool by_touch_only = false;
    bool text_field = false;  // takes what is typed while the focus is on it
};

class Focus {
public:
    // At the beginning of a frame: takes the presses that move the focus or press what has it, and
    // leaves the others in `keys`. `pointer_down` hides the focus: whoever touches sees what they touch.
    void take(std::vector<KeyPress>& keys, bool pointer_down);
    // Whether the target of this name is pressed by a key in this frame. True once.
    bool presses(std::string_view name);
    // At the end of a frame: what there is now. Keeps the focus where it was, or on what stands
    // nearest to it when its target has gone.
    void see(const std::vector<Target>& targets, bool mirrored);

    bool shown() const { return shown_; }
    // The target with the focus; null while it is hidden.
    const Target* target() const;

private:
    const Target* find(std::string_view name) const;
    void move_in_order(int step);
    void move_towards(KeyPress::Kind direction);

    std::vector<Target> order_;  // in reading order
    std::string name_;           // of the target that has, or had, the focus
    Rect last_;                  // where that was
    std::string pressed_;        // by a key in this frame
    bool shown_ = false;
};

}  // namespace hearthside
