// SPDX-License-Identifier: Apache-2.0
// The result of a rule, and what the rules share: common refusals, limits, and the touch of the clock when
// somebody leads. For decide.cpp and decide_learning.cpp only.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "core/huddle/decide.h"
#include "core/huddle/limits.h"
#include "core/huddle/pace.h"

namespace hearthside::huddle {

using Changes = std::vector<Change>;
using Decision = Result<Changes>;

inline constexpr std::size_t role_bytes_at_most = 160;
inline constexpr std::chrono::days due_within{731};

inline Problem conflict(std::string sentence) { return {ProblemKind::conflict, std::move(sentence)}; }
inline Problem invalid(std::string sentence) { return {ProblemKind::invalid, std::move(sentence)}; }

inline Problem no_huddle() { return conflict("No huddle is running. Start one first."); }

inline Problem no_such_note() { return invalid("That note is not on the wall any more."); }

// Records that somebody has just led the huddle.
inline Clock touched(Clock clock, Instant now) {
    clock = marked(std::move(clock), now);
    clock.last_touched = now;
    return clock;
}

// The changes plus the touch of the clock, because somebody is leading.
inline Decision led(const Huddle& huddle, const Stamp& stamp, Changes changes) {
    changes.push_back(ClockChanged{huddle.id, touched(huddle.clock, stamp.now)});
    return changes;
}
inline Decision led(const Huddle& huddle, const Stamp& stamp, Change change) {
    return led(huddle, stamp, Changes{std::move(change)});
}

}  // namespace hearthside::huddle
