// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/review/words.h"

#include <fmt/format.h>

#include "core/calendar/calendar.h"
#include "kiosk/screens/review/review.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::review {

namespace {

int year_of(huddle::Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

std::string with_year(const ui::Ui& ui, const std::string& words, huddle::Day day) {
    if (year_of(day) == year_of(ui.environment.today)) return words;
    return fmt::format(fmt::runtime(ui.tr("{day} {year}")), fmt::arg("day", words), fmt::arg("year", year_of(day)));
}

std::string help_words(const ui::Ui& ui, huddle::Help help) {
    switch (help) {
        case huddle::Help::helped:
            return ui.tr("It helped.");
        case huddle::Help::did_not_help:
            return ui.tr("It did not help.");
        case huddle::Help::too_early:
            return ui.tr("Too early to say.");
    }
    return {};
}

}  // namespace

store::Span span_of(const ui::Ui& ui, ReviewView::Period period) {
    const std::chrono::year_month_day today{ui.environment.today};
    const std::chrono::year_month month{today.year(), today.month()};
    switch (period) {
        case ReviewView::Period::month:
            return {huddle::Day(month / 1), {}};
        case ReviewView::Period::quarter:  // this month and the two before
            return {huddle::Day((month - std::chrono::months(2)) / 1), {}};
        case ReviewView::Period::all:
            break;
    }
    return {};
}

std::string dated(const ui::Ui& ui, huddle::Day day) { return with_year(ui, ui::short_day_text(ui, day), day); }

std::string time_words(ui::Ui& ui, huddle::Instant started) {
    const calendar::LocalTime local =
        calendar::local_time(started, ui.settings() ? ui.settings()->saved().time_zone : std::string());
    return ui::hour_text(local.hour, local.minute);
}

std::string huddle_words(ui::Ui& ui, huddle::Day day, huddle::Instant started) {
    return fmt::format(fmt::runtime(ui.tr("{day}, {time}")), fmt::arg("day", with_year(ui, ui::day_text(ui, day), day)),
                       fmt::arg("time", time_words(ui, started)));
}

std::string state_words(const ui::Ui& ui, const huddle::Action& action) {
    std::string words;
    switch (action.state) {
        case huddle::ActionState::trying:
            return ui.tr("Still trying");
        case huddle::ActionState::done:
            words = ui.tr("Done");
            break;
        case huddle::ActionState::let_go:
            words = ui.tr("Let it go");
            break;
    }
    return action.help ? words + ". " + help_words(ui, *action.help) : words;
}

std::string state_words(const ui::Ui& ui, const huddle::Question& question) {
    switch (question.state) {
        case huddle::QuestionState::answered:
            return fmt::format(fmt::runtime(ui.tr("Answered: {text}")),
                               fmt::arg("text", ui::isolated(ui, question.answer)));
        case huddle::QuestionState::not_ours:
            if (question.for_role.empty()) return ui.tr("Not ours to answer");
            return fmt::format(fmt::runtime(ui.tr("With {role}")), fmt::arg("role", ui.tr(question.for_role)));
        case huddle::QuestionState::open:
            break;
    }
    if (question.review_on <= ui.environment.today) return ui.tr("We don’t know yet. Next look: at the next huddle");
    return fmt::format(fmt::runtime(ui.tr("We don’t know yet. Next look: {day}")),
                       fmt::arg("day", dated(ui, question.review_on)));
}

std::string_view icon_of(const huddle::Action& action) {
    return action.state == huddle::ActionState::trying ? "loop"
           : action.state == huddle::ActionState::done ? "check"
                                                       : "leaf";
}

std::string_view icon_of(const huddle::Question& question) {
    return question.state == huddle::QuestionState::open       ? "question"
           : question.state == huddle::QuestionState::answered ? "check"
                                                               : "leaf";
}

}  // namespace hearthside::screens::review
