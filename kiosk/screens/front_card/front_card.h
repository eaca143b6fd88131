// SPDX-License-Identifier: Apache-2.0
// One note at the front, read together: thanks, a few questions to ask, related notes, and what becomes of
// it. Closes by itself when the note is gone or the round changed. A pause hides it (route.cpp).
#pragma once

#include "core/huddle/board.h"
#include "kiosk/screens/frame/one_line.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::front_card {

struct FrontCardView {
    huddle::NoteId note;  // the note of this view
    float scroll = 0;     // for a note too long even for the smallest size
    bool held = false;    // a finger came down on the card, and may swipe
    // The intent that was sent. Its outcome closes the card or shows why not.
    enum class Asked { nothing, thanks, question, set_aside, ungroup, title };
    Asked asked = Asked::nothing;
    huddle::NoteState before = huddle::NoteState::on_the_wall;  // the state that an undo restores
    std::vector<huddle::QuestionId> known_questions;            // before one more was kept
    ui::Ticket ticket = 0;
    std::string problem;
    bool asking_when = false;  // over the card: when to ask the question again
    frame::OneLine title;      // the title of the note's group
};

void draw_front_card(ui::Ui& ui, const huddle::Board& board, FrontCardView& view, frame::Overlay& overlay);

}  // namespace hearthside::screens::front_card
