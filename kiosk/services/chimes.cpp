// SPDX-License-Identifier: Apache-2.0
#include "kiosk/services/chimes.h"

#include "core/huddle/pace.h"

namespace hearthside::services {

namespace {

constexpr huddle::Milliseconds one_minute{60'000};
// In shorter rounds a chime one minute before the end would sound too often to help.
constexpr huddle::Milliseconds long_enough = 2 * one_minute;
constexpr huddle::Milliseconds late_at_most{3'000};

bool same_run(const ClockLook& before, const ClockLook& after) {
    return before.huddle.value != 0 && before.huddle == after.huddle && before.round == after.round;
}

bool passed(const ClockLook& before, const ClockLook& after, huddle::Milliseconds mark) {
    return before.left > mark && after.left <= mark && mark - after.left <= late_at_most;
}

}  // namespace

float peak_of(Chime chime) { return chime == Chime::time_is_up ? 0.30f : 0.14f; }

ClockLook look_at(const huddle::Board& board, huddle::Instant now) {
    ClockLook look;
    look.at = now;
    if (!board.huddle || !board.huddle->clock.running) return look;
    look.huddle = board.huddle->id;
    look.round = board.huddle->clock.current;
    look.allotted = board.huddle->current().allotted;
    look.left = huddle::left_at(board.huddle->clock, now);
    return look;
}

std::optional<Chime> chime_between(const ClockLook& before, const ClockLook& after, bool minute_has_sounded) {
    if (!same_run(before, after) || before.allotted != after.allotted) return std::nullopt;
    if (passed(before, after, huddle::Milliseconds{0})) return Chime::time_is_up;
    if (!minute_has_sounded && after.allotted >= long_enough && passed(before, after, one_minute))
        return Chime::one_minute_left;
    return std::nullopt;
}

std::optional<Chime> Chimes::look(const huddle::Board& board, huddle::Instant now) {
    const ClockLook next = look_at(board, now);
    // A pause does not begin another visit to the round.
    if (next.huddle.value != 0 && (visited_ != next.huddle || round_ != next.round)) {
        visited_ = next.huddle;
        round_ = next.round;
        minute_has_sounded_ = false;
    }
    const std::optional<Chime> chime = chime_between(last_, next, minute_has_sounded_);
    if (chime == Chime::one_minute_left) minute_has_sounded_ = true;
    last_ = next;
    return chime;
}

std::optional<huddle::Instant> Chimes::next() const {
    if (last_.huddle.value == 0 || last_.left <= huddle::Milliseconds{0}) return std::nullopt;
    const bool minute = !minute_has_sounded_ && last_.allotted >= long_enough && last_.left > one_minute;
    return last_.at + last_.left - (minute ? one_minute : huddle::Milliseconds{0});
}

bool may_sound(bool on, const std::optional<configuration::Hours>& quiet, int minute) {
    return on && !(quiet && quiet->hold(minute));
}

}  // namespace hearthside::services
