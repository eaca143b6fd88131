// What may be shown of a data folder, without becoming its writer: for `hearthside screenshot`, also
// beside a running kiosk.
#pragma once

#include <filesystem>

#include "core/huddle/board.h"
#include "core/huddle/result.h"

namespace hearthside {

// The Board as it would be now. Problems are those of History::open.
Result<Board> read_board(const std::filesystem::path& folder);

}  // namespace hearthside
