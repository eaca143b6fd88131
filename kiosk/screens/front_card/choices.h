// SPDX-License-Identifier: Apache-2.0
// What the team can do with the note, as large buttons below it.
#pragma once

#include <string_view>

#include "kiosk/screens/front_card/note.h"

namespace hearthside::screens::front_card {

// choices_height is their height. draw_choices draws them and returns the name of the tapped one.
float choices_height(ui::Ui& ui, float width, const FrontNotes& notes);
std::string_view draw_choices(ui::Ui& ui, const ui::Rect& rect, const FrontNotes& notes, bool enabled);

}  // namespace hearthside::screens::front_card
