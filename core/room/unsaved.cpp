// SPDX-License-Identifier: Apache-2.0
#include "core/room/unsaved.h"

#include <algorithm>

namespace hearthside {

namespace {

template <class... Kinds>
bool is_one_of(const Change& change) {
    return (std::holds_alternative<Kinds>(change) || ...);
}

}  // namespace

bool Unsaved::may_wait(const std::vector<Change>& changes) {
    return std::all_of(changes.begin(), changes.end(), [](const Change& change) {
        return is_one_of<KeyRenewed, HuddleStarted, RoundOpened, ClockChanged, ClockMarked, NoteMarked, HuddleClosed>(
            change);
    });
}

std::vector<Change> Unsaved::and_then(const std::vector<Change>& changes) const {
    std::vector<Change> all = waiting_;
    all.insert(all.end(), changes.begin(), changes.end());
    return all;
}

void Unsaved::add(const std::vector<Change>& changes) {
    waiting_.reserve(waiting_.size() + changes.size());
    for (const Change& change : changes) {
        // Each clock replaces the clocks before it, and each mark the mark before it, because a disk may be
        // away for a long time.
        while (!waiting_.empty() && (is_one_of<ClockMarked>(change) || is_one_of<ClockChanged>(change)) &&
               (is_one_of<ClockMarked>(waiting_.back()) ||
                (is_one_of<ClockChanged>(change) && is_one_of<ClockChanged>(waiting_.back())))) {
            waiting_.pop_back();
        }
        waiting_.push_back(change);
    }
}

}  // namespace hearthside
