// SPDX-License-Identifier: Apache-2.0
#include "core/store/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <system_error>

#include "core/files/safe_file.h"

namespace hearthside::store {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const char* what, const fs::path& path, int error) {
    throw fs::filesystem_error(what, path, std::error_code(error, std::generic_category()));
}

class Descriptor {
public:
    Descriptor(const fs::path& path, int flags, mode_t mode) : number_(::open(path.c_str(), flags | O_CLOEXEC, mode)) {
        if (number_ < 0) refuse("cannot open", path, errno);
    }
    ~Descriptor() { ::close(number_); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

class PlatformDisk final : public Disk {
public:
    bool exists(const fs::path& path) override { return fs::exists(path); }

    std::uint64_t size(const fs::path& path) override {
        std::error_code ignored;
        const auto bytes = fs::file_size(path, ignored);
        return ignored ? 0 : bytes;
    }

    std::vector<std::string> names(const fs::path& folder) override {
        // The standard library's iterator would end the program when memory runs out.
        std::vector<std::string> found;
        const std::unique_ptr<DIR, int (*)(DIR*)> listing(::opendir(folder.c_str()), ::closedir);
        if (!listing && errno == ENOENT) return found;
        if (!listing) refuse("cannot list", folder, errno);
        for (;;) {
            errno = 0;
            const dirent* const entry = ::readdir(listing.get());
            if (!entry && errno != 0) refuse("cannot list", folder, errno);
            if (!entry) break;
            struct stat status {};
            // A file deleted between the listing and this look is skipped.
            if (::fstatat(::dirfd(listing.get()), entry->d_name, &status, 0) == 0 && S_ISREG(status.st_mode))
                found.emplace_back(entry->d_name);
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    void make_folder(const fs::path& folder) override {
        if (fs::exists(folder)) return;
        const fs::path parent = fs::absolute(folder).lexically_normal().parent_path();
        if (!parent.empty() && parent != folder) make_folder(parent);
        if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) refuse("cannot make the folder", folder, errno);
        sync_folder(parent);
    }

    void make_file(const fs::path& file) override { const Descriptor made(file, O_RDWR | O_CREAT, S_IRUSR | S_IWUSR); }

    void write(const fs::path& file, std::uint64_t at, std::string_view bytes) override {
        const Descriptor opened(file, O_WRONLY | O_NOFOLLOW | O_NONBLOCK, 0);
        while (!bytes.empty()) {
            const ssize_t count = ::pwrite(opened.number(), bytes.data(), bytes.size(), static_cast<off_t>(at));
            if (count < 0 && errno == EINTR) continue;
            if (count <= 0) refuse("cannot write", file, count < 0 ? errno : EIO);
            bytes.remove_prefix(static_cast<std::size_t>(count));
            at += static_cast<std::uint64_t>(count);
        }
    }

    std::string read(const fs::path& file, std::size_t bytes_at_most) override {
        return files::read_whole_file(file, bytes_at_most).value_or("");
    }

    void sync_file(const fs::path& file) override {
        const Descriptor opened(file, O_RDONLY, 0);
        if (::fsync(opened.number()) != 0) refuse("cannot sync", file, errno);
    }

    void sync_folder(const fs::path& folder) override {
        const Descriptor opened(folder, O_RDONLY | O_DIRECTORY, 0);
        // Some file systems cannot sync a folder. They report EINVAL.
        if (::fsync(opened.number()) != 0 && errno != EINVAL) refuse("cannot sync", folder, errno);
    }

    void rename(const fs::path& from, const fs::path& to) override { fs::rename(from, to); }
    void remove(const fs::path& file) override { fs::remove(file); }
};

}  // namespace

Disk& platform_disk() {
    static PlatformDisk disk;
    return disk;
}

}  // namespace hearthside::store
