// SPDX-License-Identifier: Apache-2.0
// What a restart must not lose and the Board does not know: how the screen looks, and a lesson that is half written,
// for as long as its huddle runs. It is kept as a text in a file of its own (the frame loop writes it), never in the
// record: when the lesson is kept or left, the text goes.
#pragma once

#include <string>
#include <string_view>

#include "core/huddle/board.h"
#include "kiosk/screens/views.h"

namespace hearthside::screens {

// JSON. `configured` is how the settings want the screen to look.
std::string kept_text(const Views& views, const huddle::Board& board, const frame::DisplayChoices& configured,
                      const ui::Environment& environment);

// At the start, before the first frame. Leaves alone what the text does not hold, what no longer fits the Board, and
// the look where the settings were changed meanwhile.
void bring_back(std::string_view kept, const huddle::Board& board, const frame::DisplayChoices& configured,
                const ui::Environment& environment, Views& views);

}  // namespace hearthside::screens
