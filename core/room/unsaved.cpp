// SPDX-License-Identifier: Apache-2.0
#include "core/room/unsaved.h"

#include <algorithm>

namespace hearthside::room {

namespace {

template <class... Kinds>
bool is_one_of(const huddle::Change& change) {
    return (std::holds_alternative<Kinds>(change) || ...);
}

}  // namespace

bool Unsaved::may_wait(const std::vector<huddle::Change>& changes) {
    return std::all_of(changes.begin(), changes.end(), [](const huddle::Change& change) {
        return is_one_of<huddle::KeyRenewed, huddle::HuddleStarted, huddle::RoundOpened, huddle::ClockChanged,
                         huddle::ClockMarked, huddle::NoteMarked, huddle::HuddleClosed, huddle::HuddleCalledOff>(
            change);
    });
}

std::vector<huddle::Change> Unsaved::and_then(const std::vector<huddle::Change>& changes) const {
    std::vector<huddle::Change> all = waiting_;
    all.insert(all.end(), changes.begin(), changes.end());
    return all;
}

void Unsaved::add(const std::vector<huddle::Change>& changes) {
    waiting_.reserve(waiting_.size() + changes.size());
    for (const huddle::Change& change : changes) {
        // Each clock replaces the clocks before it, and each mark the mark before it, because a disk may be
        // away for a long time.
        while (!waiting_.empty() &&
               (is_one_of<huddle::ClockMarked>(change) || is_one_of<huddle::ClockChanged>(change)) &&
               (is_one_of<huddle::ClockMarked>(waiting_.back()) ||
                (is_one_of<huddle::ClockChanged>(change) && is_one_of<huddle::ClockChanged>(waiting_.back())))) {
            waiting_.pop_back();
        }
        waiting_.push_back(change);
    }
}

}  // namespace hearthside::room
