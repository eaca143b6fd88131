// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/review/search_field.h"

#include "kiosk/screens/review/asking.h"
#include "kiosk/screens/review/review.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::review {

void draw_search_field(ui::Ui& ui, const ui::Rect& rect, ReviewView& view, const std::vector<ui::KeyPress>& presses) {
    const auto& theme = ui.theme;
    const ui::ButtonLook clear_look{.kind = ui::ButtonKind::quiet, .icon = "close"};
    const bool has_words = !view.field.text().empty();
    const float gap = std::max(theme.space.s, theme.touch.gap);
    const float wide = std::max(rect.h, theme.touch.floor);
    const ui::Rect box{rect.x, rect.y, rect.w - (has_words ? wide + gap : 0), rect.h};
    const float round = std::min(box.h / 2, theme.radius.panel);
    ui::fill(ui, box, theme.colours.paper, round);
    ui::outline(ui, box, view.typing ? theme.colours.primary : theme.colours.control_line, round,
                theme.line.control * (view.typing ? 1.4f : 1.0f));
    text::TextStyle style = theme.text("button");
    style.weight = 500;
    const float lead = theme.space.l + style.size_px * 1.7f;
    ui::icon(ui, "search", {box.x + theme.space.l + style.size_px * 0.55f, box.y + box.h / 2}, style.size_px * 1.1f,
             theme.colours.ink_soft);
    const ui::TextFieldAnswer typed =
        ui::draw_text_field(ui, "review-words", {box.x, box.y, box.w, box.h}, view.field,
                            {.style = style,
                             .caret = theme.colours.primary,
                             .placeholder = ui.tr("Search the record"),
                             .active = view.typing,
                             .new_lines = false,
                             .pad_x = lead,
                             .pad_y = std::max(0.0f, (box.h - ui::line_height(style)) / 2),
                             .bytes_at_most = 400},
                            presses);
    if (typed.tapped && !view.typing) {
        view.typing = true;
        ui.wake_at(ui.now);
    }
    if (has_words && ui::button(ui, "review-clear", {rect.right() - wide, rect.y, wide, rect.h}, {}, clear_look)) {
        ui::clear(view.field);
        ui.pictures.forget_private_texts();
        view.typing = true;
        ui.wake_at(ui.now);
    }
    const std::string words = words_to_find(view);
    if (words == view.searched) return;
    view.searched = words;
    start_list(view, !words.empty());
    look_for_answers(ui, view);
}

}  // namespace hearthside::screens::review
