// SPDX-License-Identifier: Apache-2.0
// Copies the daily backups to a second place: another disk, or a network folder that may be away for weeks.
// It runs on its own thread, so that a slow or missing place never delays a huddle. It only reads the record.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include "core/huddle/result.h"
#include "core/huddle/types.h"
#include "core/threads/mutex.h"

namespace hearthside::store {

class Disk;

struct SecondBackupState {
    std::filesystem::path folder;           // empty: not wanted
    std::optional<huddle::Instant> newest;  // when the newest copy there was made, as the file says
    std::string trouble;                    // why the last attempt failed; empty when it succeeded
};

// Copies the newest sound daily backup of `data` to `folder`, checks it, and keeps 7 there. First it removes
// from the copies there what the record's tombstones name, and nothing else. A copy that holds more than the
// record stays as it is, a damaged copy is put aside, and a file that is not ours is not touched. It never
// makes `folder`, because with the stick away it would be made on the wrong disk. Blocks for both disks.
// Problems: the folder is absent (not_saved), it holds another kiosk's backups (conflict), it cannot be read
// or written (not_saved), a damaged copy was put aside (damaged), copies hold more than the record (invalid;
// everything else is done). The record and its own backups are only read. `vfs` and `disk`: as in
// Store::Options.
huddle::Result<std::optional<huddle::Instant>> bring_second_backups(const std::filesystem::path& data,
                                                                    const std::filesystem::path& folder,
                                                                    const std::string& vfs = "", Disk* disk = nullptr);

class SecondBackups {
public:
    // Starts a thread when `folder` is not empty. It checks after each interval `every`, and does nothing
    // when nothing has changed.
    SecondBackups(std::filesystem::path data, std::filesystem::path folder,
                  huddle::Milliseconds every = std::chrono::minutes(1));
    ~SecondBackups();  // waits for a copy in progress
    SecondBackups(const SecondBackups&) = delete;
    SecondBackups& operator=(const SecondBackups&) = delete;

    SecondBackupState state() const;  // any thread

private:
    void work();
    void look();  // on the thread: copies what is new, where allowed

    const std::filesystem::path data_, folder_;
    const huddle::Milliseconds every_;
    // Used by the thread only.
    // A fingerprint of our own backups when they were last copied. Empty: not since the folder was away.
    std::string last_copied_;
    std::chrono::steady_clock::time_point not_before_{};
    mutable threads::Mutex mutex_;
    std::condition_variable stop_changed_;
    bool stopping_ GUARDED_BY(mutex_) = false;
    SecondBackupState state_ GUARDED_BY(mutex_);
    std::thread thread_;
};

}  // namespace hearthside::store
