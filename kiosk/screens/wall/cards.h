// SPDX-License-Identifier: Apache-2.0
// The cards of the wall: which notes there are, which lie on one pile, and the look of one card.
#pragma once

#include <vector>

#include "kiosk/screens/wall/round_wall.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::wall {

struct WallCardSizes {
    float pad_x, pad_y, mark, gap;
    text::TextStyle text;
};
WallCardSizes wall_card_sizes(const ui::Ui& ui);

// A note, or the pile with this note on top.
struct WallCard {
    const huddle::Note* note = nullptr;
    const huddle::NoteGroup* group = nullptr;  // null: it is in no group
    std::size_t together = 1;
    int dots = 0;
    bool learnt = false, asked = false;  // it led to a lesson, to a question
};
// In the order of the wall, without notes that are set aside or lie under another note.
std::vector<WallCard> wall_cards(const huddle::Board& board, huddle::RoundCategory category, const RoundWallView& view);

// The only card of a wall fills its place: the largest type, at most that of `sizes`, in which its note is whole.
float single_type(ui::Ui& ui, const WallCard& card, const WallCardSizes& sizes, const ui::Rect& rect);

enum class CardState { at_rest, pressed, marked, lifted };  // marked: the target of the next tap or card
void draw_wall_card(ui::Ui& ui, const ui::Rect& rect, const WallCard& card, const ui::RoundColours& colours,
                    const WallCardSizes& sizes, CardState state, bool single = false);

}  // namespace hearthside::screens::wall
