#include "kiosk/screens/route.h"

namespace hearthside {

namespace {

void draw_overlay(Ui& ui, const Board& board, Views& views) {
    switch (views.overlay.kind) {
        case Overlay::Kind::none:
            return;
        case Overlay::Kind::write_here:
            return draw_write_here(ui, board, views.write_here, views.overlay);
        case Overlay::Kind::front_card:
            return draw_front_card(ui, board, views.front_card, views.overlay);
        case Overlay::Kind::capture:
            return draw_capture(ui, board, views.capture, views.overlay);
    }
}

void draw_round(Ui& ui, const Board& board, Views& views) {
    switch (board.huddle->current().round.kind) {
        case RoundKind::since_last_time:
            return draw_since_last_time(ui, board, views.since_last_time);
        case RoundKind::quiet:
            return draw_quiet(ui, board, views.quiet, views.overlay);
        case RoundKind::wins:
        case RoundKind::mistakes:
        case RoundKind::lessons:
        case RoundKind::hope:
            return draw_round_wall(ui, board, views.round_wall, views.overlay);
        case RoundKind::close:
            return draw_close(ui, board, views.close);
    }
}

}  // namespace

void draw_screen(Ui& ui, const Board& board, Views& views) {
    if (views.overlay.kind != Overlay::Kind::none)
        draw_overlay(ui, board, views);
    else if (board.huddle)
        draw_round(ui, board, views);
    else
        draw_home(ui, board, views.home, views.overlay, views.display);
}

}  // namespace hearthside
