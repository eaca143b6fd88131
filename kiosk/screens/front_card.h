// One note at the front, read together: thanks, a few questions to ask, and what becomes of it.
// Closes by itself when the note is gone, the round changed or the huddle is paused.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/screens/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

struct FrontCardView {
    NoteId note;       // whose view this is
    float scroll = 0;  // for a note too long even for the smallest size
    bool dragging = false;
    // What was asked and is on its way; its answer closes the card or shows why not.
    enum class Asked { nothing, thanks, question, set_aside };
    Asked asked = Asked::nothing;
    Ticket ticket = 0;
    std::string problem;
};

void draw_front_card(Ui& ui, const Board& board, FrontCardView& view, Overlay& overlay);

}  // namespace hearthside
