// SPDX-License-Identifier: Apache-2.0
// What home shows of the team's work: what was said, what was tried and its result; and another team's
// lesson, an open question, one hope. It never says how many notes or people there were.
#pragma once

#include "kiosk/screens/home/home.h"

namespace hearthside::screens::home {

// As rows of three, all of them or one at a time; or, where there is little room, one part at a time. What does not
// show all has a pager, and turns to the next page each minute.
enum class LoopForm { rows, row, part };
struct LoopLook {
    LoopForm form = LoopForm::rows;
    bool with_tiles = false;     // the sealed tiles are the first page; for LoopForm::part only
    bool with_finished = false;  // parts that have no place of their own on this screen
    bool with_promise = false;
};
// Whether every heading fits beside the others of its row. Always true for one part at a time.
bool loop_fits(ui::Ui& ui, const huddle::Board& board, float width, const LoopLook& look);
float loop_height(ui::Ui& ui, const huddle::Board& board, float width, const LoopLook& look);  // 0: nothing to show
void draw_loop(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board, const LoopLook& look, HomeView& view);

int finished_this_quarter(const ui::Ui& ui, const huddle::Board& board);
// "4 actions finished this quarter"; its width is 0 when there were none.
float finished_width(ui::Ui& ui, const huddle::Board& board);
void draw_finished(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board);

}  // namespace hearthside::screens::home
