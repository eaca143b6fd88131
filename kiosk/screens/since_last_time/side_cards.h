// SPDX-License-Identifier: Apache-2.0
// The telling cards of the opening: what was found out since, another team's lesson, and one hope.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/frame/chip_rows.h"
#include "kiosk/screens/since_last_time/since_last_time.h"

namespace hearthside::screens::since_last_time {

// A card to read, beside or below those.
struct SideCard {
    std::string icon, head, body;
    std::string second, answer;  // what is known now, under its own small heading; may be empty
    std::string foot;
    const ui::RoundColours* colours = nullptr;  // null: paper
    std::vector<frame::RowChip> chips;          // of another team's lesson
    bool keeps_place = false;                   // never dropped for another card
};

std::vector<SideCard> side_cards(const ui::Ui& ui, const huddle::Board& board, bool with_news);
// Draws the cards that fit into `room`, from the top. `spread` shares the remaining space between them.
// Returns the name of the tapped part, and in `news_shown` whether the other team's lesson is shown.
std::string draw_sides(ui::Ui& ui, const ui::Rect& room, std::vector<SideCard> cards, bool spread, bool& news_shown);
// Whether the other team's lesson fits among them. Otherwise it is asked about like the rest.
bool news_fits(ui::Ui& ui, const ui::Rect& room, std::vector<SideCard> cards);
// Their height, in the smaller of their two sizes.
float sides_height(ui::Ui& ui, const std::vector<SideCard>& cards, float width);

}  // namespace hearthside::screens::since_last_time
