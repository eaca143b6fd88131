// SPDX-License-Identifier: Apache-2.0
// What home shows of the team's work: what was said, what was tried and its result; and another team's
// lesson, an open question, one hope. It never says how many notes or people there were.
#pragma once

#include "kiosk/screens/home/home.h"

namespace hearthside::screens::home {

// The results of last time and since, in rows of three; 0 when there is nothing.
std::size_t loop_rows(const ui::Ui& ui, const huddle::Board& board);
// When one row must hold several, they change from minute to minute.
float loop_height(ui::Ui& ui, const huddle::Board& board, float width, std::size_t rows);
void draw_loop(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board, std::size_t rows);
// Drawn at the end of `rect`, when there is something and it fits.
void draw_loops_closed(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board);

}  // namespace hearthside::screens::home
