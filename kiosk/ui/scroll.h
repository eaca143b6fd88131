// SPDX-License-Identifier: Apache-2.0
// A surface that a finger drags up and down, and that runs on a little when it is released. A screen keeps
// one Scroll in its view for each surface. A Scroll holds only heights and times.
#pragma once

#include <optional>

#include "kiosk/ui/ui.h"

namespace hearthside::ui {

struct Scroll {
    float at = 0;                           // px of the content above the surface
    float speed = 0;                        // px a second, while it runs on
    bool dragging = false;                  // the finger moved, so nothing under it is tapped
    std::optional<huddle::Instant> seen{};  // the last frame of a drag or of running on
};

// Call once a frame, before drawing the contents. `content_px` is the height of all contents. Returns whether
// a finger moved the surface in this frame. Without motion the surface does not run on.
bool scroll_by_finger(Ui& ui, const Rect& surface, float content_px, Scroll& scroll);

}  // namespace hearthside::ui
