// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/care/care.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::care {

void draw_care(ui::Ui& ui, const huddle::Board& board, frame::Overlay& overlay) {
    const ui::Appearance& theme = ui.theme;
    const bool wanted = board.huddle && !board.huddle->clock.running && !ui.environment.support.empty();
    if (!wanted) {
        overlay.close();
        ui.wake_at(ui.now);
    }
    const ui::RoundColours& hope = theme.round(huddle::RoundCategory::hope);
    const bool compact = theme.shape == ui::ScreenShape::compact;
    const ui::Rect screen{theme.margin.x, theme.margin.top, static_cast<float>(theme.width) - 2 * theme.margin.x,
                          static_cast<float>(theme.height) - theme.margin.top - theme.margin.bottom};
    const std::string back = ui.tr("Back to the huddle");
    const ui::ButtonLook look{.kind = ui::ButtonKind::main, .icon = "back"};
    const float tall = std::max(ui::button_height(ui, ui::ButtonKind::main), theme.touch.main);
    const float wide = std::min(screen.w, std::max(ui::button_width(ui, back, look), theme.px(0.42)));
    const ui::Rect place{screen.x + (screen.w - wide) / 2, std::round(screen.bottom() - tall), wide, tall};
    if (ui::button(ui, "back-to-huddle", place, back, look)) overlay.close();

    // One quiet card, as high as its words.
    ui::Rect front{screen.x, screen.y, screen.w, place.y - theme.space.l - screen.y};
    const float pad = compact ? theme.space.l : theme.space.xxl;
    const float size = theme.px(compact ? 0.1 : 0.1259);
    const text::TextStyle title = theme.text("title", hope.ink);
    const text::TextStyle soft = theme.text("note", theme.colours.ink_soft);
    text::TextStyle words = theme.text("url");
    words.weight = 500;
    words.line = 1.4f;
    const bool beside = theme.shape != ui::ScreenShape::portrait;
    const float lead = beside ? size + theme.space.xl : 0;
    const float room = front.w - 2 * pad - lead;
    const float head =
        (beside ? 0 : size + theme.space.l) + ui::line_height(title) + ui::line_height(soft) + theme.space.l;
    const float most = front.h - 2 * pad - head;
    const float needed = ui::text_height(ui, ui.environment.support, words, room);
    const float body = std::min(most, needed + 1);
    const float height = head + body + 2 * pad;
    front.y += (front.h - height) / 2;
    front.h = height;
    ui::panel(ui, front);
    float y = front.y + pad;
    ui::disc(ui, {front.x + pad + size / 2, y + size / 2}, size, hope.tint, "heart", hope.ink, 0.5f);
    if (!beside) y += size + theme.space.l;
    const float x = front.x + pad + lead;
    ui::label(ui, {x, y, room, ui::line_height(title)}, ui.tr("Take the time you need."), title);
    y += ui::line_height(title);
    ui::label(ui, {x, y, room, ui::line_height(soft)}, ui.tr("The clock has stopped, and the notes are face down."),
              soft);
    y += ui::line_height(soft) + theme.space.l;
    ui::label(ui, {x, y, room, body}, ui.environment.support, words,
              {.vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 0.72f});
}

}  // namespace hearthside::screens::care
