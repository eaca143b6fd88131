// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/since_last_time/ask_cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/since_last_time/since_last_time.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::since_last_time {

namespace {

using Asking = SinceLastTimeView::Asking;

struct AskSizes {
    text::TextStyle words, meta, question;
    float pad = 0;
};

AskSizes sizes_of(const ui::Ui& ui) {
    const auto& theme = ui.theme;
    AskSizes sizes{theme.text("button"), theme.text("label", theme.colours.ink_soft),
                   theme.text("body", theme.round(huddle::RoundCategory::lessons).ink), theme.space.l};
    sizes.question.weight = 650;
    sizes.question.line = 1.22f;
    sizes.words.weight = 550;
    sizes.meta.weight = 500;
    if (theme.shape == ui::ScreenShape::compact) {
        // Two actions at once are better than one in large words.
        sizes.words = theme.text("body");
        sizes.words.weight = 550;
        sizes.words.line = 1.22f;
        sizes.pad = theme.space.m;
    }
    return sizes;
}

// A full sentence, with or without the full stop that somebody typed.
std::string promise_of(const ui::Ui& ui, const huddle::Action& action) {
    std::string words = ui::promise_text(ui, action);
    const auto ends = [&](std::string_view sign) { return words.ends_with(sign); };
    if (ends(".") || ends("!") || ends("?") || ends("…") || ends("۔") || ends("؟")) return words;
    return fmt::format(fmt::runtime(ui.tr("{}.")), words);
}

std::string help_word(const ui::Ui& ui, huddle::Help help) {
    switch (help) {
        case huddle::Help::helped:
            return ui.tr("It helped");
        case huddle::Help::did_not_help:
            return ui.tr("It didn’t help");
        case huddle::Help::too_early:
            return ui.tr("Too early");
    }
    return {};
}

// The chips are beside the chosen answer where they fit into one row, otherwise below it.
struct FollowUp {
    float answer = 0;  // its width
    bool beside = false;
    float height = 0;
};

FollowUp follow_up(ui::Ui& ui, const AskCard& card, float width) {
    FollowUp follow;
    const float gap = std::max(ui.theme.space.m, ui.theme.touch.gap_row);
    const float tall = ui::button_height(ui, ui::ButtonKind::quiet);
    if (!card.answers.empty()) {
        follow.answer = ui::button_width(ui, card.answers.front().text,
                                         {.kind = ui::ButtonKind::quiet, .icon = card.answers.front().icon});
        const float rest = width - follow.answer - gap;
        follow.beside = rest > 0 && frame::chips_height(ui, rest, card.chips) <= ui::chip_height(ui) + 1;
    }
    if (follow.beside)
        follow.height = std::max(tall, ui::chip_height(ui));
    else
        follow.height = frame::chips_height(ui, width, card.chips) +
                        (card.answers.empty() ? 0 : tall + std::max(ui.theme.space.s, ui.theme.touch.gap_row));
    return follow;
}

float answers_height(ui::Ui& ui, const AskCard& card, float width) {
    return card.chips.empty() ? frame::button_rows_height(ui, width, card.answers) : follow_up(ui, card, width).height;
}

constexpr int meta_lines = 2;

float meta_height(ui::Ui& ui, const AskCard& card, const AskSizes& sizes, float room) {
    if (!card.question.empty())
        return std::min(ui::text_height(ui, card.question, sizes.question, room),
                        meta_lines * ui::line_height(sizes.question) + 1);
    const float lead = card.icon.empty() ? 0 : sizes.meta.size_px * 1.6f;
    return std::min(ui::text_height(ui, card.meta, sizes.meta, room - lead),
                    meta_lines * ui::line_height(sizes.meta) + 1);
}

}  // namespace

bool said_in(const huddle::Question& question, huddle::HuddleId huddle) {
    return !question.steps.empty() && question.steps.back().huddle == huddle && !question.steps.back().between;
}

bool is_asked(const huddle::Question& question, huddle::HuddleId huddle, huddle::Day today) {
    return said_in(question, huddle) || (question.state == huddle::QuestionState::open && question.review_on <= today);
}

