// SPDX-License-Identifier: Apache-2.0
// The Room's time. It starts at the wall clock and continues steadily, so a change of the clock never moves a huddle.
// It does not change after it is made. Any thread.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "core/huddle/types.h"

namespace hearthside::room {

class TimeLine {
public:
    // `wall_clock` is a test's own clock, which the time then follows; empty is the machine's.
    TimeLine(std::function<huddle::Instant()> wall_clock, std::string time_zone);

    huddle::Instant wall() const;
    huddle::Instant now() const;
    huddle::Stamp stamp() const;  // with chance from the system
    huddle::Day today() const { return stamp().today; }
    // False with a test's clock. That clock wakes nobody, so it must be checked often.
    bool goes_on_by_itself() const { return !wall_clock_; }

private:
    using Steady = std::chrono::steady_clock;

    const std::function<huddle::Instant()> wall_clock_;
    const std::string time_zone_;
    const huddle::Instant started_wall_;
    const Steady::time_point started_steady_;
};

}  // namespace hearthside::room
