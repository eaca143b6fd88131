// SPDX-License-Identifier: Apache-2.0
// What a huddle leaves for its ending: at most one lesson and one action. The close keeps it at the tap on "Close with
// thanks", because the Board has no lessons after it.
#pragma once

#include <optional>
#include <string>

#include "core/huddle/board.h"

namespace hearthside::screens::frame {

struct Farewell {
    std::string lesson;  // may be empty
    std::optional<huddle::Action> action;
};

// The newest action with the lesson it belongs to; without an action the newest lesson.
Farewell farewell_of(const huddle::HuddleBoard& huddle);

}  // namespace hearthside::screens::frame
