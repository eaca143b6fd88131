// SPDX-License-Identifier: Apache-2.0
// The part beside the note: questions to ask, or the other notes of its group, and the buttons for the notes
// before and after.
#pragma once

#include "kiosk/screens/front_card/note.h"

namespace hearthside::screens::front_card {

// What was tapped beside the note.
struct BesideAnswer {
    huddle::NoteId go_to;  // zero: nowhere
    bool ungroup = false, name_group = false;
};
// Questions to ask, or the notes of its group; below them the buttons for the notes before and after.
BesideAnswer draw_beside(ui::Ui& ui, const ui::Rect& rect, const FrontNotes& notes, const huddle::Round& round,
                         bool enabled);

}  // namespace hearthside::screens::front_card
