// The parts of the front card: the note itself, what stands beside it, and the choices below. They
// draw and report taps; what a tap means is the screen's. For front_card.cpp only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/front_card/front_card.h"
#include "kiosk/ui/widgets.h"

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

// What was tapped beside the note.
struct BesideAnswer {
    NoteId go_to;  // zero: nowhere
    bool ungroup = false, name_group = false;
};
// Questions to ask, or the notes of its group; below them the way to the notes before and after.
BesideAnswer draw_beside(Ui& ui, const Rect& rect, const FrontNotes& notes, const Round& round, bool enabled);

// The height of the choices, and the choices; returns the name of the one that was tapped.
float choices_height(Ui& ui, float width, const FrontNotes& notes);
std::string_view draw_choices(Ui& ui, const Rect& rect, const FrontNotes& notes, bool enabled);

}  // namespace hearthside
