// The cards of the opening: those that ask (a promise, a question, another team's lesson), and those
// that only tell. For since_last_time.cpp only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/screens/frame/chip_rows.h"
#include "kiosk/screens/since_last_time/since_last_time.h"

namespace hearthside {

// Something to answer by touch: large words, a small line, and the answers.
struct AskCard {
    std::uint64_t id = 0;
    std::string words;
    std::string icon, meta;
    std::vector<RowChip> answers;  // equal buttons; while `chips` follow, the chosen one alone
    std::string question;          // what the chips answer, in the small line's place
    std::vector<RowChip> chips;
};

AskCard action_card(const Ui& ui, const ActionCard& it, HuddleId huddle, const SinceLastTimeView& view);
AskCard question_card(const Ui& ui, const Question& it, HuddleId huddle, const SinceLastTimeView& view);
AskCard news_card(const Ui& ui, const SharedLesson& it);

float ask_height(Ui& ui, const AskCard& card, float width);
// The name of what was tapped; empty when nothing was.
std::string draw_ask(Ui& ui, const Rect& rect, const AskCard& card);

// Was it answered in this huddle?
bool said_in(const Question& question, HuddleId huddle);
// Is it to be asked in this huddle?
bool is_asked(const Question& question, HuddleId huddle, Day today);

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
