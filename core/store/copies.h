// What people ask of backups themselves: a copy to a folder or a stick, and a copy put back. The daily ones are
// the Store's own business (store.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/huddle/result.h"
#include "core/huddle/types.h"

namespace hearthside {

// Any thread, also while a kiosk runs in `data`: a checked copy as `folder`/hearthside-YYYY-MM-DD.db, mode 0600, without
// retry tokens; takes the place of one of the same day, and keeps all others. Problems: nothing to copy (invalid), the
// record is damaged (damaged), the folder cannot be written (not_saved).
Result<std::filesystem::path> copy_record(const std::filesystem::path& data, const std::filesystem::path& folder,
                                          Day today);

// Nobody may have `data` open: the caller holds its FolderLock. Puts what `backup` holds in the place of the record,
// which is put aside as hearthside.db.replaced-DATE. Problems: not a record (invalid), written by a newer version
// (invalid), not whole (damaged), the folder cannot be written (not_saved); then nothing has changed.
Result<void> restore_record(const std::filesystem::path& data, const std::filesystem::path& backup);

struct CheckedCopy {
    std::filesystem::path file;
    bool sound = false;
    std::int64_t huddles = 0;
};

// Every backup in `folder`, the newest first, read from its first page to its last; none when the folder is not there. Only
// reads. Problem (not_saved): the folder cannot be read.
Result<std::vector<CheckedCopy>> check_copies(const std::filesystem::path& folder);

}  // namespace hearthside
