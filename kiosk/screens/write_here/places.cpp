// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/write_here/places.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::write_here {

namespace {

// The chips in one row from `x`, or spread over `width` when it is given and they fit.
float place_chips(ui::Ui& ui, WritingPlaces& places, float x, float y, float height) {
    const float gap = std::max(ui.theme.space.m, ui.theme.touch.gap_row);
    for (const huddle::RoundCategory category : huddle::all_categories) {
        const float width = ui::round_chip_width(ui, category);
        places.chips[huddle::index_of(category)] = {x, y, width, height};
        x += width + gap;
    }
    return x - gap;
}

void move_chips(WritingPlaces& places, float by) {
    for (ui::Rect& chip : places.chips) chip.x += by;
}

// When they are wider than their room, all become narrower alike, and their words shrink.
void squeeze_chips(WritingPlaces& places, float x, float room, float gap) {
    float sum = 0;
    for (const ui::Rect& chip : places.chips) sum += chip.w;
    const float part = std::min(1.0f, (room - 3 * gap) / sum);
    for (ui::Rect& chip : places.chips) {
        chip.x = x;
        chip.w = std::floor(chip.w * part);
        x += chip.w + gap;
    }
}

}  // namespace

WritingPlaces writing_places(ui::Ui& ui, float bottom, bool with_pause) {
    const ui::Appearance& theme = ui.theme;
    const bool portrait = theme.shape == ui::ScreenShape::portrait;
    const bool compact = theme.shape == ui::ScreenShape::compact;
    const float left = theme.margin.x;
    const float right = static_cast<float>(theme.width) - theme.margin.x;
    const float gap = compact ? theme.space.s : theme.space.l;
    WritingPlaces places;
    const ui::ButtonLook close_look{.icon = "close"};
    const float height = std::max(ui::round_chip_height(ui), ui::button_height(ui, ui::ButtonKind::ordinary));
    places.close = {left, theme.margin.top, ui::button_width(ui, ui.tr("Close"), close_look), height};
    float y = places.close.bottom() + gap;
    ui::Rect first_row = places.close;  // the part left of the chips
    if (with_pause) {
        const float between = std::max(theme.space.m, theme.touch.gap_row);
        places.pause = {places.close.right() + between, theme.margin.top, frame::pause_width(ui), height};
        first_row.w = places.pause.right() - first_row.x;
    }

    if (portrait) {
        const float end = place_chips(ui, places, left, y, height);
        if (end > right) squeeze_chips(places, left, right - left, theme.space.m);
        y += height + gap;
        places.promise = {first_row.right() + gap, places.close.y, right - first_row.right() - gap, height};
    } else {
        const float promise =
            compact ? 0
                    : ui::text_width(ui, ui.tr("No names kept."), theme.text("small")) + theme.space.xl + theme.space.m;
        const float from = first_row.right() + gap, until = right - (promise > 0 ? promise + gap : 0);
        const float end = place_chips(ui, places, from, theme.margin.top, height);
        if (end > until) {
            squeeze_chips(places, from, until - from, theme.space.m);
        } else {
            // In the middle of the screen where possible, otherwise in the remaining room.
            const float middle = (static_cast<float>(theme.width) - (end - from)) / 2;
            move_chips(places, std::clamp(middle, from, until - (end - from)) - from);
        }
        places.promise = {right - promise, places.close.y, promise, height};
    }

    places.hint = !compact;
    float text_bottom = bottom - gap;
    const float slot =
        compact ? std::round(2 * ui::line_height(theme.text("body")) + theme.space.xs) : ui::banner_height(ui);
    if (places.hint) {
        places.banner = {left, text_bottom - slot, right - left, slot};
        text_bottom = places.banner.y - gap;
    }
    if (portrait) {
        const float tall = ui::button_height(ui, ui::ButtonKind::main);
        places.send = {left, text_bottom - tall, right - left, tall};
        places.text = {left, y, right - left, places.send.y - gap - y};
    } else {
        const float wide =
            std::max(theme.px(0.2315), ui::button_width(ui, ui.tr("Send"), {.kind = ui::ButtonKind::main}));
        places.send = {right - wide, y, wide, text_bottom - y};
        places.text = {left, y, places.send.x - gap - left, text_bottom - y};
    }
    for (ui::Rect* place : {&places.close, &places.pause, &places.promise, &places.send, &places.text})
        *place = ui::sided(ui, *place);
    for (ui::Rect& chip : places.chips) chip = ui::sided(ui, chip);
    if (!places.hint) {
        const float edge = std::round(theme.space.xs / 2);
        places.banner = {places.text.x + edge, places.text.bottom() - edge - slot, places.text.w - 2 * edge, slot};
    }
    return places;
}

}  // namespace hearthside::screens::write_here
