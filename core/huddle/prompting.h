// What the screen asks, and when: a round's prompts step with its clock and follow what happened in the
// round. Pure: the same Board and instant give the same words, which are the layout's own or English
// ones of this house; the screen translates them. Knows no screen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/board.h"

namespace hearthside {

// More cards than this, a group counting as one, and the team is asked to choose first.
inline constexpr std::size_t many_cards = 8;

// Each at most 12 words; empty for rounds without notes.
std::string_view usual_when_empty(RoundKind kind);
std::string_view usual_when_many(RoundKind kind);
const std::vector<std::string>& usual_speaks_first();

// The prompts of a round in the order they are asked now. A round that was opened and has nothing begins
// with its `when_empty`, unless a few notes still wait in it; one with many cards begins with
// `when_many`. Empty when the layout has none.
std::vector<std::string> prompts_of(const HuddleBoard& huddle, std::size_t round);

// Which of prompts_of() is asked at `now` in the current round: each has an equal part of the round's
// allotted time, the last stays when the round runs over, and before the notes are opened it is the
// first. 0 also when there are none.
std::size_t prompt_step_at(const HuddleBoard& huddle, Instant now);

// That prompt; empty when the layout has none.
std::string prompt_at(const HuddleBoard& huddle, Instant now);

// Who might begin, so that the most senior come last: the same all through a round, another one in the
// next round, and other ones in other huddles. Empty for rounds without talk.
std::string speaks_first(const HuddleBoard& huddle, std::size_t round);

}  // namespace hearthside
