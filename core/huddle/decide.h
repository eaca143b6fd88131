// The rules: what an Intent means in a State. Pure and deterministic: no clock, no chance, no
// input or output but what the Stamp brings.
#pragma once

#include <vector>

#include "core/huddle/change.h"
#include "core/huddle/intent.h"
#include "core/huddle/result.h"
#include "core/huddle/state.h"

namespace hearthside {

// The changes that follow, in order, or a sentence saying why not. No change is a good answer too:
// an AddNote whose token is known already is the same note.
Result<std::vector<Change>> decide(const State& state, const Intent& intent, const Stamp& stamp);

// A huddle nobody leads for this long is closed and its record kept.
inline constexpr Milliseconds left_alone_after = std::chrono::minutes(60);
// SAFETY 6: the previous key stays valid this long when a new one takes its place.
inline constexpr Milliseconds previous_key_lasts = std::chrono::minutes(2);
// Each phone has so many dots.
inline constexpr std::size_t dots_a_page = 3;
// A note that was set aside can be brought back for so long; then it is deleted.
inline constexpr std::chrono::days set_aside_kept{30};

}  // namespace hearthside
