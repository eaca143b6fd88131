// SPDX-License-Identifier: Apache-2.0
// Converts between layout and glass positions. Screens lay out from left to right on a screen that begins at
// 0, 0. A right-to-left language mirrors the layout, and reach mode moves it to the foot of the glass. Only
// the widgets, and code that draws beside them, use this.
#pragma once

#include <imgui.h>

namespace hearthside::ui {

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;
    float right() const { return x + w; }
    float bottom() const { return y + h; }
    bool contains(float px, float py) const { return px >= x && px < right() && py >= y && py < bottom(); }
    bool contains(ImVec2 point) const { return contains(point.x, point.y); }
};

class Placing {
public:
    Placing() = default;
    // `width_px` is the width of the laid-out screen; `down_px` is how far below the glass's top it begins.
    Placing(float width_px, float down_px, bool mirrored)
        : mirrored_(mirrored), x_(mirrored ? width_px : 0), y_(down_px) {}

    bool mirrored() const { return mirrored_; }
    // Layout -> glass.
    Rect rect(const Rect& layout) const {
        return {mirrored_ ? x_ - layout.right() : x_ + layout.x, y_ + layout.y, layout.w, layout.h};
    }
    ImVec2 point(ImVec2 layout) const { return {mirrored_ ? x_ - layout.x : x_ + layout.x, y_ + layout.y}; }
    // Glass -> layout.
    ImVec2 point_back(ImVec2 glass) const { return {mirrored_ ? x_ - glass.x : glass.x - x_, glass.y - y_}; }
    // `layout` stays at its place, and its contents read from left to right.
    Placing unmirrored(const Rect& layout) const {
        Placing other = *this;
        other.mirrored_ = false;
        other.x_ = rect(layout).x - layout.x;
        return other;
    }

private:
    bool mirrored_ = false;
    float x_ = 0, y_ = 0;
};

}  // namespace hearthside::ui
