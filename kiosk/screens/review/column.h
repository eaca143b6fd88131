// SPDX-License-Identifier: Apache-2.0
// A column of things that is longer than its room. Heights are worked out once, a finger or buttons scroll
// it, and only the visible part is drawn.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/scroll.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::review {

struct ReviewColumn {
    ui::Scroll scroll;
    std::vector<float> tops{0.0f};  // of each thing, and after the last the place of the next
    float gap = 0;                  // between two
    float width = 0, em = 0;        // the values for which they were worked out
};

// Lays out the new things, or all when the room or the text size has changed.
void lay_out(ui::Ui& ui, ReviewColumn& column, float width, float gap, std::size_t count,
             const std::function<float(std::size_t)>& height);
float height_of(const ReviewColumn& column);

// Scrolls so that this thing is visible, with its heading above.
void show(ReviewColumn& column, const ui::Rect& room, std::size_t which);

// Draws the things that are visible in `room`, which a finger may drag. `seen` is the part of `rect` that may
// be touched: empty when too little of it is visible, or while the finger drags. Returns the first thing that
// is not completely visible any more.
// `beneath` is drawn first, when the column has its position for this frame.
std::size_t draw_column(ui::Ui& ui, const ui::Rect& room, ReviewColumn& column,
                        const std::function<void(std::size_t, const ui::Rect& rect, const ui::Rect& seen)>& draw,
                        const std::function<void()>& beneath = {});

// The buttons NAME-up and NAME-down over `bar`, where there is something above or below. When both are side
// by side, the first is only an icon. `down` says how much more there is.
void draw_column_bar(ui::Ui& ui, std::string_view name, const ui::Rect& bar, const ui::Rect& room, ReviewColumn& column,
                     const std::string& up, const std::string& down);
float column_bar_height(const ui::Ui& ui);

}  // namespace hearthside::screens::review
