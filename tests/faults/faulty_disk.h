// SPDX-License-Identifier: Apache-2.0
// The machine's own disk, with faults that a test switches on and off. It is an SQLite VFS and the store's Disk, both
// over the platform's. Files stay where they are, so a test may look at them. A fault may come and go while the record
// is open.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "core/store/disk.h"
#include "tests/faults/registered_vfs.h"

namespace hearthside::faults {

enum class Fault {
    none,
    full,            // nothing more can be written: ENOSPC
    failing,         // nothing can be written: EIO
    read_only,       // nothing can be written, and nothing opened for writing: EROFS
    unreadable,      // nothing can be read: EIO
    slow,            // each sync takes `pause`
    stale,           // nothing can be opened, listed, read or written: ESTALE, or a mount that vanished
    no_folder_sync,  // only folders cannot be synced: EIO
};

class FaultyDisk final : public store::Disk {
public:
    FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;

    const std::string& vfs() const { return vfs_.name(); }  // to be given to SQLite

    // Any thread. From now on, or after `after` more successful operations that this fault concerns.
    void set(Fault fault, std::uint64_t after = 0);
    // Faults concern only paths below `folder`; empty: all paths. Set it before anything is open.
    void only_below(std::filesystem::path folder) { below_ = std::move(folder); }
    bool concerns(const std::filesystem::path& path) const { return path.string().starts_with(below_.string()); }
    std::chrono::milliseconds pause{200};  // of Fault::slow; set it before
    // How many syncs are pausing now.
    int waiting() const { return waiting_; }

    bool exists(const std::filesystem::path& path) override;
    std::uint64_t size(const std::filesystem::path& path) override;
    std::vector<std::string> names(const std::filesystem::path& folder) override;
    void make_folder(const std::filesystem::path& folder) override;
    void make_file(const std::filesystem::path& file) override;
    void write(const std::filesystem::path& file, std::uint64_t at, std::string_view bytes) override;
    std::string read(const std::filesystem::path& file, std::size_t bytes_at_most) override;
    void sync_file(const std::filesystem::path& file) override;
    void sync_folder(const std::filesystem::path& folder) override;
    void rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    void remove(const std::filesystem::path& file) override;

    // For the VFS: the result code for SQLite, SQLITE_OK for no fault.
    int at_read();
    int at_write(int when_failing);
    int at_sync();
    bool forbids_opening(bool for_writing) const {
        return (for_writing && fault_ == Fault::read_only) || (fault_ == Fault::stale && well_ <= 0);
    }

private:
    bool strikes();
    void refuse_writing(const char* what, const std::filesystem::path& path);
    void refuse_stale(const char* what, const std::filesystem::path& path);
    void take_time();

    std::filesystem::path below_;
    RegisteredVfs vfs_;
    std::atomic<Fault> fault_{Fault::none};
    std::atomic<std::int64_t> well_{0};
    std::atomic<int> waiting_{0};
};

}  // namespace hearthside::faults
