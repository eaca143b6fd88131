// SPDX-License-Identifier: Apache-2.0
// The moment when a round's notes are opened before the team's eyes. The wall comes out of the sealed panel
// and is at rest within [motion] note_arrive_ms. A card's position decides when it settles, never when or in
// which order its note came (SAFETY 2).
#pragma once

#include <optional>

#include "core/huddle/board.h"
#include "kiosk/ui/motion.h"

namespace hearthside {

struct Reveal {
    HuddleId huddle;
    std::size_t round = 0;
    bool awaited = false;         // this round's sealed panel was seen, and nothing since
    std::optional<Instant> from;  // set while the wall arrives
};

// Call once a frame, in a round with a theme. A wall that is open when first seen appears without movement.
void follow_reveal(const HuddleBoard& huddle, bool has_cards, const Appearance::Motion& motion, Instant now,
                   Reveal& reveal);

// The pose of a card within `body`: the farther it is from `pile`, where the notes lay, the later it settles.
// Each card takes half of the whole time.
Pose reveal_pose(const Reveal& reveal, const Appearance::Motion& motion, ImVec2 pile, const Rect& body,
                 const Rect& card, Instant now);

}  // namespace hearthside
