// SPDX-License-Identifier: Apache-2.0
// What the store asks of a file system besides SQLite: private files, and renames and syncs that survive a
// power cut. It is an interface, so that the power-cut test can put a modelled disk under the whole store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside::store {

// Every function throws std::filesystem::filesystem_error when the disk refuses.
class Disk {
public:
    virtual ~Disk() = default;

    virtual bool exists(const std::filesystem::path& path) = 0;
    virtual std::uint64_t size(const std::filesystem::path& path) = 0;  // in bytes; 0 when it is absent
    // Names of the regular files in a folder, sorted. Empty when the folder is absent.
    virtual std::vector<std::string> names(const std::filesystem::path& folder) = 0;
    // Makes it with all its parents, mode 0700. Does nothing when it exists.
    virtual void make_folder(const std::filesystem::path& folder) = 0;
    // Makes an empty file, mode 0600. Does nothing when it exists.
    virtual void make_file(const std::filesystem::path& file) = 0;
    // Writes into an existing file, which grows as needed. Durable only after sync_file.
    virtual void write(const std::filesystem::path& file, std::uint64_t at, std::string_view bytes) = 0;
    // Its first bytes, at most so many. None when it is absent or cannot be read.
    virtual std::string read(const std::filesystem::path& file, std::size_t bytes_at_most) = 0;
    virtual void sync_file(const std::filesystem::path& file) = 0;
    virtual void sync_folder(const std::filesystem::path& folder) = 0;
    // Replaces `to`. Durable only after sync_folder.
    virtual void rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    virtual void remove(const std::filesystem::path& file) = 0;  // does nothing when it is absent
};

// The machine's own disk. It exists as long as the program runs.
Disk& platform_disk();

}  // namespace hearthside::store
