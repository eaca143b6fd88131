// The screen at rest between huddles: dark and calm, with the clock, the team's name and the code
// still to be scanned, all moving a little each minute so that nothing burns in. The touch that
// wakes it does nothing else. Also the hours of the night, in which home is dimmed by itself. It
// knows neither home nor the huddle: the route asks it what to show.
#pragma once

#include <optional>
#include <string>

#include "kiosk/ui/ui.h"

namespace hearthside {

struct IdleView {
    enum class State {
        awake,
        asleep,
        waking  // awake again, but the finger that did it is still on the glass
    };
    State state = State::awake;
    std::optional<Instant> last_touched;  // or when home came back
};

// Call in every frame, before anything is drawn. `may_rest`: home stands there with nothing over it.
// Returns what to draw: home's touch areas must be inert while it is waking.
IdleView::State rest(Ui& ui, IdleView& view, bool may_rest);

// `trouble` is the Board's. A touch of the whole screen is its only target ("wake"). Asks for no wake-up: the frame loop draws
// a frame for each new minute, and nothing else changes.
void draw_idle(Ui& ui, const std::string& trouble);

struct NightView {
    std::optional<bool> was;  // in the night hours, when somebody last looked
    std::string by_day;       // the theme of the other hours
};
// Sets `theme` to night or back when the hours change, and only then: in between people choose.
void follow_night_hours(Ui& ui, NightView& view, std::string& theme);

}  // namespace hearthside
