// The few things the store asks of a file system besides SQLite: private files, renames and syncs
// that hold through a power cut. A class of its own, so that the power-cut test can put a modelled
// disk under the whole store. It knows nothing of what the files hold.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside {

// Every function throws std::filesystem::filesystem_error when the disk refuses.
class Disk {
public:
    virtual ~Disk() = default;

    virtual bool exists(const std::filesystem::path& path) = 0;
    virtual std::uint64_t size(const std::filesystem::path& path) = 0;  // bytes; 0 when it is not there
    // Names of the regular files in a folder, sorted; none when the folder is not there.
    virtual std::vector<std::string> names(const std::filesystem::path& folder) = 0;
    // With all its parents; mode 0700; nothing when it is there already.
    virtual void make_folder(const std::filesystem::path& folder) = 0;
    // Empty, mode 0600; nothing when it is there already.
    virtual void make_file(const std::filesystem::path& file) = 0;
    // Into a file that is there; it grows as needed. Durable only after sync_file.
    virtual void write(const std::filesystem::path& file, std::uint64_t at, std::string_view bytes) = 0;
    // Its first bytes, at most so many; none when it is not there or cannot be read.
    virtual std::string read(const std::filesystem::path& file, std::size_t bytes_at_most) = 0;
    virtual void sync_file(const std::filesystem::path& file) = 0;
    virtual void sync_folder(const std::filesystem::path& folder) = 0;
    // Takes the place of `to`. Durable only after sync_folder.
    virtual void rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    virtual void remove(const std::filesystem::path& file) = 0;  // nothing when it is not there
};

// The machine's own; lives as long as the program.
Disk& platform_disk();

}  // namespace hearthside
