// Small files that are whole or not there at all: written beside, synced, renamed over the old one,
// and the folder synced. Knows nothing of what is in them.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/huddle/result.h"

namespace hearthside {

// Blocks for the disk. A link is followed, so that what it names is replaced and the link stays; an
// existing file keeps its permissions, a new one gets `mode`. Problem (not_saved): the old file, or
// none, is there as before.
Result<void> write_whole_file(const std::filesystem::path& file, std::string_view bytes,
                              unsigned mode = 0644);

// All bytes of a file of at most `bytes_at_most`; none when it is not there or cannot be read.
std::optional<std::string> read_whole_file(const std::filesystem::path& file, std::size_t bytes_at_most);

}  // namespace hearthside
