// The note of the front card as large as it fits, and which notes stand around it on the wall.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/front_card/front_card.h"

namespace hearthside {

// The note and those around it, as the wall has them.
struct FrontNotes {
    const Note* note = nullptr;      // null when it cannot be shown
    const Note* previous = nullptr;  // in the order of the wall, which is by chance
    const Note* next = nullptr;
    bool alone = true;                      // nothing else is on the wall
    const NoteGroup* group = nullptr;       // null: in none
    std::vector<const Note*> together;      // the others of the group
};
FrontNotes front_notes_of(const Board& board, NoteId id);

std::string thanks_sentence(const Ui& ui, RoundCategory category);
void draw_front_note(Ui& ui, const Rect& rect, const Note& note, FrontCardView& view);

// As tall as its picture would be, without making one: a picture of many lines could be as large as ten screens.
float measured_height(Ui& ui, std::string_view text, const TextStyle& style, float width, int lines_at_most = 0);

}  // namespace hearthside
