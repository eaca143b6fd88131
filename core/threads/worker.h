// SPDX-License-Identifier: Apache-2.0
// One thread with a bounded queue of jobs, run one after the other. An exception in a job, even out of
// memory, ends this job but never the program, and the caller is told that the job failed.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <thread>

#include "core/threads/mutex.h"

namespace hearthside::threads {

class Worker {
public:
    enum class AtEnd { finish, drop };  // what happens to waiting jobs in the destructor

    struct Job {
        std::function<void()> run;
        // Called after `run`; `done` tells whether `run` returned without throwing. To report a failure it
        // should not need memory, so it should be prepared beforehand. Its own exceptions are dropped.
        std::function<void(bool done)> then = {};
    };

    Worker(std::size_t waiting_at_most, AtEnd at_end) : waiting_at_most_(waiting_at_most), at_end_(at_end) {}
    ~Worker();  // waits for the running job, and with `finish` for all the others
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Any thread. The thread starts with the first job. Returns false when the queue is full, or when no
    // memory or no thread is available; then nothing of the job is called. Never throws.
    [[nodiscard]] bool ask(Job job) noexcept;

private:
    void work() noexcept;

    const std::size_t waiting_at_most_;
    const AtEnd at_end_;
    Mutex mutex_;
    std::condition_variable news_;
    std::deque<Job> jobs_ GUARDED_BY(mutex_);
    bool ending_ GUARDED_BY(mutex_) = false;
    std::thread thread_;  // started by the first job
};

}  // namespace hearthside::threads
