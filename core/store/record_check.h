// SPDX-License-Identifier: Apache-2.0
// The full check of a record that is already in use (SAFETY 13). It runs on its own thread with a read-only
// connection, and ends early when it is destroyed.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include "core/threads/mutex.h"

namespace hearthside::store {

class RecordCheck {
public:
    enum class Outcome {
        sound,
        damaged,
        unreadable,  // the disk or the memory refused, so the state of the record is unknown
    };

    // Starts after `pause`. `progress` (percent) and `finished` are called on the check's thread and must not block.
    RecordCheck(std::filesystem::path file, std::string vfs, std::chrono::milliseconds pause,
                std::function<void(int percent)> progress, std::function<void()> finished);
    ~RecordCheck();  // interrupts the check
    RecordCheck(const RecordCheck&) = delete;
    RecordCheck& operator=(const RecordCheck&) = delete;

    // Waits for the end.
    Outcome outcome();
    // After outcome(): half a sentence that says why the record could not be read.
    const std::string& reason() const { return reason_; }

private:
    void run();
    Outcome look();

    const std::filesystem::path file_;
    const std::string vfs_;
    const std::chrono::milliseconds pause_;
    const std::function<void(int)> progress_;
    const std::function<void()> finished_;
    std::string reason_;

    threads::Mutex mutex_;
    Outcome outcome_ GUARDED_BY(mutex_) = Outcome::unreadable;
    std::condition_variable changed_;
    bool ended_ GUARDED_BY(mutex_) = false;
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

}  // namespace hearthside::store
