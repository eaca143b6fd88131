// SPDX-License-Identifier: Apache-2.0
// The cards of the wall: which notes there are, which lie on one pile, and the look of one card.
#pragma once

#include <vector>

#include "kiosk/screens/wall/round_wall.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::wall {

// A card keeps a little more room below its words than above. The mark of a note that was talked about goes
// there, so that marking a note never moves another.
struct WallCardSizes {
    float pad_x, pad_top, pad_bottom, mark, gap;
    int lines;
    text::TextStyle text;
};
WallCardSizes wall_card_sizes(const ui::Ui& ui);

// A note, or the pile with this note on top.
struct WallCard {
    const huddle::Note* note = nullptr;
    const huddle::NoteGroup* group = nullptr;  // null: it is in no group
    std::size_t together = 1;
    int dots = 0;
};
// In the order of the wall, without notes that are set aside or lie under another note.
std::vector<WallCard> wall_cards(const huddle::Board& board, huddle::RoundCategory category, const RoundWallView& view);

float wall_card_height(ui::Ui& ui, const WallCard& card, const WallCardSizes& sizes, float width);

enum class CardState { at_rest, pressed, marked, lifted };  // marked: the target of the next tap or card
void draw_wall_card(ui::Ui& ui, const ui::Rect& rect, const WallCard& card, const ui::RoundColours& colours,
                    const WallCardSizes& sizes, CardState state);

}  // namespace hearthside::screens::wall
