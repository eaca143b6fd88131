// SPDX-License-Identifier: Apache-2.0
// The screen at rest between huddles: dark and calm, with the clock, the team's name and the code, which can
// still be scanned. All of them move a little each minute so that nothing burns in. The touch that wakes the
// screen does nothing else. Also dims home during the night hours. The route decides which screen is drawn.
#pragma once

#include <optional>
#include <string>

#include "kiosk/ui/ui.h"

namespace hearthside::screens::at_rest {

struct IdleView {
    enum class State {
        awake,
        asleep,
        waking  // awake, but the finger that woke it is still on the glass
    };
    State state = State::awake;
    std::optional<huddle::Instant> last_touched;  // or the time when home came back
};

// Call in every frame, before anything is drawn. `may_rest`: home is shown with nothing over it. Returns what
// to draw. Home's touch areas must be inert while the state is waking.
IdleView::State rest(ui::Ui& ui, IdleView& view, bool may_rest);

// `trouble` is the Board's. The whole screen is its only target ("wake"). It asks for no wake-up: the frame
// loop draws a frame for each new minute, and nothing else changes.
void draw_idle(ui::Ui& ui, const std::string& trouble);

struct NightView {
    std::optional<bool> was;  // whether it was night at the last look
    std::string by_day;       // the theme outside the night hours
};
// Sets `theme` to night, or back, only at the moment when the hours change. In between people choose.
void follow_night_hours(ui::Ui& ui, NightView& view, std::string& theme);

}  // namespace hearthside::screens::at_rest
