// SPDX-License-Identifier: Apache-2.0
// The rules: decides what an Intent does in a given State. Pure and deterministic. Time and random numbers
// come only from the Stamp, and there is no other input or output.
#pragma once

#include <vector>

#include "core/huddle/change.h"
#include "core/huddle/intent.h"
#include "core/huddle/result.h"
#include "core/huddle/state.h"

namespace hearthside::huddle {

// Returns the resulting changes in order, or a sentence that says why not. An empty list is a success too: an
// AddNote whose token is already known is the same note sent again.
Result<std::vector<Change>> decide(const State& state, const Intent& intent, const Stamp& stamp);

// A huddle that nobody leads for this long is closed, and its record is kept.
inline constexpr Milliseconds left_alone_after = std::chrono::minutes(60);
// SAFETY 6: the previous key stays valid for this long after a new one replaces it.
inline constexpr Milliseconds previous_key_lasts = std::chrono::minutes(2);
// The number of dots for each phone.
inline constexpr std::size_t dots_a_page = 3;
// A set-aside note can be brought back for this long. After that it is deleted.
inline constexpr std::chrono::days set_aside_kept{30};

}  // namespace hearthside::huddle
