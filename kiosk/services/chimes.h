// SPDX-License-Identifier: Apache-2.0
// Decides when a chime sounds. It compares one look at the clock with the next, and reads nothing else: the
// arrival of a note changes nothing here (SAFETY 2).
#pragma once

#include <optional>

#include "core/huddle/board.h"
#include "kiosk/configuration/configuration.h"

namespace hearthside::services {

enum class Chime {
    one_minute_left,  // softer; only in rounds that last two minutes or longer
    time_is_up
};
float peak_of(Chime chime);  // how loud, 0 to 1

// The running huddle's clock at one moment.
struct ClockLook {
    huddle::HuddleId huddle;  // zero: no huddle, or its clock is stopped
    std::size_t round = 0;
    huddle::Milliseconds allotted{0}, left{0};
    huddle::Instant at;

    friend bool operator==(const ClockLook&, const ClockLook&) = default;
};
ClockLook look_at(const huddle::Board& board, huddle::Instant now);

// The chime to sound when `after` follows `before`. None when the round changed in between, when time was
// added, or when the look is so late that a chime would tell the wrong time. If `minute_has_sounded`, a
// minute that is borrowed after the last-minute chime does not sound that chime again.
std::optional<Chime> chime_between(const ClockLook& before, const ClockLook& after, bool minute_has_sounded);

// Remembers the last look, for the frame loop.
class Chimes {
public:
    std::optional<Chime> look(const huddle::Board& board, huddle::Instant now);
    // When the next chime is due if nothing is touched until then. The loop must look at that moment.
    std::optional<huddle::Instant> next() const;

private:
    ClockLook last_;
    huddle::HuddleId visited_;
    std::size_t round_ = 0;
    bool minute_has_sounded_ = false;  // during this visit to this round
};

// Whether chimes may sound now. `minute` is the minute of the local day, 0 to 1439.
bool may_sound(bool on, const std::optional<configuration::Hours>& quiet, int minute);

}  // namespace hearthside::services
