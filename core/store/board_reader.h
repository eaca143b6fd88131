// SPDX-License-Identifier: Apache-2.0
// Reads the Board of a data folder without writing to it, for `hearthside screenshot`. It also works beside a
// running kiosk.
#pragma once

#include <filesystem>

#include "core/huddle/board.h"
#include "core/huddle/result.h"

namespace hearthside::store {

// The Board as it would be now. Problems: those of History::open.
huddle::Result<huddle::Board> read_board(const std::filesystem::path& folder);

}  // namespace hearthside::store
