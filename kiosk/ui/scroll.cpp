// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/scroll.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/widgets.h"

namespace hearthside::ui {

namespace {

// The surface loses two thirds of its speed in this time, which the eye can follow.
constexpr float run_seconds = 0.325f;
constexpr float slowest = 24;  // px a second; below this it stops
constexpr huddle::Milliseconds frame_time{16};
// A finger that rested this long before it lifted meant to stop there.
constexpr huddle::Milliseconds rested{80};

float seconds_between(huddle::Instant from, huddle::Instant to) {
    return static_cast<float>((to - from).count()) / 1000.0f;
}

}  // namespace

bool scroll_by_finger(Ui& ui, const Rect& surface, float content_px, Scroll& scroll) {
    const float furthest = std::max(0.0f, content_px - surface.h);
    const ImGuiIO& io = ImGui::GetIO();
    const bool down = io.MouseDown[0] && !ui.inert;
    const bool ours = surface.contains(ui.placing.point_back(io.MouseClickedPos[0]));
    bool moved = false;
    if (down && ours && furthest > 0) {
        const float way = io.MousePos.y - io.MouseClickedPos[0].y;
        if (io.MouseClicked[0]) scroll.speed = 0, scroll.seen = ui.now;
        if (!scroll.dragging && std::abs(way) > ui.theme.space.m) scroll.dragging = true;
        if (scroll.dragging && io.MouseDelta.y != 0) {
            scroll.at -= io.MouseDelta.y;
            moved = true;
            // A weighted mean of the last speeds, because single movements of a finger are uneven.
            const float time = std::max(0.004f, scroll.seen ? seconds_between(*scroll.seen, ui.now) : 0.016f);
            scroll.speed += (-io.MouseDelta.y / time - scroll.speed) * 0.5f;
            scroll.seen = ui.now;
        }
    } else {
        if (scroll.dragging && scroll.seen && ui.now - *scroll.seen > rested) scroll.speed = 0;
        // The release itself still belongs to the drag, so that it does not open a card.
        if (!io.MouseReleased[0]) scroll.dragging = false;
        if (ui.environment.reduced_motion) scroll.speed = 0;
        if (std::abs(scroll.speed) > slowest && scroll.seen) {
            const float time = std::min(0.1f, seconds_between(*scroll.seen, ui.now));
            scroll.at += scroll.speed * time;
            scroll.speed *= std::exp(-time / run_seconds);
            scroll.seen = ui.now;
            ui.wake_at(ui.now + frame_time);
        } else {
            scroll.speed = 0;
        }
    }
    const float inside = std::clamp(scroll.at, 0.0f, furthest);
    if (inside != scroll.at) scroll.speed = 0;
    scroll.at = inside;
    return moved;
}

}  // namespace hearthside::ui
