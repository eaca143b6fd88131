// SPDX-License-Identifier: Apache-2.0
// A round's body while there are no cards to show: sealed notes as a band, or a kind word when no notes came
// or too few to stay anonymous. It never knows how many notes there are.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/ui/ui.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::wall {

// Whether "Open the notes" is offered: not before there is one, as far as people may know.
bool may_open(const huddle::RoundBoard& round, huddle::Band waiting);

enum class SealedAnswer { none, open_notes };

// `set_aside`: how many opened notes of the round were set aside. `spent` is the time spent in the round: a round may
// begin with silent writing.
SealedAnswer draw_sealed_panel(ui::Ui& ui, const ui::Rect& body, const huddle::RoundBoard& round, huddle::Band waiting,
                               std::size_t set_aside, huddle::Milliseconds spent);

// The same panel while its notes come out. `part` goes from 0, where it looks as before, to 1, where it is
// gone. Draws only the pile, which fans out, and the ground.
void draw_opening_panel(ui::Ui& ui, const ui::Rect& body, const huddle::RoundBoard& round, float part);
// The middle of the pile, where the notes come from.
ImVec2 pile_centre(const ui::Ui& ui, const ui::Rect& body);

}  // namespace hearthside::screens::wall
