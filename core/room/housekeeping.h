// SPDX-License-Identifier: Apache-2.0
// What the Room does for its files after the senders have their answers: it removes deleted texts and the arrival order
// of sealed notes, deletes what is past its time, and makes backups. Used by the Room's thread. Decides nothing about a
// huddle.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/change.h"
#include "core/huddle/retention.h"
#include "core/huddle/state.h"
#include "core/room/retry_key.h"
#include "core/room/time_line.h"
#include "core/store/store.h"

namespace hearthside::room {

class Housekeeping {
public:
    // `report` is called with one sentence about each failure. `store` and `time` must outlive this.
    Housekeeping(store::Store& store, const TimeLine& time, std::function<void(const std::string& sentence)> report);

    // Runs after each batch. `saved` are the changes now on the disk.
    void after(const std::vector<huddle::Change>& saved, const huddle::State& state, RetryKey& retry_key);

    // Tries again what could not be packed, also in an earlier run (SAFETY 5).
    void pack_what_is_due();
    void pack();

    // Between huddles, when everything is saved. The first call of a day deletes what is past its time. Returns the
    // State that is left, if something was deleted.
    std::optional<huddle::State> begin_day(const huddle::Retention& retention);
    // Whether old things may be deleted now: this day was begun and the calendar is trusted.
    bool may_forget() const { return calendar_is_trusted_ && begun_on_ == time_.today(); }

private:
    void back_up();

    store::Store& store_;
    const TimeLine& time_;
    const std::function<void(const std::string&)> report_;
    huddle::Day backed_up_on_;  // the first huddle or day of a run makes its first backup
    huddle::Day begun_on_{};    // the last day that was begun
    bool calendar_is_trusted_ = false;
    bool sealed_since_compact_ = false;
    huddle::Instant compacted_{};
    huddle::Milliseconds pack_pause_;
    bool key_is_due_ = false;  // a huddle has closed, and its key must be replaced
};

}  // namespace hearthside::room