AskCard action_card(const ui::Ui& ui, const huddle::ActionCard& it, huddle::HuddleId huddle,
                    const SinceLastTimeView& view) {
    const huddle::Action& action = it.action;
    const std::string id = huddle::to_hex(action.id.value);
    AskCard card{.id = action.id.value, .words = promise_of(ui, action), .icon = "people"};
    const std::string who = action.role.empty() ? ui.tr("All of us") : ui.tr(action.role);
    card.meta = fmt::format(fmt::runtime(ui.tr("{who}, {day}")), fmt::arg("who", who),
                            fmt::arg("day", ui::until_day_text(ui, action.due, ui.environment.today)));
    const bool said = action.reviewed_in == huddle;
    const frame::RowChip done{"done-" + id, ui.tr("Done"), said && action.state == huddle::ActionState::done, "check"};
    const frame::RowChip trying{"still-trying-" + id, ui.tr("Still trying"),
                                said && action.state == huddle::ActionState::trying, "loop"};
    const frame::RowChip let_go{"let-go-" + id, ui.tr("Let it go"), said && action.state == huddle::ActionState::let_go,
                                "leaf"};
    const auto chosen = [](frame::RowChip chip) {
        chip.on = true;
        return chip;
    };
    // "Done" is kept at the first tap, as too early to say; until somebody says more, the card asks.
    if (done.on && action.help == huddle::Help::too_early) {
        card.question = ui.tr("Did it help?");
        card.answers = {done};
        for (const huddle::Help help : {huddle::Help::helped, huddle::Help::did_not_help, huddle::Help::too_early})
            card.chips.push_back(
                {std::string(huddle::to_text(help)) + "-" + id, help_word(ui, help), help == action.help});
        return card;
    }
    if (view.about == action.id.value && view.asking == Asking::new_day) {
        card.question = ui.tr("When shall we look again?");
        card.answers = {chosen(trying)};
        card.chips = frame::day_chips(ui, "again", trying.on ? std::optional(action.due) : std::nullopt);
        for (frame::RowChip& chip : card.chips) chip.name += "-" + id;
        return card;
    }
    if (!done.on) {
        card.answers = {done, trying, let_go};
        return card;
    }
    // The answer itself shows the result.
    card.answers = {done};
    if (action.help) card.answers.front().text = help_word(ui, *action.help);
    if (it.may_share || it.shared)
        card.answers.push_back({"share-" + id, it.shared ? ui.tr("Shared with other teams") : ui.tr("Share the lesson"),
                                it.shared, it.shared ? "check" : "share"});
    return card;
}

AskCard question_card(const ui::Ui& ui, const huddle::Question& it, huddle::HuddleId huddle,
                      const SinceLastTimeView& view) {
    const std::string id = huddle::to_hex(it.id.value);
    AskCard card{.id = it.id.value, .words = it.text, .icon = "question"};
    const bool said = said_in(it, huddle);
    const frame::RowChip know{"know-" + id, ui.tr("We know now"), said && it.state == huddle::QuestionState::answered,
                              "check"};
    const frame::RowChip unknown{"unknown-" + id, ui.tr("Still unknown"),
                                 said && it.state == huddle::QuestionState::open, "loop"};
    const frame::RowChip not_ours{"not-ours-" + id, ui.tr("Not ours to answer"),
                                  said && it.state == huddle::QuestionState::not_ours, "people"};
    card.answers = {know, unknown, not_ours};
    const auto keep_only = [&card](frame::RowChip chip) {
        chip.on = true;
        card.answers = {std::move(chip)};
    };
    if (view.about == it.id.value && view.asking == Asking::unknown_until) {
        card.question = ui.tr("When shall we ask again?");
        keep_only(unknown);
        const std::vector<std::string> words = frame::review_words(ui);
        for (std::size_t choice = 0; choice < words.size(); ++choice)
            card.chips.push_back({"ask-" + std::to_string(choice) + "-" + id, words[choice],
                                  unknown.on && it.review_on == frame::review_day(ui, choice)});
    } else if (view.about == it.id.value && view.asking == Asking::whose) {
        card.question = ui.tr("Who might know?");
        keep_only(not_ours);
        for (std::size_t role = 0; role < ui.environment.roles.size(); ++role)
            card.chips.push_back({"whose-" + std::to_string(role) + "-" + id, ui.tr(ui.environment.roles[role].str())});
        card.chips.push_back({"whose-else-" + id, ui.tr("Somebody else"), false, "pencil"});
    } else if (know.on) {
        card.meta =
            fmt::format(fmt::runtime(ui.tr("We know now: {answer}")), fmt::arg("answer", ui::isolated(ui, it.answer)));
    } else if (not_ours.on) {
        card.meta = fmt::format(fmt::runtime(ui.tr("Passed to: {role}")), fmt::arg("role", ui.tr(it.for_role)));
    } else if (unknown.on) {
        card.meta = it.review_on <= ui.environment.today
                        ? ui.tr("We ask again in the next huddle.")
                        : fmt::format(fmt::runtime(ui.tr("We ask again: {day}")),
                                      fmt::arg("day", ui::near_day_text(ui, it.review_on, ui.environment.today)));
    } else {
        card.meta = ui.tr("We did not know. Has anybody found out?");
    }
    return card;
}

