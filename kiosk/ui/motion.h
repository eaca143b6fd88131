// What moves on a screen and how far it has come: arithmetic over two Instants, and a way to draw a
// part fainter and lower than it stands at rest. When a movement began is a View's business; nothing
// here keeps anything. Touch areas never move: what is on its way can be tapped where it will stand.
#pragma once

#include "kiosk/ui/ui.h"

namespace hearthside {

// While something moves, frames follow each other this far apart.
inline constexpr Milliseconds motion_frame{16};

// The place's own times: those of [motion], or of [motion.reduced], where nothing leaves its place.
const Appearance::Motion& motion_of(const Ui& ui);

// From 0 at `from` to 1 after `span`, quick first and slow at the end. 1 when there is no span.
float progress(Instant from, Milliseconds span, Instant now);

// Where a part is drawn on its way.
struct Pose {
    float alpha = 1;
    float down_px = 0;  // below its place; whole px
    bool at_rest() const { return alpha >= 1 && down_px == 0; }
    friend bool operator==(const Pose&, const Pose&) = default;
};
// Fades in over `span` and rises by `rise_px` to its place.
Pose settling(Instant from, Milliseconds span, float rise_px, Instant now);

// What is drawn while it lives is drawn in this pose. Asks for the next frame unless the pose is that
// of rest, which costs nothing.
class Posed {
public:
    Posed(Ui& ui, const Pose& pose);
    ~Posed();
    Posed(const Posed&) = delete;
    Posed& operator=(const Posed&) = delete;

private:
    const Pose pose_;
    int first_;  // vertex of the window's draw list
};

// What a ring shows of the time left: it goes by whole seconds, each eased over `ease`. Without ease,
// the time itself. Never more than a second from it, and the same at each whole second.
Milliseconds eased_left(Milliseconds left, Milliseconds ease);

// When the next frame of that is worth painting: once the ring's end, which goes `px_a_second` for a second of
// what is shown, has come half a pixel further, and never sooner than the next frame. 0 when it rests.
Milliseconds next_ring_frame(Milliseconds left, Milliseconds ease, float px_a_second);

}  // namespace hearthside
