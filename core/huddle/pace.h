// SPDX-License-Identifier: Apache-2.0
// The arithmetic of the clock. A round that runs over, or asks for a minute, borrows from the nearest
// following rounds that may give. Hope and close never give, and no round goes below its minimum. A round
// that ends early gives its time back. The planned total never changes.
#pragma once

#include <vector>

#include "core/huddle/state.h"

namespace hearthside::huddle {

// Time spent in the current round at `now`, without paused time.
Milliseconds spent_at(const Clock& clock, Instant now);

// Time left in the current round; negative when it runs over.
Milliseconds left_at(const Clock& clock, Instant now);

struct Loan {
    std::size_t from = 0;  // index of the round that gives
    Milliseconds amount{0};

    friend bool operator==(const Loan&, const Loan&) = default;
};

struct MinuteOffer {
    // What the round would have from now on: a minute, or as much as is left; 0: nothing. What it has run over up to
    // the clock's mark comes on top, from the same places.
    Milliseconds amount{0};
    Milliseconds from_spare{0};
    std::vector<Loan> loans;  // nearest first

    friend bool operator==(const MinuteOffer&, const MinuteOffer&) = default;
};

// What "+1 min" would give now and what it would cost. An offer under 15 s becomes 0, because it is not worth
// a tap.
MinuteOffer minute_offer(const Layout& layout, const Clock& clock);

Clock clock_at_start(const Layout& layout, Instant now);

// Each returns the clock after the step, with `spent` updated to `now`.
Clock marked(Clock clock, Instant now);
Clock paused(Clock clock, Instant now);
Clock resumed(Clock clock, Instant now);
Clock with_minute(const Layout& layout, Clock clock, Instant now);
Clock moved_to(const Layout& layout, Clock clock, std::size_t round, Instant now);

}  // namespace hearthside::huddle
