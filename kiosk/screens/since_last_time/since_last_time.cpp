// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/since_last_time/since_last_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/text/note_text.h"
#include "kiosk/screens/frame/pager.h"
#include "kiosk/screens/frame/paused.h"
#include "kiosk/screens/since_last_time/ask_cards.h"
#include "kiosk/screens/since_last_time/side_cards.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::since_last_time {

namespace {

using Asking = SinceLastTimeView::Asking;

constexpr huddle::Milliseconds ask_again{100};

// Nothing was promised: a beginning, not a fault.
void draw_beginning(ui::Ui& ui, const ui::Rect& rect) {
    const auto& theme = ui.theme;
    ui::panel(ui, rect);
    const float size = theme.px(0.1259);
    const text::TextStyle title = theme.text("title"), plain = theme.text("note", theme.colours.ink_soft);
    const float words = 2.2f * ui::line_height(plain);
    const float all = size + theme.space.l + ui::line_height(title) + words;
    float y = rect.y + std::max(theme.space.m, (rect.h - all) / 2);
    ui::disc(ui, {rect.x + rect.w / 2, y + size / 2}, size, theme.colours.sand, "leaf", theme.colours.ink_soft, 0.5f);
    y += size + theme.space.l;
    const ui::Rect room = ui::inset(rect, theme.space.xl, 0);
    ui::label(ui, {room.x, y, room.w, ui::line_height(title)}, ui.tr("A fresh page"), title,
              {.align = text::TextAlign::centre});
    y += ui::line_height(title);
    ui::label(ui, {room.x, y, room.w, words}, ui.tr("Nothing is waiting from last time. What has gone well since?"),
              plain, {.align = text::TextAlign::centre, .vertical = ui::VerticalAlign::top, .lines = 2});
}

void forget_asking(SinceLastTimeView& view) {
    view.asking = Asking::nothing;
    view.about = 0;
}

void send(ui::Ui& ui, SinceLastTimeView& view, huddle::Intent intent) {
    forget_asking(view);
    view.chrome.refused.clear();
    view.chrome.last = ui.intend(std::move(intent));
}

// What the first tap keeps, until somebody says another day.
constexpr std::size_t usual_day_chip = 1, usual_review = 1;  // in a week

// A tap on an answer that needs more: asks for it, or no longer.
void ask(ui::Ui& ui, SinceLastTimeView& view, std::uint64_t about, Asking what) {
    const bool again = view.about == about && view.asking == what;
    forget_asking(view);
    if (!again) {
        view.asking = what;
        view.about = about;
    }
    ui.wake_at(ui.now);
}

void hear_action(ui::Ui& ui, const huddle::ActionCard& it, huddle::HuddleId huddle, const std::string& tapped,
                 SinceLastTimeView& view) {
    const huddle::Action& action = it.action;
    const bool said = action.reviewed_in == huddle;
    const auto take_back = [&] {
        send(ui, view, huddle::ReviewAction{action.id, huddle::ActionReview::not_said, {}, {}});
    };
    if (tapped.starts_with("done-")) {
        if (said && action.state == huddle::ActionState::done) return take_back();
        return send(ui, view, huddle::ReviewAction{action.id, huddle::ActionReview::done, huddle::Help::too_early, {}});
    }
    if (tapped.starts_with("still-trying-")) {
        if (said && action.state == huddle::ActionState::trying) return take_back();
        send(ui, view,
             huddle::ReviewAction{
                 action.id, huddle::ActionReview::still_trying, {}, frame::day_of_chip(ui, usual_day_chip)});
        return ask(ui, view, action.id.value, Asking::new_day);
    }
    if (tapped.starts_with("let-go-")) {
        if (said && action.state == huddle::ActionState::let_go) return take_back();
        return send(ui, view, huddle::ReviewAction{action.id, huddle::ActionReview::let_go, {}, {}});
    }
    if (tapped.starts_with("share-")) return send(ui, view, huddle::ShareLesson{action.lesson, !it.shared});
    for (const huddle::Help help : {huddle::Help::helped, huddle::Help::did_not_help, huddle::Help::too_early}) {
        if (tapped.starts_with(std::string(huddle::to_text(help)) + "-"))
            return send(ui, view, huddle::ReviewAction{action.id, huddle::ActionReview::done, help, {}});
    }
    const std::vector<frame::RowChip> days = frame::day_chips(ui, "again", std::nullopt);
    for (std::size_t chip = 0; chip < days.size(); ++chip) {
        if (!tapped.starts_with(days[chip].name + "-")) continue;
        const std::optional<huddle::Day> day = frame::day_of_chip(ui, chip);
        if (day) return send(ui, view, huddle::ReviewAction{action.id, huddle::ActionReview::still_trying, {}, day});
        return frame::open_day_picker(view.days, ui.environment.today);
    }
}

void hear_question(ui::Ui& ui, const huddle::Question& it, huddle::HuddleId huddle, const std::string& tapped,
                   SinceLastTimeView& view) {
    const bool said = said_in(it, huddle);
    const auto review = [&](huddle::ReviewQuestion what) {
        what.question = it.id;
        send(ui, view, std::move(what));
    };
    const auto take_back_or = [&](huddle::QuestionState state, auto otherwise) {
        if (said && it.state == state) return review({});
        otherwise();
    };
    if (tapped.starts_with("know-")) {
        return take_back_or(huddle::QuestionState::answered, [&] {
            view.about = it.id.value;
            view.line_is_role = false;
            frame::open_one_line(view.line);
        });
    }
    if (tapped.starts_with("unknown-"))
        return take_back_or(huddle::QuestionState::open, [&] {
            review({.review = huddle::QuestionReview::still_unknown, .review_on = frame::review_day(ui, usual_review)});
            ask(ui, view, it.id.value, Asking::unknown_until);
        });
    if (tapped.starts_with("not-ours-"))
        return take_back_or(huddle::QuestionState::not_ours, [&] { ask(ui, view, it.id.value, Asking::whose); });
    if (tapped.starts_with("whose-else-")) {
        view.line_is_role = true;
        return frame::open_one_line(view.line);
    }
    for (std::size_t choice = 0; choice < frame::review_words(ui).size(); ++choice) {
        if (tapped.starts_with("ask-" + std::to_string(choice) + "-"))
            return review(
                {.review = huddle::QuestionReview::still_unknown, .review_on = frame::review_day(ui, choice)});
    }
    for (std::size_t role = 0; role < ui.environment.roles.size(); ++role) {
        if (tapped.starts_with("whose-" + std::to_string(role) + "-"))
            return review({.review = huddle::QuestionReview::not_ours, .for_role = ui.environment.roles[role]});
    }
}

void hear_news(ui::Ui& ui, const huddle::SharedLesson& it, const std::string& tapped, SinceLastTimeView& view) {
    const std::pair<std::string_view, huddle::SharedAnswer> answers[] = {
        {"helped-here-", huddle::SharedAnswer::helped_here},
        {"did-not-", huddle::SharedAnswer::did_not_help},
        {"adapted-", huddle::SharedAnswer::adapted}};
    for (const auto& [name, answer] : answers) {
        if (tapped != std::string(name) + huddle::to_hex(it.id.value)) continue;
        send(ui, view, huddle::AnswerShared{it.id, it.answer == answer ? std::nullopt : std::optional(answer)});
    }
}

// All cards that ask, in the order in which the team is asked.
std::vector<AskCard> ask_cards(const ui::Ui& ui, const huddle::Board& board, const SinceLastTimeView& view,
                               bool with_news) {
    const huddle::HuddleId huddle = board.huddle->id;
    std::vector<AskCard> cards;
    for (const huddle::ActionCard& it : board.due) cards.push_back(action_card(ui, it, huddle, view));
    for (const huddle::Question& it : board.open_questions)
        if (is_asked(it, huddle, ui.environment.today)) cards.push_back(question_card(ui, it, huddle, view));
    if (with_news && board.shared_news) cards.push_back(news_card(ui, *board.shared_news));
    return cards;
}

void hear(ui::Ui& ui, const huddle::Board& board, const std::string& tapped, SinceLastTimeView& view) {
    if (tapped.empty()) return;
    const huddle::HuddleId huddle = board.huddle->id;
    const auto is_about = [&](std::uint64_t id) {
        if (!tapped.ends_with(huddle::to_hex(id))) return false;
        view.touched = id;
        return true;
    };
    for (const huddle::ActionCard& it : board.due)
        if (is_about(it.action.id.value)) return hear_action(ui, it, huddle, tapped, view);
    for (const huddle::Question& it : board.open_questions)
        if (is_about(it.id.value)) return hear_question(ui, it, huddle, tapped, view);
    if (board.shared_news) hear_news(ui, *board.shared_news, tapped, view);
}

// The first card of each page, and after the last page the number of cards.
std::vector<std::size_t> pages_of(ui::Ui& ui, const ui::Rect& room, const std::vector<AskCard>& cards) {
    std::vector<std::size_t> firsts;
    float y = room.bottom() + 2;
    for (std::size_t card = 0; card < cards.size(); ++card) {
        const float height = ask_height(ui, cards[card], room.w);
        if (y + height > room.bottom() + 1) {
            firsts.push_back(card);
            y = room.y;
        }
        y += height + ui.theme.space.m;
    }
    firsts.push_back(cards.size());
    return firsts;
}

// Draws the cards of the page. Returns the name of the tapped part, and in `bottom` where the last card ends.
std::string draw_asks(ui::Ui& ui, const ui::Rect& room, const std::vector<AskCard>& cards, std::size_t first,
                      std::size_t end, float& bottom) {
    std::string tapped;
    bottom = room.y;
    for (std::size_t card = first; card < end; ++card) {
        const float height = std::min(ask_height(ui, cards[card], room.w), room.h);
        const std::string name = draw_ask(ui, {room.x, bottom, room.w, height}, cards[card]);
        if (!name.empty()) tapped = name;
        bottom += height + ui.theme.space.m;
    }
    bottom -= ui.theme.space.m;
    return tapped;
}

// Takes the whole screen while an answer is written.
void draw_writing(ui::Ui& ui, const huddle::Board& board, SinceLastTimeView& view) {
    const auto question = std::find_if(board.open_questions.begin(), board.open_questions.end(),
                                       [&](const huddle::Question& it) { return it.id.value == view.about; });
    if (view.line_ticket != 0) {
        const ui::Outcome outcome = ui.outcome(view.line_ticket);
        if (outcome.state == ui::OutcomeState::waiting) {
            ui.wake_at(ui.now + ask_again);
        } else {
            view.line_ticket = 0;
            if (outcome.state == ui::OutcomeState::accepted) {
                forget_asking(view);
                return frame::close_one_line(ui, view.line);
            }
            view.line.problem = ui.tr(outcome.sentence);
        }
    }
    if (question == board.open_questions.end()) {
        forget_asking(view);
        return frame::close_one_line(ui, view.line);
    }
    const bool role = view.line_is_role;
    const frame::OneLineAnswer answer = frame::draw_one_line(
        ui, view.line,
        {.back = ui.tr("Back"),
         .title = role ? ui.tr("Who might know? A role, never a name.") : ui.tr("What do we know now?"),
         .about = question->text,
         .placeholder = role ? ui.tr("for example the pharmacy, or the estates team") : ui.tr("One line is plenty."),
         .keep = ui.tr("Keep"),
         .icon = "question",
         .colours = &ui.theme.round(huddle::RoundCategory::lessons),
         .waiting = view.line_ticket != 0});
    if (answer == frame::OneLineAnswer::leave) {
        forget_asking(view);
        return frame::close_one_line(ui, view.line);
    }
    if (answer != frame::OneLineAnswer::keep) return;
    huddle::Result<huddle::CleanText> clean = text::clean_note_text(view.line.field.text());
    if (!clean) {
        view.line.problem = ui.tr(clean.problem().sentence);
        return;
    }
    huddle::ReviewQuestion what{.question = question->id};
    what.review = role ? huddle::QuestionReview::not_ours : huddle::QuestionReview::answered;
    (role ? what.for_role : what.answer) = std::move(clean).value();
    view.line_ticket = ui.intend(std::move(what));
    ui.wake_at(ui.now + ask_again);
}

// Drawn over the cards while a date is chosen for one of them.
void draw_days(ui::Ui& ui, const huddle::Board& board, SinceLastTimeView& view) {
    const frame::DayAnswer answer =
        frame::draw_day_picker(ui, view.days, ui.tr("When shall we look again?"), std::nullopt);
    if (!answer.chosen) return;
    for (const huddle::ActionCard& it : board.due) {
        if (it.action.id.value != view.about) continue;
        return send(ui, view,
                    huddle::ReviewAction{it.action.id, huddle::ActionReview::still_trying, {}, answer.chosen});
    }
}

void draw_cards(ui::Ui& ui, const huddle::Board& board, const frame::RoundFrame& frame, SinceLastTimeView& view) {
    const auto& theme = ui.theme;
    const bool portrait = theme.shape == ui::ScreenShape::portrait, compact = theme.shape == ui::ScreenShape::compact;
    const float gap = theme.space.m, beside = std::floor((frame.body.w - theme.space.xl) * 0.375f);
    // Where it does not fit beside them, another team's lesson is asked about like the rest.
    const ui::Rect side_room{0, 0, portrait ? frame.body.w : beside, frame.body.h * (portrait ? 0.48f : 1)};
    const bool news_aside = !compact && news_fits(ui, side_room, side_cards(ui, board, true));
    const std::vector<AskCard> asks = ask_cards(ui, board, view, !news_aside);
    const std::vector<SideCard> sides = side_cards(ui, board, news_aside);
    ui::Rect left = frame.body, right{};
    if (portrait) {
        const float needed = std::min(sides_height(ui, sides, left.w), left.h * 0.48f);
        if (!sides.empty()) {
            right = {left.x, left.bottom() - needed, left.w, needed};
            left.h -= needed + gap;
        }
    } else if (!sides.empty()) {
        right = ui::sided(ui, {frame.body.right() - beside, frame.body.y, beside, frame.body.h});
        left.w -= beside + std::min(theme.space.xl, theme.margin.x);
        left = ui::sided(ui, left);
    }
    std::string tapped;
    bool last_page = false;
    if (asks.empty()) {
        draw_beginning(ui, left);
    } else {
        ui::Rect row = frame.middle;
        bool below = false;
        std::vector<std::size_t> firsts = pages_of(ui, left, asks);
        // A narrow screen has no room in the bar, so the pager is below the cards.
        if (firsts.size() > 2 && frame::pager_width(ui, firsts.size()) > frame.middle.w) {
            const float tall = ui::button_height(ui, ui::ButtonKind::ordinary);
            row = {left.x, left.bottom() - tall, left.w, tall};
            left.h -= tall + gap;
            below = true;
            firsts = pages_of(ui, left, asks);
        }
        const std::size_t pages = firsts.size() - 1;
        // A card that was touched may have grown. It stays where it can be seen.
        for (std::size_t page = 0; page < pages && view.touched != 0; ++page)
            for (std::size_t card = firsts[page]; card < firsts[page + 1]; ++card)
                if (asks[card].id == view.touched) view.page = page;
        view.page = std::min(view.page, pages - 1);
        last_page = view.page + 1 == pages;
        float bottom = 0;
        tapped = draw_asks(ui, left, asks, firsts[view.page], firsts[view.page + 1], bottom);
        if (portrait && right.h > 0) {
            const float top = (below ? row.bottom() : bottom) + gap;
            right = {right.x, top, right.w, right.bottom() - top};
        }
        if (pages > 1) {
            const std::size_t wanted = frame::draw_pager(ui, row, view.page, pages);
            if (wanted != view.page) view.touched = 0, ui.wake_at(ui.now);
            view.page = wanted;
        }
    }
    bool news_shown = !news_aside && board.shared_news && last_page;
    if (right.h > 1) {
        const std::string other = draw_sides(ui, right, sides, !portrait, news_shown);
        if (!other.empty()) tapped = other;
    }
    if (news_shown && view.told != board.shared_news->id) {
        view.told = board.shared_news->id;
        if (board.shared_news->shown_in != board.huddle->id) ui.intend(huddle::SharedShown{view.told});
    }
    hear(ui, board, tapped, view);
}

}  // namespace

void draw_since_last_time(ui::Ui& ui, const huddle::Board& board, SinceLastTimeView& view, frame::Overlay& overlay) {
    if (view.huddle != board.huddle->id) {
        view = {};
        view.huddle = board.huddle->id;
    }
    const bool paused = !board.huddle->clock.running;
    if (view.line.open && !paused) return draw_writing(ui, board, view);
    const bool was_inert = ui.inert;
    ui.inert = was_inert || (view.days.open && !paused);
    const frame::RoundFrame frame = frame::draw_round_chrome(ui, board, view.chrome, {.ring = frame::RingPlace::small});
    if (frame.paused) {
        frame::draw_paused_panel(ui, frame.body, *frame.colours, overlay);
        return;
    }
    draw_cards(ui, board, frame, view);
    ui.inert = was_inert;
    if (view.days.open) draw_days(ui, board, view);
}

}  // namespace hearthside::screens::since_last_time
