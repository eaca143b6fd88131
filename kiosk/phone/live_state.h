// SPDX-License-Identifier: Apache-2.0
// What live phones may know of the huddle: its round, its clock, which rounds were opened already, and
// whether it asks how it was or for dots. It never depends on waiting notes, so no event can follow the
// arrival of one (SAFETY 2).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/board.h"
#include "kiosk/web/http.h"

namespace hearthside::phone {

struct LiveState {
    bool huddle = false;                        // is one running?
    std::optional<huddle::RoundCategory> open;  // the round of notes that is open now
    std::array<bool, 4> later{};                // by RoundCategory: a note for it waits for the next huddle
    bool pulse = false;                         // is "how was it?" asked now?
    bool dots = false;                          // can dots be placed now?
    bool running = false;                       // of the clock
    huddle::Milliseconds left{0};               // of the open round
    std::uint64_t version = 0;                  // a different number means a different page
};

// The released notes that dots can be placed on now, by their random ids. Empty while no voting is open. The
// pointers are valid as long as the Board.
std::vector<const huddle::Note*> notes_for_dots(const huddle::Board& board);

LiveState live_state_of(const huddle::Board& board, huddle::Instant now);

// {"v":"...","open":"mistakes","later":["wins"],"pulse":false,"running":true,"left":114000}
std::string to_json(const LiveState& state);

}  // namespace hearthside::phone
