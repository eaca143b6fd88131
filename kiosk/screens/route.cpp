// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/route.h"

#include <utility>

#include "kiosk/screens/frame/far_view.h"

namespace hearthside::screens {

namespace {

void draw_overlay(ui::Ui& ui, const huddle::Board& board, Views& views) {
    switch (views.overlay.kind) {
        case frame::Overlay::Kind::none:
            return;
        case frame::Overlay::Kind::write_here:
            return write_here::draw_write_here(ui, board, views.write_here, views.overlay);
        case frame::Overlay::Kind::front_card:
            return front_card::draw_front_card(ui, board, views.front_card, views.overlay);
        case frame::Overlay::Kind::capture:
            return capture::draw_capture(ui, board, views.capture, views.overlay);
        case frame::Overlay::Kind::care:
            return care::draw_care(ui, board, views.overlay);
        case frame::Overlay::Kind::display:
            return display::draw_display(ui, board, views.overlay, views.display);
        case frame::Overlay::Kind::wipe_down:
            return at_rest::draw_wipe_down(ui, views.wipe_down, views.overlay);
        case frame::Overlay::Kind::settings:
            return settings::draw_settings(ui, board, views.settings, views.overlay);
        case frame::Overlay::Kind::first_start:
            return settings::draw_first_start(ui, board, views.settings, views.overlay);
        case frame::Overlay::Kind::review:
            review::draw_review(ui, board, views.review, views.overlay);
            if (std::exchange(views.review.take_away_open, false))
                take_away::open_take_away(views.take_away, views.review.take_away, views.overlay);
            return;
        case frame::Overlay::Kind::take_away:
            views.review.last_touched = ui.now;  // somebody is still using the record
            return take_away::draw_take_away(ui, board, views.take_away, views.overlay);
        case frame::Overlay::Kind::ending:
            return ending::draw_ending(ui, board, views.ending, views.overlay);
    }
}

void draw_round(ui::Ui& ui, const huddle::Board& board, Views& views) {
    switch (board.huddle->current().round.kind) {
        case huddle::RoundKind::since_last_time:
            return since_last_time::draw_since_last_time(ui, board, views.since_last_time, views.overlay);
        case huddle::RoundKind::quiet:
            return quiet::draw_quiet(ui, board, views.quiet, views.overlay);
        case huddle::RoundKind::wins:
        case huddle::RoundKind::mistakes:
        case huddle::RoundKind::lessons:
        case huddle::RoundKind::hope:
            return wall::draw_round_wall(ui, board, views.round_wall, views.overlay);
        case huddle::RoundKind::close:
            return close::draw_close(ui, board, views.close, views.overlay);
    }
}

void draw_ground(ui::Ui& ui, const huddle::Board& board, Views& views) {
    if (board.huddle)
        draw_round(ui, board, views);
    else
        home::draw_home(ui, board, views.home, views.overlay, views.display);
}

// While the huddle is paused, notes and unsent text must not be visible. They wait behind the round's screen.
bool hidden_by_pause(ui::Ui& ui, const huddle::Board& board, Views& views) {
    if (!board.huddle || board.huddle->clock.running) return false;
    if (views.overlay.kind == frame::Overlay::Kind::write_here)
        write_here::hide_write_here(ui, views.write_here, views.overlay);
    return views.overlay.kind == frame::Overlay::Kind::write_here ||
           views.overlay.kind == frame::Overlay::Kind::front_card ||
           views.overlay.kind == frame::Overlay::Kind::capture;
}

// Draws the screen below a translucent overlay. Nothing in it can be touched.
void draw_beneath(ui::Ui& ui, const huddle::Board& board, Views& views) {
    const bool was_inert = ui.inert;
    ui.inert = true;
    draw_ground(ui, board, views);
    ui.inert = was_inert;
}

// Draws the Board that this frame shows.
void draw_all(ui::Ui& ui, const huddle::Board& board, Views& views) {
    // "Close with thanks" has closed the huddle.
    if (!board.huddle && views.overlay.farewell && views.overlay.kind == frame::Overlay::Kind::none)
        views.overlay.open(frame::Overlay::Kind::ending);
    frame::draw_far_view(ui, board);
    if (views.write_here.open && views.overlay.kind != frame::Overlay::Kind::write_here)
        write_here::abandon_write_here(ui, views.write_here);
    const bool setting =
        views.overlay.kind == frame::Overlay::Kind::settings || views.overlay.kind == frame::Overlay::Kind::first_start;
    if (views.settings.open && !setting) settings::abandon_settings(ui, views.settings);
    if (views.take_away.open && views.overlay.kind != frame::Overlay::Kind::take_away)
        take_away::abandon_take_away(ui, views.take_away);
    const bool reviewing =
        views.overlay.kind == frame::Overlay::Kind::review || views.overlay.kind == frame::Overlay::Kind::take_away;
    if (views.review.open && !reviewing) review::abandon_review(ui, views.review);
    const bool on_home = !board.huddle && views.overlay.kind == frame::Overlay::Kind::none;
    if (on_home) at_rest::follow_night_hours(ui, views.night, views.display.theme);
    const at_rest::IdleView::State rested = at_rest::rest(ui, views.idle, on_home);
    if (rested == at_rest::IdleView::State::asleep) {
        views.home.choosing = home::HomeView::Choosing::nothing;
        return at_rest::draw_idle(ui, board.trouble);
    }
    if (rested == at_rest::IdleView::State::waking) return draw_beneath(ui, board, views);
    const ui::Posed appearing(ui, frame::follow_screen(ui, board, views.overlay.kind, views.change));
    if (views.overlay.kind == frame::Overlay::Kind::none || hidden_by_pause(ui, board, views))
        return draw_ground(ui, board, views);
    if (views.overlay.kind == frame::Overlay::Kind::wipe_down) draw_beneath(ui, board, views);
    draw_overlay(ui, board, views);
}

}  // namespace

bool needs_whole_glass(const Views& views) {
    return views.idle.state != at_rest::IdleView::State::awake ||
           views.overlay.kind == frame::Overlay::Kind::wipe_down || views.overlay.kind == frame::Overlay::Kind::ending;
}

void draw_screen(ui::Ui& ui, const huddle::Board& board, Views& views) {
    ui.double_tap = &views.double_tap;
    const ImGuiIO& io = ImGui::GetIO();
    views.double_tap.begin(io.MouseClicked[0], io.MousePos, ui.now);
    huddle::Board changed;
    draw_all(ui, frame::shown_at_once(ui, board, views.at_once, views.overlay, changed), views);
    frame::remember_what_protects(ui, views.at_once);
    views.double_tap.end(ui.targets, ui.now);
}

}  // namespace hearthside::screens
