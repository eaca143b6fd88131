// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/care/care.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

void draw_care(Ui& ui, const Board& board, Overlay& overlay) {
    const Appearance& theme = ui.theme;
    const bool wanted = board.huddle && !board.huddle->clock.running && !ui.environment.support.empty();
    if (!wanted) {
        overlay.close();
        ui.wake_at(ui.now);
    }
    const RoundColours& hope = theme.round(RoundCategory::hope);
    const bool compact = theme.shape == ScreenShape::compact;
    const Rect screen{theme.margin.x, theme.margin.top, static_cast<float>(theme.width) - 2 * theme.margin.x,
                      static_cast<float>(theme.height) - theme.margin.top - theme.margin.bottom};
    const std::string back = ui.tr("Back to the huddle");
    const ButtonLook look{.kind = ButtonKind::main, .icon = "back"};
    const float tall = std::max(button_height(ui, ButtonKind::main), theme.touch.main);
    const float wide = std::min(screen.w, std::max(button_width(ui, back, look), theme.px(0.42)));
    const Rect place{screen.x + (screen.w - wide) / 2, std::round(screen.bottom() - tall), wide, tall};
    if (button(ui, "back-to-huddle", place, back, look)) overlay.close();

    // One quiet card, as high as its words.
    Rect front{screen.x, screen.y, screen.w, place.y - theme.space.l - screen.y};
    const float pad = compact ? theme.space.l : theme.space.xxl;
    const float size = theme.px(compact ? 0.1 : 0.1259);
    const TextStyle title = theme.text("title", hope.ink);
    const TextStyle soft = theme.text("note", theme.colours.ink_soft);
    TextStyle words = theme.text("url");
    words.weight = 500;
    words.line = 1.4f;
    const bool beside = theme.shape != ScreenShape::portrait;
    const float lead = beside ? size + theme.space.xl : 0;
    const float room = front.w - 2 * pad - lead;
    const float head = (beside ? 0 : size + theme.space.l) + line_height(title) + line_height(soft) + theme.space.l;
    const float most = front.h - 2 * pad - head;
    const float needed = text_height(ui, ui.environment.support, words, room);
    const float body = std::min(most, needed + 1);
    const float height = head + body + 2 * pad;
    front.y += (front.h - height) / 2;
    front.h = height;
    panel(ui, front);
    float y = front.y + pad;
    disc(ui, {front.x + pad + size / 2, y + size / 2}, size, hope.tint, "heart", hope.ink, 0.5f);
    if (!beside) y += size + theme.space.l;
    const float x = front.x + pad + lead;
    label(ui, {x, y, room, line_height(title)}, ui.tr("Take the time you need."), title);
    y += line_height(title);
    label(ui, {x, y, room, line_height(soft)}, ui.tr("The clock stands still, and the notes are face down."), soft);
    y += line_height(soft) + theme.space.l;
    label(ui, {x, y, room, body}, ui.environment.support, words,
          {.vertical = VerticalAlign::top, .lines = 0, .shrink_to = 0.72f});
}

}  // namespace hearthside
