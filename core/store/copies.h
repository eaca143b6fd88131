// SPDX-License-Identifier: Apache-2.0
// Backups that people ask for: a copy to a folder or a stick, and restoring a copy. The Store makes the daily
// backups (store.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/huddle/result.h"
#include "core/huddle/types.h"

namespace hearthside::store {

// Any thread, also while a kiosk runs in `data`. Writes a checked copy to `folder`/hearthside-YYYY-MM-DD.db,
// mode 0600, without retry tokens. It replaces a copy of the same day and keeps all others. Problems: nothing
// to copy (invalid), the record is damaged (damaged), the folder cannot be written (not_saved).
huddle::Result<std::filesystem::path> copy_record(const std::filesystem::path& data,
                                                  const std::filesystem::path& folder, huddle::Day today);

// The caller holds the FolderLock of `data`, so that nobody has it open. Replaces the record by the content
// of `backup` and keeps the old record as hearthside.db.replaced-DATE. Problems: not a record (invalid),
// written by a newer version (invalid), not whole (damaged), the folder cannot be written (not_saved). After
// a problem nothing has changed.
huddle::Result<void> restore_record(const std::filesystem::path& data, const std::filesystem::path& backup);

struct CheckedCopy {
    std::filesystem::path file;
    bool sound = false;
    std::int64_t huddles = 0;
};

// Every backup in `folder`, newest first, each read from its first page to its last. Empty when the folder is
// absent. Only reads. Problem (not_saved): the folder cannot be read.
huddle::Result<std::vector<CheckedCopy>> check_copies(const std::filesystem::path& folder);

}  // namespace hearthside::store
