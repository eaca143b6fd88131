// What home tells about the team's own work: what was said, what was tried and what it did; and what else is worth
// knowing: another team's lesson, an open question, one hope. It never says how many notes or people there were.
#pragma once

#include "kiosk/screens/home/home.h"

namespace hearthside {

// What there is to tell of last time and since, in rows of three; 0 when there is nothing.
std::size_t loop_rows(const Ui& ui, const Board& board);
// With one row for several, they take turns from minute to minute.
float loop_height(Ui& ui, const Board& board, float width, std::size_t rows);
void draw_loop(Ui& ui, const Rect& rect, const Board& board, std::size_t rows);
// At the end of `rect`, when there is one and it fits.
void draw_loops_closed(Ui& ui, const Rect& rect, const Board& board);

}  // namespace hearthside
