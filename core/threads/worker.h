// One thread with a bounded queue of jobs, one after the other. Whatever a job throws, want of memory too, ends this
// job and never the program: whoever gave it hears that it failed. Knows nothing of what is in a job.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <thread>

#include "core/threads/mutex.h"

namespace hearthside {

class Worker {
public:
    enum class AtEnd { finish, drop };  // what becomes of the jobs that still wait when the Worker goes

    struct Job {
        std::function<void()> run;
        // Called after `run`, and told whether that came to its end without throwing. Where it tells of a failure it
        // should not need memory: what it needs for that is made beforehand. What it throws is dropped.
        std::function<void(bool done)> then = {};
    };

    Worker(std::size_t waiting_at_most, AtEnd at_end) : waiting_at_most_(waiting_at_most), at_end_(at_end) {}
    ~Worker();  // waits for the job under way, and for all the others if they are to be finished
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Any thread. The thread starts with the first job. False when the queue is full, or there is no memory or no
    // thread to be had: then nothing of the job is called. Never throws.
    [[nodiscard]] bool ask(Job job) noexcept;

private:
    void work() noexcept;

    const std::size_t waiting_at_most_;
    const AtEnd at_end_;
    Mutex mutex_;
    std::condition_variable news_;
    std::deque<Job> jobs_ GUARDED_BY(mutex_);
    bool ending_ GUARDED_BY(mutex_) = false;
    std::thread thread_;  // from the first job on
};

}  // namespace hearthside
