// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/pager.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::frame {

namespace {

std::string where(const ui::Ui& ui, std::size_t page, std::size_t pages) {
    return fmt::format(fmt::runtime(ui.tr("Page {} of {}")), page + 1, pages);
}

float arrow_width(const ui::Ui& ui) {
    return std::max(ui.theme.touch.floor, ui::button_height(ui, ui::ButtonKind::ordinary));
}

float words_width(ui::Ui& ui, std::size_t pages) {
    return ui::text_width(ui, where(ui, pages - 1, pages), ui.theme.text("button")) + 2 * ui.theme.space.m;
}

}  // namespace

float pager_width(ui::Ui& ui, std::size_t pages) { return 2 * arrow_width(ui) + words_width(ui, pages); }

std::size_t draw_pager(ui::Ui& ui, const ui::Rect& room, std::size_t page, std::size_t pages) {
    const float arrow = arrow_width(ui), words = words_width(ui, pages);
    const bool back = ui::button(ui, "page-back", {room.x, room.y, arrow, room.h}, "",
                                 {.icon = "back", .enabled = page > 0, .second = ui::SecondTap::counts});
    ui::label(ui, {room.x + arrow, room.y, words, room.h}, where(ui, page, pages), ui.theme.text("button"),
              {.align = text::TextAlign::centre});
    const bool on = ui::button(ui, "page-on", {room.x + arrow + words, room.y, arrow, room.h}, "",
                               {.icon = "next", .enabled = page + 1 < pages, .second = ui::SecondTap::counts});
    return back ? page - 1 : on ? page + 1 : page;
}

}  // namespace hearthside::screens::frame
