// SPDX-License-Identifier: Apache-2.0
// Arrows to the page before and to the page after, with "Page 2 of 3" between them. At either end one arrow is faint.
#pragma once

#include "kiosk/ui/ui.h"

namespace hearthside::screens::frame {

float pager_width(ui::Ui& ui, std::size_t pages);
// At the start of `room`, as high as it. Its buttons are "page-back" and "page-on". Returns the page to show.
std::size_t draw_pager(ui::Ui& ui, const ui::Rect& room, std::size_t page, std::size_t pages);

}  // namespace hearthside::screens::frame
