// SPDX-License-Identifier: Apache-2.0
#include "core/room/queue.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hearthside::room {

namespace {

constexpr std::size_t waiting_at_most = 1024;

bool cannot_wait(const Waiting& waiting) {
    const huddle::Intent& intent = waiting.intent;
    return is_a<huddle::Pause>(intent) || is_a<huddle::Resume>(intent) || is_a<huddle::OpenNextRound>(intent) ||
           is_a<huddle::Back>(intent) || is_a<huddle::AddMinute>(intent) || is_a<huddle::SetAside>(intent);
}

}  // namespace

// When one of these gets "not saved", the screen does not change. Only these are refused when the queue is full;
// intents from the screen are always accepted.
bool is_from_phones(const huddle::Intent& intent) {
    return is_a<huddle::AddNote>(intent) || is_a<huddle::AnswerPulse>(intent) || is_a<huddle::PlaceDots>(intent);
}

bool Queue::push(Waiting& waiting) {
    const threads::MutexLock lock(mutex_);
    const bool too_many = waiting_.size() >= waiting_at_most && is_from_phones(waiting.intent);
    if (too_many || stopping_) return false;
    waiting_.push_back(std::move(waiting));
    wake_.notify_all();
    return true;
}

void Queue::want(const huddle::Retention& retention) {
    const threads::MutexLock lock(mutex_);
    wanted_retention_ = retention;
}

void Queue::check_is_over() {
    const threads::MutexLock lock(mutex_);
    check_over_ = true;
    wake_.notify_all();
}

void Queue::stop() {
    const threads::MutexLock lock(mutex_);
    stopping_ = true;
    wake_.notify_all();
}

Queue::Taken Queue::take(const TimeLine& time, huddle::Instant until) {
    Taken taken;
    std::deque<Waiting> emptied;
    threads::MutexLock lock(mutex_);
    const auto wanted = [this]() REQUIRES(mutex_) { return stopping_ || !waiting_.empty(); };
    if (time.goes_on_by_itself()) {
        lock.wait_for(wake_, until - time.now(), wanted);
    } else {
        while (!wanted() && time.now() < until) lock.wait_for(wake_, huddle::Milliseconds(1));
    }
    taken.batch.reserve(waiting_.size());  // before anything is taken from the queue
    std::move(waiting_.begin(), waiting_.end(), std::back_inserter(taken.batch));
    waiting_.swap(emptied);  // a cleared queue would keep its memory, with short texts in it
    taken.retention = std::exchange(wanted_retention_, std::nullopt);
    taken.last = stopping_;
    return taken;
}

Queue::TakenWhileChecked Queue::take_while_checked() {
    TakenWhileChecked taken;
    threads::MutexLock lock(mutex_);
    lock.wait(wake_, [this]() REQUIRES(mutex_) {
        return stopping_ || check_over_ || std::ranges::any_of(waiting_, cannot_wait);
    });
    taken.over = std::exchange(check_over_, false) || stopping_;
    taken.ending = stopping_;
    const auto stays = [&](const Waiting& waiting) { return !taken.over && !cannot_wait(waiting); };
    const auto first = std::stable_partition(waiting_.begin(), waiting_.end(), stays);
    std::move(first, waiting_.end(), std::back_inserter(taken.batch));
    waiting_.erase(first, waiting_.end());
    return taken;
}

}  // namespace hearthside::room
