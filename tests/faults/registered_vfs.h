// SPDX-License-Identifier: Apache-2.0
// Makes a test's disk known to SQLite as a file system (VFS) with a name of its own, while this object lives.
#pragma once

#include <sqlite3.h>

#include <atomic>
#include <string>

namespace hearthside::faults {

// What differs between file systems. The functions find their disk in pAppData.
struct VfsCalls {
    int file_bytes, path_bytes_at_most;
    decltype(sqlite3_vfs::xOpen) open;
    decltype(sqlite3_vfs::xDelete) remove;
    decltype(sqlite3_vfs::xAccess) access;
    decltype(sqlite3_vfs::xFullPathname) full_name;
    decltype(sqlite3_vfs::xRandomness) random_bytes;
    decltype(sqlite3_vfs::xSleep) sleep;
    decltype(sqlite3_vfs::xCurrentTime) current_time;
    decltype(sqlite3_vfs::xCurrentTimeInt64) current_time_milliseconds;
    decltype(sqlite3_vfs::xGetLastError) last_error;
};

class RegisteredVfs {
public:
    RegisteredVfs(const std::string& kind, void* disk, const VfsCalls& calls)
        : name_("hearthside-" + kind + "-" + std::to_string(++registered_)) {
        vfs_.iVersion = 2;
        vfs_.szOsFile = calls.file_bytes;
        vfs_.mxPathname = calls.path_bytes_at_most;
        vfs_.zName = name_.c_str();
        vfs_.pAppData = disk;
        vfs_.xOpen = calls.open;
        vfs_.xDelete = calls.remove;
        vfs_.xAccess = calls.access;
        vfs_.xFullPathname = calls.full_name;
        vfs_.xRandomness = calls.random_bytes;
        vfs_.xSleep = calls.sleep;
        vfs_.xCurrentTime = calls.current_time;
        vfs_.xCurrentTimeInt64 = calls.current_time_milliseconds;
        vfs_.xGetLastError = calls.last_error;
        sqlite3_vfs_register(&vfs_, 0);
    }
    ~RegisteredVfs() { sqlite3_vfs_unregister(&vfs_); }
    RegisteredVfs(const RegisteredVfs&) = delete;
    RegisteredVfs& operator=(const RegisteredVfs&) = delete;

    const std::string& name() const { return name_; }

private:
    inline static std::atomic<int> registered_{0};
    const std::string name_;
    sqlite3_vfs vfs_{};
};

}  // namespace hearthside::faults
