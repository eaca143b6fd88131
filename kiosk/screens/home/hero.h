// SPDX-License-Identifier: Apache-2.0
// The hearth on the home screen, with Start huddle, and the list of layouts to choose from.
#pragma once

#include "kiosk/screens/home/home.h"

namespace hearthside::screens::home {

// The layout that Start huddle starts: the chosen one, or else the configured one, or else the first. Null
// when there is none.
const huddle::Layout* layout_to_start(const ui::Ui& ui, const HomeView& view);

float hero_least_height(ui::Ui& ui, bool stacked);
void draw_hero(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board, HomeView& view, bool stacked);
// Drawn over everything, while view.choosing is set to it.
void draw_layout_list(ui::Ui& ui, HomeView& view);

}  // namespace hearthside::screens::home
