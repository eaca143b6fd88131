// A column of things that is longer than its place: heights worked out once, dragged by a finger or moved by
// buttons, and only what is seen is drawn.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/scroll.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

struct ReviewColumn {
    Scroll scroll;
    std::vector<float> tops{0.0f};  // of each thing, and at the end where the next would stand
    float gap = 0;                  // between two
    float width = 0, em = 0;        // for which they were worked out
};

// Works out what is new, or all when the place or the size of the texts has changed.
void lay_out(Ui& ui, ReviewColumn& column, float width, float gap, std::size_t count,
             const std::function<float(std::size_t)>& height);
float height_of(const ReviewColumn& column);

// Moves so that this thing is seen, with what leads to it above.
void show(ReviewColumn& column, const Rect& room, std::size_t which);

// Draws those that are seen in `room`, which a finger may drag. `seen` is the part of `rect` that may be
// touched: empty when too little of it is there, or the finger drags. Returns the first thing that is
// not seen whole any more.
// `beneath` is drawn first, when the column stands where it is seen in this frame.
std::size_t draw_column(Ui& ui, const Rect& room, ReviewColumn& column,
                        const std::function<void(std::size_t, const Rect& rect, const Rect& seen)>& draw,
                        const std::function<void()>& beneath = {});

// The buttons NAME-up and NAME-down over `bar`, as far as there is something above or below; where both stand
// side by side the first is only an icon. `down` says how much more there is.
void draw_column_bar(Ui& ui, std::string_view name, const Rect& bar, const Rect& room, ReviewColumn& column,
                     const std::string& up, const std::string& down);
float column_bar_height(const Ui& ui);

}  // namespace hearthside