AskCard news_card(const ui::Ui& ui, const huddle::SharedLesson& it) {
    const std::string id = huddle::to_hex(it.id.value);
    AskCard card{.id = it.id.value,
                 .words = fmt::format(fmt::runtime(ui.tr("“{}”")), ui::isolated(ui, it.text)),
                 .icon = "book"};
    card.meta =
        fmt::format(fmt::runtime(it.result == huddle::Help::helped ? ui.tr("{team} learnt it. It helped there.")
                                                                   : ui.tr("{team} learnt it. It did not help there.")),
                    fmt::arg("team", ui::isolated(ui, it.team)));
    card.answers = {
        {"helped-here-" + id, ui.tr("Helped here"), it.answer == huddle::SharedAnswer::helped_here, "check"},
        {"did-not-" + id, ui.tr("Didn’t help here"), it.answer == huddle::SharedAnswer::did_not_help, "leaf"},
        {"adapted-" + id, ui.tr("Adapted"), it.answer == huddle::SharedAnswer::adapted, "loop"}};
    return card;
}

float ask_height(ui::Ui& ui, const AskCard& card, float width) {
    const AskSizes sizes = sizes_of(ui);
    const float room = width - 2 * sizes.pad;
    const float words = ui::text_height(ui, card.words, sizes.words, room, 2);
    return std::ceil(words + meta_height(ui, card, sizes, room) + 1.5f * ui.theme.space.s +
                     answers_height(ui, card, room) + 1.4f * sizes.pad);
}

std::string draw_ask(ui::Ui& ui, const ui::Rect& rect, const AskCard& it) {
    const auto& theme = ui.theme;
    const AskSizes sizes = sizes_of(ui);
    ui::card(ui, rect);
    const float room = rect.w - 2 * sizes.pad, x = rect.x + sizes.pad;
    float y = rect.y + sizes.pad * 0.6f;
    const float words = ui::text_height(ui, it.words, sizes.words, room, 2);
    ui::label(ui, {x, y, room, words + 1}, it.words, sizes.words, {.lines = 2});
    y += words + theme.space.s * 0.4f;
    const float meta = meta_height(ui, it, sizes, room);
    if (it.question.empty()) {
        const float size = sizes.meta.size_px * 1.05f, lead = it.icon.empty() ? 0 : size * 1.5f;
        ui::icon(ui, it.icon, {x + size / 2, y + ui::line_height(sizes.meta) / 2}, size, theme.colours.ink_soft);
        ui::label(ui, {x + lead, y, room - lead, meta + 1}, it.meta, sizes.meta, {.lines = meta_lines});
    } else {
        ui::label(ui, {x, y, room, meta + 1}, it.question, sizes.question, {.lines = meta_lines});
    }
    const float all = answers_height(ui, it, room);
    const ui::Rect answers{x, std::round(rect.bottom() - sizes.pad * 0.8f - all), room, all};
    if (it.chips.empty()) {
        // Two answers take no more room than two of three.
        ui::Rect row = answers;
        if (it.answers.size() < 3 && theme.shape != ui::ScreenShape::compact)
            row.w = std::min(room, std::max(room * (it.answers.size() == 1 ? 0.34f : 0.67f),
                                            ui::button_width(ui, it.answers.front().text,
                                                             {.kind = ui::ButtonKind::quiet, .icon = "check"})));
        if (frame::button_rows_height(ui, row.w, it.answers) > all + 1) row.w = room;
        const auto tapped = frame::draw_button_rows(ui, row, it.answers);
        return tapped ? it.answers[*tapped].name : std::string{};
    }
    const FollowUp follow = follow_up(ui, it, room);
    const float tall = ui::button_height(ui, ui::ButtonKind::quiet);
    const float gap = std::max(theme.space.m, theme.touch.gap_row);
    std::string name;
    ui::Rect chips = answers;
    if (!it.answers.empty()) {
        const frame::RowChip& chosen = it.answers.front();
        if (ui::button(ui, chosen.name, {x, answers.y, std::min(room, follow.answer), tall}, chosen.text,
                       {.kind = ui::ButtonKind::quiet,
                        .icon = chosen.icon,
                        .filled = true,
                        .colours = &theme.round(huddle::RoundCategory::lessons)}))
            name = chosen.name;
        const float down = tall + std::max(theme.space.s, theme.touch.gap_row);
        chips = follow.beside ? ui::Rect{x + follow.answer + gap, answers.y + (tall - ui::chip_height(ui)) / 2,
                                         room - follow.answer - gap, ui::chip_height(ui) + 1}
                              : ui::Rect{x, answers.y + down, room, answers.h - down + 1};
    }
    if (const auto tapped = frame::draw_chips(ui, chips, it.chips)) name = it.chips[*tapped].name;
    return name;
}

}  // namespace hearthside::screens::since_last_time
