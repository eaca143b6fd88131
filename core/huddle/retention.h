// SPDX-License-Identifier: Apache-2.0
// How long things are kept, and whether the calendar can be trusted. A clock that jumps (a dead battery says
// 1970, a typing mistake says 2036) must not cause any deletion. The functions take the day as an argument.
#pragma once

#include <optional>
#include <vector>

#include "core/huddle/types.h"

namespace hearthside::huddle {

struct Retention {
    int notes_days = 90;      // released notes, from the day of their huddle
    int learning_days = 730;  // lessons with their actions, and questions; open ones stay
    bool hold = false;        // keep everything for now

    friend bool operator==(const Retention&, const Retention&) = default;
};

// The days this kiosk has seen: the last one, the first one of the present run without a jump, and how many
// more days must follow before the calendar is trusted.
struct SeenDays {
    std::optional<Day> last;
    Day run_from{};
    int doubt = 0;

    friend bool operator==(const SeenDays&, const SeenDays&) = default;
};

inline constexpr std::chrono::days believable_step{31};
inline constexpr std::chrono::days believable_absence{366};
inline constexpr int doubted_days = 14;

// Records that `today` was seen. The calendar is in doubt after the very first day, a step back, or a jump of
// more than a month. Each later day within a month reduces the doubt. A step back of a single day is ignored,
// because an evening comes twice where summer time ends at midnight.
SeenDays seen(const SeenDays& before, Day today);

// Whether the days before a jump, of which `last` was the last, came from a wrong clock, given that those
// from `run_from` on are right. The gap is then longer than anybody leaves a kiosk switched off, as with days
// in 1970.
inline bool was_wrong(Day last, Day run_from) { return run_from - last > believable_absence; }

// Whether the calendar is trusted again after a doubt.
inline bool is_believed_again(const SeenDays& before, const SeenDays& now) {
    return before.doubt > 0 && now.doubt == 0;
}

// Whether old things may be deleted by this calendar.
inline bool is_believed(const SeenDays& days) { return days.last && days.doubt == 0; }

// Whether `today` is a day not seen before. Deletion happens only on such a day: a setting changed by mistake
// can be set back until midnight, and the first check of a record deletes nothing.
inline bool begins(const SeenDays& before, Day today) { return before.last && today > *before.last; }

// What is kept, as the days from which its age counts. Notes count from the day of their huddle, and learning
// counts from the last day on which a part of it was closed or shared. Each list is sorted and has no
// duplicates.
struct KeptDays {
    SeenDays seen;
    std::vector<Day> notes;
    std::vector<Day> learning;  // lessons with their actions, closed questions, lessons from other teams
    int open = 0;               // lessons still being tried and questions still open: they stay at any age

    friend bool operator==(const KeptDays&, const KeptDays&) = default;
};

// A deletion when the day `on` begins: everything from the days `first` to `last`.
struct Going {
    enum class What { notes, learning };
    What what = What::notes;
    Day first, last, on;

    friend bool operator==(const Going&, const Going&) = default;
};

// The next days with deletions, soonest first, at most `at_most`. None while everything is on hold. `today`
// has begun.
std::vector<Going> what_goes(const KeptDays& kept, const Retention& retention, Day today, std::size_t at_most);

// Whether something that counts from `day` is past its time when `today` begins.
inline bool is_over(Day day, int kept_days, Day today) { return day < today - std::chrono::days{kept_days}; }

}  // namespace hearthside::huddle
