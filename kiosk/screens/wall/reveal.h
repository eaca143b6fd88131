// SPDX-License-Identifier: Apache-2.0
// The moment when a round's notes are opened before the team's eyes. The wall comes out of the sealed panel
// and is at rest within [motion] note_arrive_ms. A card's position decides when it settles, never when or in
// which order its note came (SAFETY 2).
#pragma once

#include <optional>

#include "core/huddle/board.h"
#include "kiosk/ui/motion.h"

namespace hearthside::screens::wall {

struct Reveal {
    huddle::HuddleId huddle;
    std::size_t round = 0;
    bool awaited = false;                 // this round's sealed panel was seen, and nothing since
    std::optional<huddle::Instant> from;  // set while the wall arrives
};

// Call once a frame, in a round with a theme. A wall that is open when first seen appears without movement.
void follow_reveal(const huddle::HuddleBoard& huddle, bool has_cards, const ui::Appearance::Motion& motion,
                   huddle::Instant now, Reveal& reveal);

// The pose of a card within `body`: the farther it is from `pile`, where the notes lay, the later it settles.
// Each card takes half of the whole time.
ui::Pose reveal_pose(const Reveal& reveal, const ui::Appearance::Motion& motion, ImVec2 pile, const ui::Rect& body,
                     const ui::Rect& card, huddle::Instant now);

}  // namespace hearthside::screens::wall
