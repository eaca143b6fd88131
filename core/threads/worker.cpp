// SPDX-License-Identifier: Apache-2.0
#include "core/threads/worker.h"

#include <utility>

namespace hearthside::threads {

Worker::~Worker() {
    {
        const MutexLock lock(mutex_);
        ending_ = true;
    }
    news_.notify_one();
    if (thread_.joinable()) thread_.join();
}

bool Worker::ask(Job job) noexcept {
    try {
        const MutexLock lock(mutex_);
        if (jobs_.size() >= waiting_at_most_) return false;
        if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
        jobs_.push_back(std::move(job));
    } catch (...) {
        return false;
    }
    news_.notify_one();
    return true;
}

void Worker::work() noexcept {
    for (;;) {
        Job job;
        {
            MutexLock lock(mutex_);
            lock.wait(news_, [this]() REQUIRES(mutex_) { return ending_ || !jobs_.empty(); });
            if (ending_ && (jobs_.empty() || at_end_ == AtEnd::drop)) return;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        bool done = false;
        try {
            job.run();
            done = true;
        } catch (...) {
        }
        try {
            if (job.then) job.then(done);
        } catch (...) {
        }
    }
}

}  // namespace hearthside::threads
