// How long things are kept, and whether the calendar may be believed: a clock that jumps (a dead battery says 1970, a
// slip of the hand says 2036) must delete nothing. Standard library only; no clock of its own.
#pragma once

#include <optional>

#include "core/huddle/types.h"

namespace hearthside {

struct Retention {
    int notes_days = 90;      // released notes, from the day of their huddle
    int learning_days = 730;  // lessons with their actions, and questions; nothing that is still open
    bool hold = false;        // keep everything for now

    friend bool operator==(const Retention&, const Retention&) = default;
};

// The last day this kiosk saw, and how many days must still follow it before the calendar is believed again.
struct SeenDays {
    std::optional<Day> last;
    int doubt = 0;

    friend bool operator==(const SeenDays&, const SeenDays&) = default;
};

inline constexpr std::chrono::days believable_step{31};
inline constexpr int doubted_days = 14;

// `today` was seen. A step back, or one of more than a month, begins the doubt; each later day within a month lessens it.
SeenDays seen(const SeenDays& before, Day today);

// May what is too old be deleted by this calendar?
inline bool is_believed(const SeenDays& days) { return days.last && days.doubt == 0; }

}  // namespace hearthside
