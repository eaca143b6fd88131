// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/choice_list.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::frame {

namespace {

// One choice: filled when it is the current one, otherwise outlined. Returns whether it was tapped.
bool draw_choice(ui::Ui& ui, const ui::Rect& rect, const ListChoice& choice) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    const ui::Touch finger = ui::touch(ui, choice.name, rect);
    const text::Colour ground = choice.on ? colours.primary : colours.paper;
    ui::fill(ui, rect, finger.pressed ? ui::darker(ground) : ground, theme.radius.button);
    if (!choice.on) ui::outline(ui, rect, colours.control_line, theme.radius.button, theme.line.control);
    const float lead = theme.space.l;
    const float tick = choice.on ? theme.text("button").size_px + theme.space.s : 0;
    const text::TextStyle name = theme.text("button", choice.on ? colours.on_primary : colours.ink);
    const text::TextStyle small = theme.text("small", choice.on ? colours.on_primary : colours.ink_soft);
    const float room = rect.w - 2 * lead - tick, first = ui::line_height(name);
    // A longer caption takes two lines.
    const float second =
        choice.caption.empty() ? 0 : std::min(ui::text_height(ui, choice.caption, small, room, 2), rect.h - first);
    const ui::Rect words{rect.x + lead, rect.y + (rect.h - first - second) / 2, room, first};
    ui::label(ui, words, choice.text, name);
    ui::label(ui, {words.x, words.y + first, words.w, second + 1}, choice.caption, small,
              {.vertical = ui::VerticalAlign::top, .lines = 2});
    if (choice.on) {
        ui::icon(ui, "check", {rect.right() - lead - tick / 2 + theme.space.xs, rect.y + rect.h / 2},
                 theme.text("button").size_px, colours.on_primary);
    }
    return finger.tapped;
}

}  // namespace

ListAnswer draw_choice_list(ui::Ui& ui, const std::string& title, const std::vector<ListChoice>& choices) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    const ui::Rect screen = ui::screen_of(ui);
    ui::fill(ui, ui::glass_of(ui), colours.scrim, 0, theme.night ? 0.72f : 0.55f);

    const bool portrait = theme.shape == ui::ScreenShape::portrait;
    const int columns = portrait || choices.size() < 4 ? 1 : 2;
    const int rows = (static_cast<int>(choices.size()) + columns - 1) / columns;
    const float gap = std::max(theme.space.s, theme.touch.gap_row);
    const float pad = theme.space.xl;
    const float width = std::min(screen.w - 2 * theme.margin.x, theme.px(portrait ? 0.9 : 1.25));
    const ui::ButtonLook close{.kind = ui::ButtonKind::quiet, .icon = "close"};
    const float close_width = ui::button_width(ui, ui.tr("Close"), close),
                close_height = ui::button_height(ui, ui::ButtonKind::quiet);
    // A longer title takes two lines, a little smaller.
    text::TextStyle heading = theme.text("title");
    const float title_width = width - 2 * pad - close_width - gap;
    if (ui::text_width(ui, title, heading) > title_width) heading.size_px *= 0.8f;
    const int title_lines = ui::text_width(ui, title, heading) > title_width ? 2 : 1;
    const float title_height = std::max(close_height, static_cast<float>(title_lines) * ui::line_height(heading));
    const float head = title_height + theme.space.m;
    const float most = screen.h - 2 * theme.margin.top - 2 * pad - head;
    const float text_lines =
        ui::line_height(theme.text("button")) + 2 * ui::line_height(theme.text("small")) + theme.space.s;
    const float row_height =
        std::floor(std::min(std::max(theme.touch.main, text_lines),
                            (most - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows)));
    const float height = 2 * pad + head + static_cast<float>(rows) * row_height + gap * static_cast<float>(rows - 1);
    const ui::Rect box{std::round((screen.w - width) / 2), std::round((screen.h - height) / 2), width, height};
    ui::fill(ui, box, colours.paper, theme.radius.panel);

    ListAnswer answer;
    ui::label(ui, {box.x + pad, box.y + pad, title_width, title_height + 1}, title, heading, {.lines = title_lines});
    answer.closed =
        ui::button(ui, "close-list", {box.right() - pad - close_width, box.y + pad, close_width, close_height},
                   ui.tr("Close"), close);
    const float column_width =
        std::floor((width - 2 * pad - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const int column = static_cast<int>(i) / rows, row = static_cast<int>(i) % rows;
        const ui::Rect rect{box.x + pad + static_cast<float>(column) * (column_width + gap),
                            box.y + pad + head + static_cast<float>(row) * (row_height + gap), column_width,
                            row_height};
        if (draw_choice(ui, rect, choices[i])) answer.chosen = static_cast<int>(i);
    }
    return answer;
}

}  // namespace hearthside::screens::frame
