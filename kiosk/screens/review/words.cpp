// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/review/words.h"

#include <fmt/format.h>

#include "core/calendar/calendar.h"
#include "kiosk/screens/review/review.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside {

namespace {

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

std::string with_year(const Ui& ui, const std::string& words, Day day) {
    if (year_of(day) == year_of(ui.environment.today)) return words;
    return fmt::format(fmt::runtime(ui.tr("{day} {year}")), fmt::arg("day", words), fmt::arg("year", year_of(day)));
}

std::string help_words(const Ui& ui, Help help) {
    switch (help) {
        case Help::helped:
            return ui.tr("It helped.");
        case Help::did_not_help:
            return ui.tr("It did not help.");
        case Help::too_early:
            return ui.tr("Too early to say.");
    }
    return {};
}

}  // namespace

Span span_of(const Ui& ui, ReviewView::Period period) {
    const std::chrono::year_month_day today{ui.environment.today};
    const std::chrono::year_month month{today.year(), today.month()};
    switch (period) {
        case ReviewView::Period::month:
            return {Day(month / 1), {}};
        case ReviewView::Period::quarter:  // this month and the two before
            return {Day((month - std::chrono::months(2)) / 1), {}};
        case ReviewView::Period::all:
            break;
    }
    return {};
}

std::string dated(const Ui& ui, Day day) { return with_year(ui, short_day_text(ui, day), day); }

std::string time_words(Ui& ui, Instant started) {
    const LocalTime local = local_time(started, ui.settings() ? ui.settings()->saved().time_zone : std::string());
    return hour_text(local.hour, local.minute);
}

std::string huddle_words(Ui& ui, Day day, Instant started) {
    return fmt::format(fmt::runtime(ui.tr("{day}, {time}")), fmt::arg("day", with_year(ui, day_text(ui, day), day)),
                       fmt::arg("time", time_words(ui, started)));
}

std::string state_words(const Ui& ui, const Action& action) {
    std::string words;
    switch (action.state) {
        case ActionState::trying:
            return ui.tr("Still trying");
        case ActionState::done:
            words = ui.tr("Done");
            break;
        case ActionState::let_go:
            words = ui.tr("Let it go");
            break;
    }
    return action.help ? words + ". " + help_words(ui, *action.help) : words;
}

std::string state_words(const Ui& ui, const Question& question) {
    switch (question.state) {
        case QuestionState::answered:
            return fmt::format(fmt::runtime(ui.tr("Answered: {text}")),
                               fmt::arg("text", isolated(ui, question.answer)));
        case QuestionState::not_ours:
            if (question.for_role.empty()) return ui.tr("Not ours to answer");
            return fmt::format(fmt::runtime(ui.tr("With {role}")), fmt::arg("role", ui.tr(question.for_role)));
        case QuestionState::open:
            break;
    }
    return fmt::format(fmt::runtime(ui.tr("We don’t know yet. Next look: {day}")),
                       fmt::arg("day", dated(ui, question.review_on)));
}

std::string_view icon_of(const Action& action) {
    return action.state == ActionState::trying ? "loop" : action.state == ActionState::done ? "check" : "leaf";
}

std::string_view icon_of(const Question& question) {
    return question.state == QuestionState::open       ? "question"
           : question.state == QuestionState::answered ? "check"
                                                       : "leaf";
}

}  // namespace hearthside
