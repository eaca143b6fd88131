// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/route.h"

#include <utility>

#include "kiosk/screens/frame/far_view.h"

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
        case Overlay::Kind::care:
            return draw_care(ui, board, views.overlay);
        case Overlay::Kind::wipe_down:
            return draw_wipe_down(ui, views.wipe_down, views.overlay);
        case Overlay::Kind::settings:
            return draw_settings(ui, board, views.settings, views.overlay);
        case Overlay::Kind::first_start:
            return draw_first_start(ui, board, views.settings, views.overlay);
        case Overlay::Kind::review:
            draw_review(ui, board, views.review, views.overlay);
            if (std::exchange(views.review.take_away_open, false))
                open_take_away(views.take_away, views.review.take_away, views.overlay);
            return;
        case Overlay::Kind::take_away:
            views.review.last_touched = ui.now;  // somebody is still using the record
            return draw_take_away(ui, board, views.take_away, views.overlay);
    }
}

void draw_round(Ui& ui, const Board& board, Views& views) {
    switch (board.huddle->current().round.kind) {
        case RoundKind::since_last_time:
            return draw_since_last_time(ui, board, views.since_last_time, views.overlay);
        case RoundKind::quiet:
            return draw_quiet(ui, board, views.quiet, views.overlay);
        case RoundKind::wins:
        case RoundKind::mistakes:
        case RoundKind::lessons:
        case RoundKind::hope:
            return draw_round_wall(ui, board, views.round_wall, views.overlay);
        case RoundKind::close:
            return draw_close(ui, board, views.close, views.overlay);
    }
}

void draw_ground(Ui& ui, const Board& board, Views& views) {
    if (board.huddle)
        draw_round(ui, board, views);
    else
        draw_home(ui, board, views.home, views.overlay, views.display);
}

// While the huddle is paused, unsent text must not be visible. It waits behind the round's screen.
bool hidden_by_pause(Ui& ui, const Board& board, Views& views) {
    if (!board.huddle || board.huddle->clock.running) return false;
    if (views.overlay.kind == Overlay::Kind::write_here) hide_write_here(ui, views.write_here, views.overlay);
    return views.overlay.kind == Overlay::Kind::write_here || views.overlay.kind == Overlay::Kind::capture;
}

// Draws the screen below a translucent overlay. Nothing in it can be touched.
void draw_beneath(Ui& ui, const Board& board, Views& views) {
    const bool was_inert = ui.inert;
    ui.inert = true;
    draw_ground(ui, board, views);
    ui.inert = was_inert;
}

// Draws the Board that this frame shows.
void draw_all(Ui& ui, const Board& board, Views& views) {
    draw_far_view(ui, board);
    if (views.write_here.open && views.overlay.kind != Overlay::Kind::write_here)
        abandon_write_here(ui, views.write_here);
    const bool setting =
        views.overlay.kind == Overlay::Kind::settings || views.overlay.kind == Overlay::Kind::first_start;
    if (views.settings.open && !setting) abandon_settings(ui, views.settings);
    if (views.take_away.open && views.overlay.kind != Overlay::Kind::take_away) abandon_take_away(ui, views.take_away);
    const bool reviewing =
        views.overlay.kind == Overlay::Kind::review || views.overlay.kind == Overlay::Kind::take_away;
    if (views.review.open && !reviewing) abandon_review(ui, views.review);
    const bool on_home = !board.huddle && views.overlay.kind == Overlay::Kind::none;
    if (on_home) follow_night_hours(ui, views.night, views.display.theme);
    const IdleView::State rested = rest(ui, views.idle, on_home);
    if (rested == IdleView::State::asleep) {
        views.home.choosing = HomeView::Choosing::nothing;
        return draw_idle(ui, board.trouble);
    }
    if (rested == IdleView::State::waking) return draw_beneath(ui, board, views);
    const Posed appearing(ui, follow_screen(ui, board, views.overlay.kind, views.change));
    if (views.overlay.kind == Overlay::Kind::none || hidden_by_pause(ui, board, views))
        return draw_ground(ui, board, views);
    if (views.overlay.kind == Overlay::Kind::wipe_down) draw_beneath(ui, board, views);
    draw_overlay(ui, board, views);
}

}  // namespace

bool needs_whole_glass(const Views& views) {
    return views.idle.state != IdleView::State::awake || views.overlay.kind == Overlay::Kind::wipe_down;
}

void draw_screen(Ui& ui, const Board& board, Views& views) {
    Board changed;
    draw_all(ui, shown_at_once(ui, board, views.at_once, views.overlay, changed), views);
    remember_what_protects(ui, views.at_once);
}

}  // namespace hearthside
