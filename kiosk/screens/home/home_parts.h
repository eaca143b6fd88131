// The parts of the home screen, each drawn into the rectangle it is given. For home.cpp only.
#pragma once

#include <string>

#include "kiosk/screens/home/home.h"

namespace hearthside {

// Which layout Start huddle starts: the chosen one, else the configured, else the first; null when
// there is none.
const Layout* layout_to_start(const Ui& ui, const HomeView& view);

float hero_least_height(Ui& ui, bool stacked);
void draw_home_top(Ui& ui, const Rect& rect);
void draw_hero(Ui& ui, const Rect& rect, HomeView& view, bool stacked);
void draw_invitation(Ui& ui, const Rect& rect, Overlay& overlay, bool beside);  // the QR panel
float draw_waiting_line(Ui& ui, const Rect& rect, const Bands& waiting);  // returns where its words end
void draw_waiting_tiles(Ui& ui, const Rect& rect, const Bands& waiting, int columns);
// What there is to tell of last time and since, in rows of three; 0 when there is nothing.
std::size_t loop_rows(const Ui& ui, const Board& board);
// With one row for several, they take turns from minute to minute.
float loop_height(Ui& ui, const Board& board, float width, std::size_t rows);
void draw_loop(Ui& ui, const Rect& rect, const Board& board, std::size_t rows);
// At the end of `rect`, when there is one and it fits.
void draw_loops_closed(Ui& ui, const Rect& rect, const Board& board);
bool tools_are_narrow(const Ui& ui);
float tools_height(Ui& ui);
void draw_tools(Ui& ui, const Rect& rect, HomeView& view, Overlay& overlay, DisplayChoices& display);
// Over everything, while view.choosing says so.
void draw_layout_list(Ui& ui, HomeView& view);
void draw_language_list(Ui& ui, HomeView& view, DisplayChoices& display);

}  // namespace hearthside
