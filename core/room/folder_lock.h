// One Hearthside a data folder: a lock held for the life of the process. The kernel lets go of it
// when the process dies, however it dies.
#pragma once

#include <filesystem>
#include <memory>

#include "core/huddle/result.h"

namespace hearthside {

class FolderLock {
public:
    // Makes the folder (mode 0700) when it is not there. Problems: it cannot be written
    // (not_saved), another Hearthside has it (conflict).
    static Result<std::unique_ptr<FolderLock>> take(const std::filesystem::path& folder);

    // Does a running Hearthside hold the folder?
    static bool is_taken(const std::filesystem::path& folder);

    explicit FolderLock(int file) : file_(file) {}  // takes over an open, locked file
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int file_;
};

}  // namespace hearthside
