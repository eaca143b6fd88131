// SPDX-License-Identifier: Apache-2.0
// Chooses the prompts that the screen asks. The prompts of a round follow its clock and what has happened in
// it. Pure: the same Board and instant give the same words. The words come from the layout or are built-in
// English ones; the screen translates them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/board.h"

namespace hearthside::huddle {

// With more cards than this, the team is asked to choose first. A group counts as one card.
inline constexpr std::size_t many_cards = 8;

// Each at most 12 words; empty for rounds without notes.
std::string_view usual_when_empty(RoundKind kind);
std::string_view usual_when_many(RoundKind kind);
const std::vector<std::string>& usual_speaks_first();

// The prompts of a round in the order in which they are asked now. An opened round without notes begins with
// its `when_empty`, unless a few notes are still waiting. A round with many cards begins with its
// `when_many`. Empty when the layout has no prompts.
std::vector<std::string> prompts_of(const HuddleBoard& huddle, std::size_t round);

// The index in prompts_of() of the prompt asked at `now` in the current round. Each prompt has an equal part
// of the round's allotted time. The last one stays when the round runs over. Before the notes are opened it
// is the first. It is 0 when there are no prompts.
std::size_t prompt_step_at(const HuddleBoard& huddle, Instant now);

// That prompt's text; empty when the layout has none.
std::string prompt_at(const HuddleBoard& huddle, Instant now);

// Suggests who begins, so that the most senior people speak last. The suggestion stays the same during a
// round and changes with the round and with the huddle. Empty for rounds without talk.
std::string speaks_first(const HuddleBoard& huddle, std::size_t round);

}  // namespace hearthside::huddle
