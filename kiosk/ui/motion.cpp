#include "kiosk/ui/motion.h"

#include <algorithm>
#include <cmath>

namespace hearthside {

namespace {

// Cubic out.
float eased(float part) {
    const float rest = 1 - std::clamp(part, 0.0f, 1.0f);
    return 1 - rest * rest * rest;
}

}  // namespace

const Appearance::Motion& motion_of(const Ui& ui) {
    return ui.around.reduced_motion ? ui.theme.reduced_motion : ui.theme.motion;
}

float progress(Instant from, Milliseconds span, Instant now) {
    if (span <= Milliseconds{0} || now >= from + span) return 1;
    return eased(static_cast<float>((now - from).count()) / static_cast<float>(span.count()));
}

Pose settling(Instant from, Milliseconds span, float rise_px, Instant now) {
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
        vertex.col = (vertex.col & ~IM_COL32_A_MASK) | static_cast<ImU32>(std::lround(alpha))
                                                           << IM_COL32_A_SHIFT;
    }
}

Milliseconds eased_left(Milliseconds left, Milliseconds ease) {
    if (ease <= Milliseconds{0}) return left;
    constexpr long long second = 1000;
    // Up to the whole second: the one whose step this is.
    const long long whole = left.count() > 0 ? (left.count() + second - 1) / second : left.count() / second;
    const long long into = whole * second - left.count();
    const float part = eased(static_cast<float>(into) / static_cast<float>(ease.count()));
    return Milliseconds(whole * second - std::lround(part * static_cast<float>(second)));
}

}  // namespace hearthside
