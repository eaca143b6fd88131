// SPDX-License-Identifier: Apache-2.0
// The tools at the foot of home: the look of the screen, what the team can open, and the list of languages.
#pragma once

#include "kiosk/screens/home/home.h"

namespace hearthside::screens::home {

bool tools_are_narrow(const ui::Ui& ui);
float tools_height(ui::Ui& ui);
// Whether the promise is shown beside the tools. Otherwise they take the whole width.
bool tools_leave_room_for_promise(ui::Ui& ui, float width, const DisplayChoices& display);
void draw_tools(ui::Ui& ui, const ui::Rect& rect, HomeView& view, frame::Overlay& overlay, DisplayChoices& display);
// Drawn over everything, while view.choosing is set to it.
void draw_language_list(ui::Ui& ui, HomeView& view, DisplayChoices& display);

}  // namespace hearthside::screens::home
