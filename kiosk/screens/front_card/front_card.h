// One note at the front, read together: thanks, a few questions to ask, what goes with it, and what
// becomes of it. Closes by itself when the note is gone, the round changed or the huddle is paused.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/screens/frame/one_line.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

struct FrontCardView {
    NoteId note;       // whose view this is
    float scroll = 0;  // for a note too long even for the smallest size
    bool held = false;  // a finger came down on the card, and may swipe
    // What was asked and is on its way; its answer closes the card or shows why not.
    enum class Asked { nothing, thanks, question, set_aside, ungroup, title };
    Asked asked = Asked::nothing;
    NoteState before = NoteState::on_the_wall;  // what an undo gives back
    std::vector<QuestionId> known_questions;    // before one more was kept
    Ticket ticket = 0;
    std::string problem;
    bool asking_when = false;  // over the card: when to ask the question again
    OneLine title;             // of the note's group
};

void draw_front_card(Ui& ui, const Board& board, FrontCardView& view, Overlay& overlay);

}  // namespace hearthside
