// A round with notes: sealed until the team opens them together, then a wall of cards, on which notes
// that belong together lie on one pile. Shows bands and never a count before the release, and turns
// the notes face down while the huddle is paused.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/screens/wall/layout.h"
#include "kiosk/screens/wall/reveal.h"
#include "kiosk/ui/scroll.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

// A card under the finger, on its way to another one.
struct CarriedCard {
    NoteId note;  // zero: none is held
    ImVec2 grip;  // where on the card the finger came down, layout px
    bool lifted = false;  // the finger has moved: it carries, and taps nothing
};

struct RoundWallView {
    ChromeView chrome;
    WallLayout wall;
    Scroll scroll;
    // Scrolled by hand, so cards are cut at the edges; a page shows whole cards only.
    bool free_scroll = false;
    CarriedCard carried;
    std::vector<NoteId> faces;  // notes on which others were put: theirs is the pile's place
    NoteId grouped;             // on its way to another, with the ticket; zero: none
    std::optional<GroupId> grouped_from;
    Ticket grouping = 0;
    Ticket undoing = 0;
    std::size_t round = 0;  // that was shown last: what was said about another one goes
    Reveal reveal;
};

// Only while board.huddle is there and its round has a theme.
void draw_round_wall(Ui& ui, const Board& board, RoundWallView& view, Overlay& overlay);

}  // namespace hearthside
