// SPDX-License-Identifier: Apache-2.0
#include "core/huddle/retention.h"

#include <algorithm>

namespace hearthside::huddle {

SeenDays seen(const SeenDays& before, Day today) {
    if (!before.last) return {today, today, doubted_days};
    const auto step = today - *before.last;
    if (step == std::chrono::days{-1}) return before;
    if (step < std::chrono::days{0} || step > believable_step) return {today, today, doubted_days};
    const bool later = step > std::chrono::days{0};
    return {today, before.run_from, later && before.doubt > 0 ? before.doubt - 1 : before.doubt};
}

namespace {

void add_going(std::vector<Going>& to, Going::What what, const std::vector<Day>& days, int kept_days, Day soonest) {
    for (const Day day : days) {
        const Day on = std::max(soonest, day + std::chrono::days{kept_days + 1});
        if (!to.empty() && to.back().what == what && to.back().on == on) {
            to.back().last = day;
        } else {
            to.push_back({what, day, day, on});
        }
    }
}

}  // namespace

std::vector<Going> what_goes(const KeptDays& kept, const Retention& retention, Day today, std::size_t at_most) {
    std::vector<Going> going;
    if (retention.hold) return going;
    // Each new day reduces the doubt by one. The calendar is trusted on the day that ends the doubt.
    const Day soonest = today + std::chrono::days{std::max(1, kept.seen.doubt)};
    add_going(going, Going::What::notes, kept.notes, retention.notes_days, soonest);
    add_going(going, Going::What::learning, kept.learning, retention.learning_days, soonest);
    std::stable_sort(going.begin(), going.end(),
                     [](const Going& left, const Going& right) { return left.on < right.on; });
    if (going.size() > at_most) going.resize(at_most);
    return going;
}

}  // namespace hearthside::huddle
