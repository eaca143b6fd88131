// SPDX-License-Identifier: Apache-2.0
#include "core/room/housekeeping.h"

#include <algorithm>
#include <utility>
#include <variant>

namespace hearthside::room {

namespace {

// SAFETY 1: between huddles the file soon loses the order in which notes came.
constexpr huddle::Milliseconds compact_every = std::chrono::minutes(10);
constexpr huddle::Milliseconds pack_again_after =
    std::chrono::seconds(10);  // doubled after each attempt, up to compact_every

template <class Kind>
bool has_a(const std::vector<huddle::Change>& changes) {
    return std::ranges::any_of(changes,
                               [](const huddle::Change& change) { return std::holds_alternative<Kind>(change); });
}

}  // namespace

Housekeeping::Housekeeping(store::Store& store, const TimeLine& time,
                           std::function<void(const std::string& sentence)> report)
    : store_(store),
      time_(time),
      report_(std::move(report)),
      backed_up_on_(time.today()),
      pack_pause_(pack_again_after) {}

void Housekeeping::after(const std::vector<huddle::Change>& saved, const huddle::State& state, RetryKey& retry_key) {
    key_is_due_ = key_is_due_ || has_a<huddle::HuddleClosed>(saved);
    // While a note is sealed, its key is kept. It is replaced when no sealed note is left.
    if (key_is_due_ && !huddle::has_tokens(state)) {
        retry_key.renew();
        key_is_due_ = false;
    }
    if (has_a<huddle::NoteSealed>(saved)) sealed_since_compact_ = true;
    // A backup of today that was made during a huddle must not bring a huddle back that was called off.
    const bool removed = has_a<huddle::HuddleClosed>(saved) || has_a<huddle::HuddleCalledOff>(saved) ||
                         has_a<huddle::NoteDeleted>(saved);
    const bool at_rest = !state.huddle && sealed_since_compact_ && time_.now() - compacted_ >= compact_every;
    if (removed || at_rest) {
        pack();
    } else {
        store_.settle();
    }
    if (removed || (!state.huddle && backed_up_on_ != time_.today())) back_up();
}

void Housekeeping::pack() {
    const auto done = store_.compact();
    // Busy means that a reader, such as a long export, is active. In each case the store knows that the
    // work is still due.
    if (!done && done.problem().kind != huddle::ProblemKind::busy) report_(done.problem().sentence);
    compacted_ = time_.now();
    sealed_since_compact_ = !done;
    // A copy that cannot be cleaned yet keeps the work due, although the record itself is packed.
    pack_pause_ = store_.has_due_work() ? std::min(2 * pack_pause_, compact_every) : pack_again_after;
}

void Housekeeping::pack_what_is_due() {
    if (time_.now() - compacted_ >= pack_pause_ && store_.has_due_work()) pack();
}

std::optional<huddle::State> Housekeeping::begin_day(const huddle::Retention& retention) {
    const huddle::Day today = time_.today();
    if (begun_on_ == today) return std::nullopt;
    auto begun = store_.begin_day(today, retention);
    if (!begun) {
        report_(begun.problem().sentence);
        return std::nullopt;
    }
    begun_on_ = today;
    calendar_is_trusted_ = begun->believed;
    return std::move(begun->state);
}

void Housekeeping::back_up() {
    const huddle::Day today = time_.today();
    // A failed backup is tried again tomorrow, or after the next huddle. The screen says so.
    backed_up_on_ = today;
    if (auto made = store_.backup(today); !made) report_(made.problem().sentence);
}

}  // namespace hearthside::room
