// The daily backups in a second place as well: a disk of its own, or a folder on the network, which may be away for weeks.
// A thread of its own brings them there, so that a slow or missing place never holds a huddle up. Only reads the record.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <optional>
#include <string>
#include <thread>

#include "core/huddle/result.h"
#include "core/huddle/types.h"
#include "core/threads/mutex.h"

namespace hearthside {

class Disk;

struct SecondBackupState {
    std::filesystem::path folder;   // empty: none is wanted
    std::optional<Instant> newest;  // when the newest copy there was made, as its file says
    std::string trouble;            // why the last attempt did not succeed; empty when it did
};

// Brings the newest sound daily backup of `data` to `folder`, checked, and keeps 7 there; before that, what the record's
// tombstones name leaves the copies that are there. Nothing else does: a copy that holds more than the record stays as it is,
// a damaged one is put aside, and a file that is not ours is not touched. Never makes `folder`: a stick that is away would be
// kept on the wrong disk. Blocks for both disks. Problems: the folder is not there (not_saved), it holds another kiosk's
// backups (conflict), it cannot be read or written (not_saved), a damaged copy was put aside (damaged), copies hold more than
// the record (invalid; all else is done). The record and its own backups are only read. `vfs` and `disk`: as Store::Options.
Result<std::optional<Instant>> bring_second_backups(const std::filesystem::path& data, const std::filesystem::path& folder,
                                                    const std::string& vfs = "", Disk* disk = nullptr);

class SecondBackups {
public:
    // Starts a thread when `folder` is not empty; it looks each `every`, and does nothing while nothing has changed.
    SecondBackups(std::filesystem::path data, std::filesystem::path folder, Milliseconds every = std::chrono::minutes(1));
    ~SecondBackups();  // waits for a copy that is on its way
    SecondBackups(const SecondBackups&) = delete;
    SecondBackups& operator=(const SecondBackups&) = delete;

    SecondBackupState state() const;  // any thread

private:
    void work();
    void look();  // on the thread: brings what is new, where it may

    const std::filesystem::path data_, folder_;
    const Milliseconds every_;
    // Only the thread touches these.
    std::string brought_;  // how our own backups looked when they were brought; empty: not since the folder was away
    std::chrono::steady_clock::time_point not_before_{};
    mutable Mutex mutex_;
    std::condition_variable ending_;
    bool over_ GUARDED_BY(mutex_) = false;
    SecondBackupState state_ GUARDED_BY(mutex_);
    std::thread thread_;
};

}  // namespace hearthside
