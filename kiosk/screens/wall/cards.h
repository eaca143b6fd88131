// The cards of the wall: which notes there are, which lie on one pile, and how one card looks.
#pragma once

#include <vector>

#include "kiosk/screens/wall/round_wall.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

// A card keeps a little more room below its words than above: the mark of a note that was talked
// about stands there, so that marking one never moves another.
struct WallCardSizes {
    float pad_x, pad_top, pad_bottom, mark, gap;
    int lines;
    TextStyle text;
};
WallCardSizes wall_card_sizes(const Ui& ui);

// A note, or the pile that it is the top of.
struct WallCard {
    const Note* note = nullptr;
    const NoteGroup* group = nullptr;  // null: it lies alone
    std::size_t together = 1;
    int dots = 0;
};
// In the order of the wall, without what is set aside and without what lies under another note.
std::vector<WallCard> wall_cards(const Board& board, RoundCategory category, const RoundWallView& view);

float wall_card_height(Ui& ui, const WallCard& card, const WallCardSizes& sizes, float width);

enum class CardState { at_rest, pressed, marked, lifted };  // marked: where the next tap or card goes
void draw_wall_card(Ui& ui, const Rect& rect, const WallCard& card, const RoundColours& colours,
                    const WallCardSizes& sizes, CardState state);

}  // namespace hearthside
