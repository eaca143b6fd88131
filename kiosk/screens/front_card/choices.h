// SPDX-License-Identifier: Apache-2.0
// What the team can do with the note, as large buttons below it.
#pragma once

#include <string_view>

#include "kiosk/screens/front_card/note.h"

namespace hearthside {

// choices_height is their height. draw_choices draws them and returns the name of the tapped one.
float choices_height(Ui& ui, float width, const FrontNotes& notes);
std::string_view draw_choices(Ui& ui, const Rect& rect, const FrontNotes& notes, bool enabled);

}  // namespace hearthside
