// SPDX-License-Identifier: Apache-2.0
// The search words: one line, written on the on-screen or a physical keyboard.
#pragma once

#include <vector>

#include "kiosk/screens/review/review.h"

namespace hearthside::screens::review {

void draw_search_field(ui::Ui& ui, const ui::Rect& rect, ReviewView& view, const std::vector<ui::KeyPress>& presses);

}  // namespace hearthside::screens::review
