// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/review/column.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::review {

namespace {

ui::Rect common_part(const ui::Rect& a, const ui::Rect& b) {
    const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(0.0f, std::min(a.right(), b.right()) - x),
            std::max(0.0f, std::min(a.bottom(), b.bottom()) - y)};
}

std::size_t at_height(const ReviewColumn& column, float y) {
    const auto after = std::upper_bound(column.tops.begin(), column.tops.end(), y);
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, after - column.tops.begin() - 1));
}

// The furthest position: a thing begins at the top there, unless it is a long one.
float furthest(const ReviewColumn& column, const ui::Rect& room) {
    const float least = height_of(column) - room.h;
    if (least <= 0) return 0;
    const auto top = std::lower_bound(column.tops.begin(), column.tops.end() - 1, least - 1);
    return top != column.tops.end() - 1 && *top < least + room.h * 0.4f ? *top : least;
}

// At the foot of a column at rest nothing is cut off, except things too long to be left out.
bool stands_whole(const ui::Rect& rect, const ui::Rect& room) {
    return rect.bottom() <= room.bottom() + 1 || rect.h > room.h * 0.9f || rect.y <= room.y;
}

}  // namespace

void lay_out(ui::Ui& ui, ReviewColumn& column, float width, float gap, std::size_t count,
             const std::function<float(std::size_t)>& height) {
    const float em = ui.theme.text("body").size_px;
    if (column.width != width || column.em != em || column.gap != gap || column.tops.size() > count + 1) {
        column.width = width;
        column.em = em;
        column.gap = gap;
        column.tops.assign(1, 0.0f);
    }
    while (column.tops.size() <= count)
        column.tops.push_back(column.tops.back() + std::ceil(height(column.tops.size() - 1)) + gap);
}

float height_of(const ReviewColumn& column) { return std::max(0.0f, column.tops.back() - column.gap); }

void show(ReviewColumn& column, const ui::Rect& room, std::size_t which) {
    if (column.tops[which + 1] - column.gap <= room.h) {
        column.scroll = {};  // it is shown from its top
        return;
    }
    const float wish =
        column.tops[which] + std::min(room.h, column.tops[which + 1] - column.tops[which]) - room.h * 0.6f;
    const float at = std::clamp(wish, 0.0f, furthest(column, room));
    column.scroll = {};
    column.scroll.at = column.tops[at_height(column, at + 1)];
}

std::size_t draw_column(ui::Ui& ui, const ui::Rect& room, ReviewColumn& column,
                        const std::function<void(std::size_t, const ui::Rect&, const ui::Rect&)>& draw,
                        const std::function<void()>& beneath) {
    ui::scroll_by_finger(ui, room, furthest(column, room) + room.h, column.scroll);
    const float at = std::round(column.scroll.at), spread = ui.theme.shadow.spread;
    const std::size_t count = column.tops.size() - 1;
    std::size_t next = at_height(column, at);
    // A shadow may show at the sides, and above and below where nothing is hidden.
    const float above = at > 0 ? 0 : spread, below = at + room.h < height_of(column) - 1 ? 0 : spread;
    const ui::Clipped clipped(ui, {room.x - spread, room.y - above, room.w + 2 * spread, room.h + above + below});
    if (beneath) beneath();
    const bool still = !column.scroll.dragging && column.scroll.speed == 0;
    for (; next < count && column.tops[next] < at + room.h; ++next) {
        const ui::Rect rect{room.x, room.y + column.tops[next] - at, room.w,
                            column.tops[next + 1] - column.tops[next] - column.gap};
        ui::Rect seen = common_part(rect, room);
        if (still && !stands_whole(rect, room)) continue;
        if (column.scroll.dragging || seen.h < ui.theme.touch.floor) seen = {};
        draw(next, rect, seen);
    }
    return std::min(count, at_height(column, at + room.h + column.gap + 1));
}

float column_bar_height(const ui::Ui& ui) { return ui::button_height(ui, ui::ButtonKind::quiet); }

void draw_column_bar(ui::Ui& ui, std::string_view name, const ui::Rect& bar, const ui::Rect& room, ReviewColumn& column,
                     const std::string& up, const std::string& down) {
    const float end = furthest(column, room);
    float& at = column.scroll.at;
    const bool above = at > 1, below = at < end - 1;
    const ui::ButtonLook up_look{.kind = ui::ButtonKind::quiet, .icon = "chevron_up", .second = ui::SecondTap::counts};
    const ui::ButtonLook down_look{
        .kind = ui::ButtonKind::quiet, .icon = "chevron_down", .second = ui::SecondTap::counts};
    const float gap = std::max(ui.theme.space.s, ui.theme.touch.gap_row);
    const float narrow = above && below ? std::max(bar.h * 1.4f, ui.theme.touch.floor) : bar.w;
    const ui::Rect up_place{bar.x, bar.y, narrow, bar.h};
    const float lead = above ? narrow + gap : 0;
    float to = at;
    if (above && ui::button(ui, std::string(name) + "-up", up_place, below ? std::string() : up, up_look)) {
        // The thing at the top moves to the bottom.
        to = column.tops[at_height(column, std::max(0.0f, at - room.h * 0.9f))];
        if (to >= at - 1) to = at - room.h * 0.9f;
    }
    if (below &&
        ui::button(ui, std::string(name) + "-down", {bar.x + lead, bar.y, bar.w - lead, bar.h}, down, down_look)) {
        to = column.tops[at_height(column, at + room.h - 1)];
        if (to <= at + 1) to = at + room.h * 0.9f;
    }
    if (to == at) return;
    at = std::clamp(to, 0.0f, end);
    column.scroll.speed = 0;
    ui.wake_at(ui.now);
}

}  // namespace hearthside::screens::review
