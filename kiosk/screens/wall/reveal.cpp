// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/wall/reveal.h"

#include <algorithm>
#include <cmath>

namespace hearthside::screens::wall {

void follow_reveal(const huddle::HuddleBoard& huddle, bool has_cards, const ui::Appearance::Motion& motion,
                   huddle::Instant now, Reveal& reveal) {
    if (reveal.huddle != huddle.id || reveal.round != huddle.clock.current)
        reveal = {huddle.id, huddle.clock.current, false, std::nullopt};
    if (!huddle.current().released) {
        reveal.awaited = true;
    } else if (has_cards && reveal.awaited) {
        reveal.awaited = false;
        reveal.from = now;
    }
    if (reveal.from && now >= *reveal.from + motion.note_arrive) reveal.from.reset();
}

ui::Pose reveal_pose(const Reveal& reveal, const ui::Appearance::Motion& motion, ImVec2 pile, const ui::Rect& body,
                     const ui::Rect& card, huddle::Instant now) {
    if (!reveal.from) return {};
    // With reduced motion nothing moves, so all cards fade in together.
    if (motion.rise == 0) return ui::settling(*reveal.from, motion.note_arrive, 0, now);
    const float farthest =
        std::hypot(std::max(pile.x - body.x, body.right() - pile.x), std::max(pile.y - body.y, body.bottom() - pile.y));
    const float away = std::hypot(card.x + card.w / 2 - pile.x, card.y + card.h / 2 - pile.y);
    const float part = farthest > 0 ? std::min(1.0f, away / farthest) : 0;
    const huddle::Milliseconds own = motion.note_arrive / 2;
    const huddle::Milliseconds spare = motion.note_arrive - own;
    const huddle::Milliseconds wait(std::lround(part * static_cast<float>(spare.count())));
    return ui::settling(*reveal.from + wait, own, motion.rise, now);
}

}  // namespace hearthside::screens::wall
