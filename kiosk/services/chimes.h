// When a chime sounds: from one look at the clock to the next, nothing else. A note's arrival changes
// nothing that is read here (SAFETY 2). Knows no device and no clock of its own.
#pragma once

#include <optional>

#include "core/huddle/board.h"
#include "kiosk/configuration/configuration.h"

namespace hearthside {

enum class Chime {
    one_minute_left,  // softer; only in rounds that last two minutes or longer
    time_is_up
};
float peak_of(Chime chime);  // how loud, 0 to 1

// The look of one moment at the running huddle's clock.
struct ClockLook {
    HuddleId huddle;  // zero: no huddle, or its clock stands still
    std::size_t round = 0;
    Milliseconds allotted{0}, left{0};
    Instant at;

    friend bool operator==(const ClockLook&, const ClockLook&) = default;
};
ClockLook look_at(const Board& board, Instant now);

// What sounds when `after` follows `before`. Nothing when the round changed in between, when time was
// added, or when the look comes so late that a chime would tell the wrong time. A minute that is
// borrowed after the last-minute chime does not sound it again, if `minute_has_sounded`.
std::optional<Chime> chime_between(const ClockLook& before, const ClockLook& after, bool minute_has_sounded);

// Remembers the last look, for the frame loop.
class Chimes {
public:
    std::optional<Chime> look(const Board& board, Instant now);
    // When the next chime is due, if nothing is touched until then; the loop has to look then.
    std::optional<Instant> next() const;

private:
    ClockLook last_;
    HuddleId visited_;
    std::size_t round_ = 0;
    bool minute_has_sounded_ = false;  // in this visit to this round
};

// Whether sounds are wanted now. `minute` is that of the local day, 0 to 1439.
bool may_sound(bool on, const std::optional<Hours>& quiet, int minute);

}  // namespace hearthside
