// The cards of the opening that only tell: what was found out since, another team's lesson, and one hope.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/frame/chip_rows.h"
#include "kiosk/screens/since_last_time/since_last_time.h"

namespace hearthside {

// Something to read, beside or below those.
struct SideCard {
    std::string icon, head, body;
    std::string second, answer;  // what is known now, under its own small head; may be empty
    std::string foot;
    const RoundColours* colours = nullptr;  // null: paper
    std::vector<RowChip> chips;             // of another team's lesson
    bool keeps_place = false;               // gives way to no other
};

std::vector<SideCard> side_cards(const Ui& ui, const Board& board, bool with_news);
// Draws those that fit into `room`, from the top; `spread` shares what is left over between them.
// The name of what was tapped; and in `news_shown`, whether the other team's lesson is there.
std::string draw_sides(Ui& ui, const Rect& room, std::vector<SideCard> cards, bool spread, bool& news_shown);
// Whether the other team's lesson has room among them; else it is asked about like the rest.
bool news_fits(Ui& ui, const Rect& room, std::vector<SideCard> cards);
// The height they want, in the smaller of their two sizes.
float sides_height(Ui& ui, const std::vector<SideCard>& cards, float width);

}  // namespace hearthside
