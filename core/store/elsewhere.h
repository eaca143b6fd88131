// Which folders outside the data folder hold copies of the record, and what those have forgotten: a small file that whoever
// brings copies there writes, and the store reads, so that it knows when a tombstone has done its work.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/store/backups.h"

namespace hearthside {

struct Elsewhere {
    std::vector<std::string> folders;  // every one that ever got a copy
    Tombstones forgotten;              // by all copies in the one folder; nothing when there are several
};

// Both block for the disk. A file that is not there or makes no sense tells of no folder.
Elsewhere read_elsewhere(const std::filesystem::path& data);
// Adds `folder`, whose copies have forgotten all of `gone`. What cannot be written is not known: the tombstones stay.
void note_elsewhere(const std::filesystem::path& data, const std::filesystem::path& folder, const Tombstones& gone);

}  // namespace hearthside
