// SPDX-License-Identifier: Apache-2.0
// A mutex for clang's thread-safety analysis. With -Wthread-safety, which scripts/lint uses, clang finds
// every use of a guarded member without the lock. g++ ignores the marks.
// https://clang.llvm.org/docs/ThreadSafetyAnalysis.html
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#ifdef __clang__
#define HEARTHSIDE_THREAD_SAFETY(mark) __attribute__((mark))
#else
#define HEARTHSIDE_THREAD_SAFETY(mark)
#endif

#define GUARDED_BY(mutex) HEARTHSIDE_THREAD_SAFETY(guarded_by(mutex))         // a member: only with the lock
#define REQUIRES(mutex) HEARTHSIDE_THREAD_SAFETY(requires_capability(mutex))  // a function: the caller has the lock

namespace hearthside::threads {

class HEARTHSIDE_THREAD_SAFETY(capability("mutex")) Mutex {
public:
    Mutex() = default;
    Mutex(const Mutex&) = delete;
    Mutex& operator=(const Mutex&) = delete;

private:
    friend class MutexLock;
    std::mutex mutex_;
};

// Holds a Mutex until the end of the scope.
class HEARTHSIDE_THREAD_SAFETY(scoped_lockable) MutexLock {
public:
    explicit MutexLock(Mutex& mutex) HEARTHSIDE_THREAD_SAFETY(acquire_capability(mutex)) : lock_(mutex.mutex_) {}
    ~MutexLock() HEARTHSIDE_THREAD_SAFETY(release_capability()) = default;
    MutexLock(const MutexLock&) = delete;
    MutexLock& operator=(const MutexLock&) = delete;

    // Works like std::condition_variable: it releases the lock while it sleeps. `until` reads guarded
    // members, so it needs its own mark: [this]() REQUIRES(mutex_) { ... }.
    template <class Until>
    void wait(std::condition_variable& condition, Until until) {
        condition.wait(lock_, std::move(until));
    }
    template <class Until>
    bool wait_for(std::condition_variable& condition, std::chrono::nanoseconds at_most, Until until) {
        return condition.wait_for(lock_, at_most, std::move(until));
    }
    // May also return early without a reason.
    void wait_for(std::condition_variable& condition, std::chrono::nanoseconds at_most) {
        condition.wait_for(lock_, at_most);
    }

private:
    std::unique_lock<std::mutex> lock_;
};

}  // namespace hearthside::threads
