// SPDX-License-Identifier: Apache-2.0
#include "core/room/time_line.h"

#include <utility>

#include "core/calendar/calendar.h"
#include "core/secrets/chance.h"

namespace hearthside::room {

namespace {

huddle::Instant machine_wall_clock() {
    return std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now());
}

}  // namespace

TimeLine::TimeLine(std::function<huddle::Instant()> wall_clock, std::string time_zone)
    : wall_clock_(std::move(wall_clock)),
      time_zone_(std::move(time_zone)),
      started_wall_(wall()),
      started_steady_(Steady::now()) {}

huddle::Instant TimeLine::wall() const { return wall_clock_ ? wall_clock_() : machine_wall_clock(); }

huddle::Instant TimeLine::now() const {
    if (wall_clock_) return wall_clock_();
    return started_wall_ + std::chrono::floor<huddle::Milliseconds>(Steady::now() - started_steady_);
}

huddle::Stamp TimeLine::stamp() const {
    const huddle::Instant wall_now = wall();
    return {.now = now(),
            .wall = wall_now,
            .today = calendar::local_time(wall_now, time_zone_).day,
            .chance = secrets::secure_word};
}

}  // namespace hearthside::room
