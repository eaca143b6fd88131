// SPDX-License-Identifier: Apache-2.0
// A round with notes: sealed until the team opens them together, then a wall of cards, where notes of one
// group lie on one pile. It shows bands and never a count before the release, and turns the notes face down
// while the huddle is paused.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/screens/wall/layout.h"
#include "kiosk/screens/wall/reveal.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::wall {

// A card under the finger, on its way to another one.
struct CarriedCard {
    huddle::NoteId note;  // zero: none is held
    ImVec2 grip;          // the point of the card under the finger, layout px
    bool lifted = false;  // the finger has moved: it carries, and a lift is no tap
};

struct RoundWallView {
    frame::ChromeView chrome;
    WallLayout wall;
    std::size_t page = 0;  // of the slots; see WallGrid
    CarriedCard carried;
    std::vector<huddle::NoteId> faces;  // the top notes of piles, which give the pile its place
    huddle::NoteId grouped;             // being moved to another, with the ticket; zero: none
    std::optional<huddle::GroupId> grouped_from;
    ui::Ticket grouping = 0;
    ui::Ticket undoing = 0;
    std::size_t round = 0;  // the round that was shown last; messages about another one are dropped
    Reveal reveal;
};

// Call only while board.huddle is set and its round has a theme.
void draw_round_wall(ui::Ui& ui, const huddle::Board& board, RoundWallView& view, frame::Overlay& overlay);

}  // namespace hearthside::screens::wall
