// SPDX-License-Identifier: Apache-2.0
// Allows only one Hearthside in a data folder. The lock lasts as long as the process, and the kernel releases
// it however the process ends.
#pragma once

#include <filesystem>
#include <memory>

#include "core/huddle/result.h"

namespace hearthside::room {

class FolderLock {
public:
    // Makes the folder (mode 0700) when it does not exist. Problems: it cannot be written (not_saved),
    // another Hearthside uses it (conflict).
    static huddle::Result<std::unique_ptr<FolderLock>> take(const std::filesystem::path& folder);

    // Whether a running Hearthside holds the folder.
    static bool is_taken(const std::filesystem::path& folder);

    explicit FolderLock(int file) : file_(file) {}  // takes over an open, locked file
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int file_;
};

}  // namespace hearthside::room
