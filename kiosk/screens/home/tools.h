// SPDX-License-Identifier: Apache-2.0
// The tools at the foot of home: the look of the screen, what the team can open, and the list of languages.
#pragma once

#include "kiosk/screens/home/home.h"

namespace hearthside {

bool tools_are_narrow(const Ui& ui);
float tools_height(Ui& ui);
void draw_tools(Ui& ui, const Rect& rect, HomeView& view, Overlay& overlay, DisplayChoices& display);
// Drawn over everything, while view.choosing is set to it.
void draw_language_list(Ui& ui, HomeView& view, DisplayChoices& display);

}  // namespace hearthside
