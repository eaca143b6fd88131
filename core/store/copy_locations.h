// SPDX-License-Identifier: Apache-2.0
// A small file that lists the folders outside the data folder that hold copies of the record, and what those
// copies have already removed. The code that makes copies there writes it. The store reads it to know when a
// tombstone is no longer needed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/store/backups.h"

namespace hearthside::store {

struct CopyLocations {
    std::vector<std::string> folders;  // every folder that ever received a copy
    Tombstones forgotten;              // removed by all copies in the one folder; empty when there are several folders
};

// Both block for the disk. A file that is absent or invalid counts as an empty list.
CopyLocations read_copy_locations(const std::filesystem::path& data);
// Adds `folder`, whose copies have removed all of `gone`. If this cannot be written, the tombstones stay.
void add_copy_location(const std::filesystem::path& data, const std::filesystem::path& folder, const Tombstones& gone);

}  // namespace hearthside::store
