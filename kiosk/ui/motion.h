// SPDX-License-Identifier: Apache-2.0
// Arithmetic for movements on a screen: how far a movement between two Instants has come, and a way to draw a
// part fainter and lower than at rest. Nothing here keeps state; a View knows when a movement began. Touch
// areas never move: a moving target can be tapped at its final place.
#pragma once

#include "kiosk/ui/ui.h"

namespace hearthside::ui {

// The time between frames while something moves.
inline constexpr huddle::Milliseconds motion_frame{16};

// The ward's settings: [motion], or [motion.reduced], where nothing changes its place.
const Appearance::Motion& motion_of(const Ui& ui);

// From 0 at `from` to 1 after `span`, fast first and slow at the end. 1 when `span` is zero.
float progress(huddle::Instant from, huddle::Milliseconds span, huddle::Instant now);

// Where and how strongly a moving part is drawn.
struct Pose {
    float alpha = 1;
    float down_px = 0;  // below its final place; whole px
    bool at_rest() const { return alpha >= 1 && down_px == 0; }
    friend bool operator==(const Pose&, const Pose&) = default;
};
// Fades in over `span` and rises by `rise_px` to its final place.
Pose settling(huddle::Instant from, huddle::Milliseconds span, float rise_px, huddle::Instant now);

// While this object lives, everything is drawn in this pose. It asks for the next frame unless the pose is
// that of rest, which costs nothing.
class Posed {
public:
    Posed(Ui& ui, const Pose& pose);
    ~Posed();
    Posed(const Posed&) = delete;
    Posed& operator=(const Posed&) = delete;

private:
    const Pose pose_;
    int first_;  // the first vertex, in the window's draw list
};

// The time left that a ring shows. It changes by whole seconds, each eased over `ease`; without ease it is
// the time itself. It differs from the time by less than a second, and is equal at each whole second.
huddle::Milliseconds eased_left(huddle::Milliseconds left, huddle::Milliseconds ease);

// The time until the next frame of that ring is worth painting: when the ring's end has moved half a pixel.
// The end moves `px_a_second` for each second of shown time. Never sooner than the next frame. 0 at rest.
huddle::Milliseconds next_ring_frame(huddle::Milliseconds left, huddle::Milliseconds ease, float px_a_second);

}  // namespace hearthside::ui
