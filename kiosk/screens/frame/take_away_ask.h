// What somebody who reads the record wants to take away from the kiosk: one huddle, or all of a span of
// days. A screen that shows the record fills it in and says so; whoever draws the chooser of form and way
// takes it from there. It knows neither.
#pragma once

#include <optional>

#include "core/store/history.h"

namespace hearthside {

struct TakeAwayAsk {
    Span span;  // of days; also set to the huddle's own day when there is a huddle
    std::optional<HuddleId> huddle;
};

}  // namespace hearthside
