// SPDX-License-Identifier: Apache-2.0
// The intents that wait for the Room's thread, and the other reasons to wake it. It knows no rules and no store.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <optional>
#include <vector>

#include "core/huddle/intent.h"
#include "core/huddle/retention.h"
#include "core/room/room.h"
#include "core/room/time_line.h"
#include "core/threads/mutex.h"

namespace hearthside::room {

struct Waiting {
    huddle::Intent intent;
    std::function<void(Room::Reply)> done;  // once; may be empty
};

template <class Kind>
bool is_a(const huddle::Intent& intent) {
    return std::holds_alternative<Kind>(intent);
}
// Whether phones send it.
bool is_from_phones(const huddle::Intent& intent);

class Queue {
public:
    // ---- Any thread
    // False when the Room ends, or when the queue is full and this is from a phone. `waiting` is then unchanged.
    [[nodiscard]] bool push(Waiting& waiting);
    void want(const huddle::Retention& retention);  // the next take() returns it
    void check_is_over();                           // the store's check of the record wants to be finished
    void stop();

    // ---- The Room's thread
    struct Taken {
        std::vector<Waiting> batch;
        std::optional<huddle::Retention> retention;
        bool last = false;  // stop() was called
    };
    // Sleeps until an intent arrives, the Room ends or `until` comes. Takes all waiting intents. Throws when memory is
    // short; nothing is then taken.
    Taken take(const TimeLine& time, huddle::Instant until);

    struct TakenWhileChecked {
        std::vector<Waiting> batch;
        bool over = false;    // the check is over, or the Room ends; the batch then has all waiting intents
        bool ending = false;  // stop() was called
    };
    // Used while the record is checked. Intents that protect people or lead the huddle do not wait for the check
    // (SAFETY 25). Sleeps until there is such an intent, the check is over or the Room ends.
    TakenWhileChecked take_while_checked();

private:
    threads::Mutex mutex_;
    std::condition_variable wake_;
    std::deque<Waiting> waiting_ GUARDED_BY(mutex_);
    std::optional<huddle::Retention> wanted_retention_ GUARDED_BY(mutex_);
    bool check_over_ GUARDED_BY(mutex_) = false;
    bool stopping_ GUARDED_BY(mutex_) = false;
};

}  // namespace hearthside::room
