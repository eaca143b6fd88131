// SPDX-License-Identifier: Apache-2.0
// The asking cards of the opening: about an action, a question, or another team's lesson. Each has equal
// buttons.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/frame/chip_rows.h"
#include "kiosk/screens/since_last_time/since_last_time.h"

namespace hearthside::screens::since_last_time {

// A question to answer by touch: large words, a small line, and the answers.
struct AskCard {
    std::uint64_t id = 0;
    std::string words;
    std::string icon, meta;
    std::vector<frame::RowChip> answers;  // equal buttons; while `chips` follow, only the chosen one
    std::string question;                 // what the chips answer, in place of the small line
    std::vector<frame::RowChip> chips;
};

AskCard action_card(const ui::Ui& ui, const huddle::ActionCard& it, huddle::HuddleId huddle,
                    const SinceLastTimeView& view);
AskCard question_card(const ui::Ui& ui, const huddle::Question& it, huddle::HuddleId huddle,
                      const SinceLastTimeView& view);
AskCard news_card(const ui::Ui& ui, const huddle::SharedLesson& it);

float ask_height(ui::Ui& ui, const AskCard& card, float width);
// Returns the name of the tapped part; empty when nothing was tapped.
std::string draw_ask(ui::Ui& ui, const ui::Rect& rect, const AskCard& card);

// Whether it was answered in this huddle.
bool said_in(const huddle::Question& question, huddle::HuddleId huddle);
// Whether it is to be asked in this huddle.
bool is_asked(const huddle::Question& question, huddle::HuddleId huddle, huddle::Day today);

}  // namespace hearthside::screens::since_last_time
