// SPDX-License-Identifier: Apache-2.0
// The note of the front card, as large as it fits, and its neighbours on the wall.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/front_card/front_card.h"

namespace hearthside::screens::front_card {

// The note and its neighbours, in the wall's order.
struct FrontNotes {
    const huddle::Note* note = nullptr;      // null when it cannot be shown
    const huddle::Note* previous = nullptr;  // in the order of the wall, which is random
    const huddle::Note* next = nullptr;
    bool alone = true;                          // nothing else is on the wall
    const huddle::NoteGroup* group = nullptr;   // null: in no group
    std::vector<const huddle::Note*> together;  // the others of the group
};
FrontNotes front_notes_of(const huddle::Board& board, huddle::NoteId id);

std::string thanks_sentence(const ui::Ui& ui, huddle::RoundCategory category);
void draw_front_note(ui::Ui& ui, const ui::Rect& rect, const huddle::Note& note, FrontCardView& view);

// The height of the text's picture, without making the picture: many lines could be as large as ten screens.
float measured_height(ui::Ui& ui, std::string_view text, const text::TextStyle& style, float width,
                      int lines_at_most = 0);

}  // namespace hearthside::screens::front_card
