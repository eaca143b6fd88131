// SPDX-License-Identifier: Apache-2.0
// One note at the front, read together: thanks, a few questions to ask, related notes, and what becomes of
// it. Closes by itself when the note is gone, the round changed or the huddle is paused.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/screens/frame/one_line.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

struct FrontCardView {
    NoteId note;        // the note of this view
    float scroll = 0;   // for a note too long even for the smallest size
    bool held = false;  // a finger came down on the card, and may swipe
    // The intent that was sent. Its outcome closes the card or shows why not.
    enum class Asked { nothing, thanks, question, set_aside, ungroup, title };
    Asked asked = Asked::nothing;
    NoteState before = NoteState::on_the_wall;  // the state that an undo restores
    std::vector<QuestionId> known_questions;    // before one more was kept
    Ticket ticket = 0;
    std::string problem;
    bool asking_when = false;  // over the card: when to ask the question again
    OneLine title;             // the title of the note's group
};

void draw_front_card(Ui& ui, const Board& board, FrontCardView& view, Overlay& overlay);

}  // namespace hearthside
