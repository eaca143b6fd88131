// The moment in which a round's notes are opened before the team's eyes: the wall comes out of the
// sealed panel and is at rest within [motion] note_arrive_ms. Where a card stands decides when it
// settles, never when or in which order its note came (SAFETY 2). Knows no text.
#pragma once

#include <optional>

#include "core/huddle/board.h"
#include "kiosk/ui/motion.h"

namespace hearthside {

struct Reveal {
    HuddleId huddle;
    std::size_t round = 0;
    bool awaited = false;         // the sealed panel of this round was seen, and nothing since
    std::optional<Instant> from;  // while the wall comes
};

// Call once a frame, in a round with a theme. A wall that is first seen open is simply there.
void follow_reveal(const HuddleBoard& huddle, bool has_cards, const Appearance::Motion& motion, Instant now,
                   Reveal& reveal);

// How a card within `body` is drawn now: the later, the farther it stands from `pile`, where the notes
// lay; each takes half of the whole time.
Pose reveal_pose(const Reveal& reveal, const Appearance::Motion& motion, ImVec2 pile, const Rect& body,
                 const Rect& card, Instant now);

}  // namespace hearthside
