// SPDX-License-Identifier: Apache-2.0
#include "core/room/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include <fmt/format.h>

namespace hearthside::room {

namespace {

namespace fs = std::filesystem;

huddle::Problem cannot_write(const fs::path& folder, const std::string& why) {
    return {huddle::ProblemKind::not_saved,
            fmt::format("The data folder {} cannot be written: {}.", folder.string(), why)};
}

}  // namespace

huddle::Result<std::unique_ptr<FolderLock>> FolderLock::take(const fs::path& folder) {
    std::error_code error;
    const bool made = fs::create_directories(folder, error);
    if (error) return cannot_write(folder, error.message());
    if (made) fs::permissions(folder, fs::perms::owner_all, error);
    const int file = ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return cannot_write(folder, std::strerror(errno));
    auto lock = std::make_unique<FolderLock>(file);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        return huddle::Problem{huddle::ProblemKind::conflict,
                               fmt::format("Another Hearthside is using the data folder {}.", folder.string())};
    }
    return lock;
}

bool FolderLock::is_taken(const fs::path& folder) {
    const int file = ::open((folder / "lock").c_str(), O_RDWR | O_CLOEXEC);
    if (file < 0) return false;
    const FolderLock closes_it(file);
    return ::flock(file, LOCK_EX | LOCK_NB) != 0;
}

FolderLock::~FolderLock() { ::close(file_); }

}  // namespace hearthside::room
