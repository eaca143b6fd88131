// SPDX-License-Identifier: Apache-2.0
// The note of the front card, as large as it fits, and its neighbours on the wall.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/front_card/front_card.h"

namespace hearthside {

// The note and its neighbours, in the wall's order.
struct FrontNotes {
    const Note* note = nullptr;      // null when it cannot be shown
    const Note* previous = nullptr;  // in the order of the wall, which is random
    const Note* next = nullptr;
    bool alone = true;                  // nothing else is on the wall
    const NoteGroup* group = nullptr;   // null: in no group
    std::vector<const Note*> together;  // the others of the group
};
FrontNotes front_notes_of(const Board& board, NoteId id);

std::string thanks_sentence(const Ui& ui, RoundCategory category);
void draw_front_note(Ui& ui, const Rect& rect, const Note& note, FrontCardView& view);

// The height of the text's picture, without making the picture: many lines could be as large as ten screens.
float measured_height(Ui& ui, std::string_view text, const TextStyle& style, float width, int lines_at_most = 0);

}  // namespace hearthside
