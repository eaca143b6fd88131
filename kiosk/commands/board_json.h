// SPDX-License-Identifier: Apache-2.0
// Converts a Board to JSON, for scripts and tests that drive `serve`. It holds only what a screen may show.
#pragma once

#include <string>

#include "core/files/json.h"
#include "core/huddle/board.h"

namespace hearthside::commands {

// `now` is on the huddle's time line; `url` is what the QR code holds.
files::Json board_to_json(const huddle::Board& board, huddle::Instant now, const std::string& url);

}  // namespace hearthside::commands
