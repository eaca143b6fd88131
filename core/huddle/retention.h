// How long things are kept, and whether the calendar may be believed: a clock that jumps (a dead battery says 1970, a
// slip of the hand says 2036) must delete nothing. Standard library only; no clock of its own.
#pragma once

#include <optional>
#include <vector>

#include "core/huddle/types.h"

namespace hearthside {

struct Retention {
    int notes_days = 90;      // released notes, from the day of their huddle
    int learning_days = 730;  // lessons with their actions, and questions; nothing that is still open
    bool hold = false;        // keep everything for now

    friend bool operator==(const Retention&, const Retention&) = default;
};

// The days this kiosk saw: the last one, the one with which they began to follow each other without a jump, and how many
// days must still follow before the calendar is believed.
struct SeenDays {
    std::optional<Day> last;
    Day run_from{};
    int doubt = 0;

    friend bool operator==(const SeenDays&, const SeenDays&) = default;
};

inline constexpr std::chrono::days believable_step{31};
inline constexpr std::chrono::days believable_absence{366};
inline constexpr int doubted_days = 14;

// `today` was seen. The first day of all, a step back, or one of more than a month, begins the doubt; each later day
// within a month lessens it. Only one day back is as if nothing was seen: where summer time ends at midnight, an evening
// comes twice.
SeenDays seen(const SeenDays& before, Day today);

// Did the days before a jump, of which `last` was the last, come from a wrong clock, if those from `run_from` on are right?
// So long does nobody switch a kiosk off: days such as those of 1970 say nothing.
inline bool was_wrong(Day last, Day run_from) { return run_from - last > believable_absence; }

// Is the calendar believed again, after a doubt?
inline bool is_believed_again(const SeenDays& before, const SeenDays& now) { return before.doubt > 0 && now.doubt == 0; }

// May what is too old be deleted by this calendar?
inline bool is_believed(const SeenDays& days) { return days.last && days.doubt == 0; }

// Does `today` begin a day that was not seen before? Only then things go: what was set by mistake can be set back
// until midnight, and the first look at a record deletes nothing.
inline bool begins(const SeenDays& before, Day today) { return before.last && today > *before.last; }

// What is kept, by the days from which its time counts: that of the huddle, and for what was learnt the last one on which
// something of it was closed or shared. Each list is sorted, without repetition.
struct KeptDays {
    SeenDays seen;
    std::vector<Day> notes;
    std::vector<Day> learning;  // lessons with their actions, closed questions, lessons from other teams
    int open = 0;               // lessons still tried and questions still open: they stay, however old they are

    friend bool operator==(const KeptDays&, const KeptDays&) = default;
};

// Something that goes when the day `on` begins: all of the days from `first` to `last`.
struct Going {
    enum class What { notes, learning };
    What what = What::notes;
    Day first, last, on;

    friend bool operator==(const Going&, const Going&) = default;
};

// The next days on which something goes, soonest first, at most `at_most`; none while all is held. `today` has begun.
std::vector<Going> what_goes(const KeptDays& kept, const Retention& retention, Day today, std::size_t at_most);

// Has the time of something that counts from `day` run out when `today` begins?
inline bool is_over(Day day, int kept_days, Day today) { return day < today - std::chrono::days{kept_days}; }

}  // namespace hearthside
