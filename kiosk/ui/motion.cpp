// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/motion.h"

#include <algorithm>
#include <cmath>

namespace hearthside::ui {

namespace {

// Cubic ease-out.
float eased(float part) {
    const float rest = 1 - std::clamp(part, 0.0f, 1.0f);
    return 1 - rest * rest * rest;
}

constexpr long long second = 1000;

// The whole second that this step belongs to, and the time within it.
struct Step {
    long long whole = 0, into = 0;  // s, ms
};
Step step_of(huddle::Milliseconds left) {
    const long long whole = left.count() > 0 ? (left.count() + second - 1) / second : left.count() / second;
    return {whole, whole * second - left.count()};
}

}  // namespace

const Appearance::Motion& motion_of(const Ui& ui) {
    return ui.environment.reduced_motion ? ui.theme.reduced_motion : ui.theme.motion;
}

float progress(huddle::Instant from, huddle::Milliseconds span, huddle::Instant now) {
    if (span <= huddle::Milliseconds{0} || now >= from + span) return 1;
    return eased(static_cast<float>((now - from).count()) / static_cast<float>(span.count()));
}

Pose settling(huddle::Instant from, huddle::Milliseconds span, float rise_px, huddle::Instant now) {
    const float part = progress(from, span, now);
    return {part, std::round((1 - part) * rise_px)};
}

Posed::Posed(Ui& ui, const Pose& pose) : pose_(pose), first_(ImGui::GetWindowDrawList()->VtxBuffer.Size) {
    if (!pose_.at_rest()) ui.wake_at(ui.now + motion_frame);
}

Posed::~Posed() {
    if (pose_.at_rest()) return;
    ImVector<ImDrawVert>& vertices = ImGui::GetWindowDrawList()->VtxBuffer;
    for (int index = first_; index < vertices.Size; ++index) {
        ImDrawVert& vertex = vertices[index];
        vertex.pos.y += pose_.down_px;
        const auto alpha = static_cast<float>(vertex.col >> IM_COL32_A_SHIFT & 255) * pose_.alpha;
        vertex.col = (vertex.col & ~IM_COL32_A_MASK) | static_cast<ImU32>(std::lround(alpha)) << IM_COL32_A_SHIFT;
    }
}

huddle::Milliseconds eased_left(huddle::Milliseconds left, huddle::Milliseconds ease) {
    if (ease <= huddle::Milliseconds{0}) return left;
    const Step step = step_of(left);
    const float part = eased(static_cast<float>(step.into) / static_cast<float>(ease.count()));
    return huddle::Milliseconds(step.whole * second - std::lround(part * static_cast<float>(second)));
}

huddle::Milliseconds next_ring_frame(huddle::Milliseconds left, huddle::Milliseconds ease, float px_a_second) {
    const long long into = step_of(left).into;
    if (into >= ease.count()) return huddle::Milliseconds{0};
    const auto span = static_cast<float>(ease.count());
    // The inverse of the cubic ease-out: the time at which the ring will have moved half a pixel.
    const float then = eased(static_cast<float>(into) / span) + 0.5f / std::max(px_a_second, 0.5f);
    const float at = then < 1 ? span * (1 - std::cbrt(1 - then)) : span;
    return std::max(motion_frame, huddle::Milliseconds(std::lround(std::ceil(at)) - into));
}

}  // namespace hearthside::ui
