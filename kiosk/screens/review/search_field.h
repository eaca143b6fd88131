// SPDX-License-Identifier: Apache-2.0
// The search words: one line, written on the on-screen or a physical keyboard.
#pragma once

#include <vector>

#include "kiosk/screens/review/review.h"

namespace hearthside {

void draw_search_field(Ui& ui, const Rect& rect, ReviewView& view, const std::vector<KeyPress>& presses);

}  // namespace hearthside
