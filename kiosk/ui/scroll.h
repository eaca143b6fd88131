// A surface that a finger drags up and down and that runs on a little when it is let go. The screen
// keeps one Scroll in its view for each surface; it knows only heights.
#pragma once

#include <optional>

#include "kiosk/ui/ui.h"

namespace hearthside {

struct Scroll {
    float at = 0;                   // px of the content that lie above the surface
    float speed = 0;                // px a second, while it runs on
    bool dragging = false;          // the finger moved: what is under it is not tapped
    std::optional<Instant> seen{};  // the last frame of a drag or a run
};

// Once a frame, before what is on the surface is drawn. `content_px` is the height of all there is.
// Returns whether the surface moved by a finger in this frame. Without motion nothing runs on.
bool scroll_by_finger(Ui& ui, const Rect& surface, float content_px, Scroll& scroll);

}  // namespace hearthside
