// SPDX-License-Identifier: Apache-2.0
#include "core/export/print_words.h"

#include <fmt/format.h>

#include <array>

#include "core/calendar/calendar.h"

namespace hearthside {

namespace {

const Language& english() {
    static const Language language;
    return language;
}

// The form after a number. Some languages have a special form for it.
constexpr std::array months{translatable("January"), translatable("February"), translatable("March"),
                            translatable("April"),   translatable("May"),      translatable("June"),
                            translatable("July"),    translatable("August"),   translatable("September"),
                            translatable("October"), translatable("November"), translatable("December")};
constexpr std::array months_alone{
    translatable("January {year}"), translatable("February {year}"), translatable("March {year}"),
    translatable("April {year}"),   translatable("May {year}"),      translatable("June {year}"),
    translatable("July {year}"),    translatable("August {year}"),   translatable("September {year}"),
    translatable("October {year}"), translatable("November {year}"), translatable("December {year}")};
constexpr std::array weekdays{translatable("Sunday"),    translatable("Monday"),   translatable("Tuesday"),
                              translatable("Wednesday"), translatable("Thursday"), translatable("Friday"),
                              translatable("Saturday")};

}  // namespace

PrintWords::PrintWords(const ExportChoice& choice)
    : language_(choice.language ? *choice.language : english()), time_zone_(choice.time_zone) {}

std::string PrintWords::day(Day day) const {
    const std::chrono::year_month_day date{day};
    return fmt::format(fmt::runtime(tr("{day} {month} {year}")), fmt::arg("day", static_cast<unsigned>(date.day())),
                       fmt::arg("month", tr(months[static_cast<unsigned>(date.month()) - 1])),
                       fmt::arg("year", static_cast<int>(date.year())));
}

std::string PrintWords::weekday_and_day(Day day) const {
    return fmt::format(fmt::runtime(tr("{weekday} {date}")),
                       fmt::arg("weekday", tr(weekdays[std::chrono::weekday{day}.c_encoding()])),
                       fmt::arg("date", this->day(day)));
}

std::string PrintWords::month(Day day) const {
    const std::chrono::year_month_day date{day};
    return fmt::format(fmt::runtime(tr(months_alone[static_cast<unsigned>(date.month()) - 1])),
                       fmt::arg("year", static_cast<int>(date.year())));
}

std::string PrintWords::span(const Span& span, Day first, Day last) const {
    const Day from = span.from.value_or(first), to = span.to.value_or(last);
    const std::chrono::year_month_day begin{from}, end{to};
    const bool whole_months =
        span.from && span.to && begin.day() == std::chrono::day{1} &&
        end == std::chrono::year_month_day_last(end.year(), std::chrono::month_day_last(end.month()));
    if (whole_months && begin.year() == end.year()) {
        if (begin.month() == end.month()) return month(from);
        if (begin.month() == std::chrono::January && end.month() == std::chrono::December)
            return std::to_string(static_cast<int>(begin.year()));
    }
    if (from == to) return day(from);
    const std::string last_day = day(to);
    if (begin.year() != end.year())
        return fmt::format(fmt::runtime(tr("{from} to {to}")), fmt::arg("from", day(from)), fmt::arg("to", last_day));
    // The year is written once.
    const std::string first_day =
        fmt::format(fmt::runtime(tr("{day} {month}")), fmt::arg("day", static_cast<unsigned>(begin.day())),
                    fmt::arg("month", tr(months[static_cast<unsigned>(begin.month()) - 1])));
    return fmt::format(fmt::runtime(tr("{from} to {to}")), fmt::arg("from", first_day), fmt::arg("to", last_day));
}

std::string PrintWords::start_of(const HuddleRecord& huddle) const {
    const LocalTime time = local_time(huddle.started, time_zone_);
    return fmt::format("{:02}:{:02}", time.hour, time.minute);
}

std::string PrintWords::promise(const Action& action) const {
    if (action.condition.empty())
        return fmt::format(fmt::runtime(tr("We will {response}")), fmt::arg("response", isolated(action.response)));
    return fmt::format(fmt::runtime(tr("If {condition}, then we will {response}")),
                       fmt::arg("condition", isolated(action.condition)),
                       fmt::arg("response", isolated(action.response)));
}

std::string PrintWords::who(const Action& action) const {
    return action.role.empty() ? tr("All of us") : tr(action.role);
}

std::string PrintWords::state(const Action& action) const { return state(action.state, action.help); }

std::string PrintWords::state(ActionState state, const std::optional<Help>& help) const {
    switch (state) {
        case ActionState::trying:
            return tr("Still trying.");
        case ActionState::let_go:
            return tr("Let go.");
        case ActionState::done:
            break;
    }
    if (!help) return tr("Done.");
    switch (*help) {
        case Help::helped:
            return tr("Done, and it helped.");
        case Help::did_not_help:
            return tr("Done, and it did not help.");
        case Help::too_early:
            return tr("Done; too early to say more.");
    }
    return {};
}

std::string PrintWords::step(const ActionStep& step) const {
    if (step.state == ActionState::trying)
        return fmt::format(fmt::runtime(tr("{day}: still trying, until {due}.")), fmt::arg("day", day(step.day)),
                           fmt::arg("due", day(step.due)));
    return fmt::format(fmt::runtime(tr("{day}: {state}")), fmt::arg("day", day(step.day)),
                       fmt::arg("state", state(step.state, step.help)));
}

std::string PrintWords::state(const Question& question) const {
    switch (question.state) {
        case QuestionState::open:
            return fmt::format(fmt::runtime(tr("We look again on {day}.")), fmt::arg("day", day(question.review_on)));
        case QuestionState::answered:
            return fmt::format(fmt::runtime(tr("Answer: {answer}")), fmt::arg("answer", isolated(question.answer)));
        case QuestionState::not_ours:
            return fmt::format(fmt::runtime(tr("Not ours to answer. Who may know: {role}")),
                               fmt::arg("role", isolated(tr(question.for_role))));
    }
    return {};
}

std::string PrintWords::cause(const Lesson& lesson) const {
    if (lesson.cause.empty()) return {};
    return fmt::format(fmt::runtime(tr("What made it likely: {cause}")), fmt::arg("cause", isolated(lesson.cause)));
}

std::string PrintWords::category(RoundCategory category) const {
    static constexpr std::array names{translatable("Wins"), translatable("Mistakes"), translatable("Lessons"),
                                      translatable("Hope")};
    return tr(names[index_of(category)]);
}

std::string PrintWords::isolated(const std::string& text) const {
    return right_to_left() ? "\u2068" + text + "\u2069" : text;
}

}  // namespace hearthside
