// SPDX-License-Identifier: Apache-2.0
#include "core/export/print_words.h"

#include <fmt/format.h>

#include <array>

#include "core/calendar/calendar.h"

namespace hearthside::exports {

namespace {

const text::Language& english() {
    static const text::Language language;
    return language;
}

// The form after a number. Some languages have a special form for it.
constexpr std::array months{
    text::translatable("January"), text::translatable("February"), text::translatable("March"),
    text::translatable("April"),   text::translatable("May"),      text::translatable("June"),
    text::translatable("July"),    text::translatable("August"),   text::translatable("September"),
    text::translatable("October"), text::translatable("November"), text::translatable("December")};
constexpr std::array months_alone{
    text::translatable("January {year}"), text::translatable("February {year}"), text::translatable("March {year}"),
    text::translatable("April {year}"),   text::translatable("May {year}"),      text::translatable("June {year}"),
    text::translatable("July {year}"),    text::translatable("August {year}"),   text::translatable("September {year}"),
    text::translatable("October {year}"), text::translatable("November {year}"), text::translatable("December {year}")};
constexpr std::array weekdays{text::translatable("Sunday"),   text::translatable("Monday"),
                              text::translatable("Tuesday"),  text::translatable("Wednesday"),
                              text::translatable("Thursday"), text::translatable("Friday"),
                              text::translatable("Saturday")};

}  // namespace

PrintWords::PrintWords(const ExportChoice& choice)
    : language_(choice.language ? *choice.language : english()), time_zone_(choice.time_zone) {}

std::string PrintWords::day(huddle::Day day) const {
    const std::chrono::year_month_day date{day};
    return fmt::format(fmt::runtime(tr("{day} {month} {year}")), fmt::arg("day", static_cast<unsigned>(date.day())),
                       fmt::arg("month", tr(months[static_cast<unsigned>(date.month()) - 1])),
                       fmt::arg("year", static_cast<int>(date.year())));
}

std::string PrintWords::weekday_and_day(huddle::Day day) const {
    return fmt::format(fmt::runtime(tr("{weekday} {date}")),
                       fmt::arg("weekday", tr(weekdays[std::chrono::weekday{day}.c_encoding()])),
                       fmt::arg("date", this->day(day)));
}

std::string PrintWords::month(huddle::Day day) const {
    const std::chrono::year_month_day date{day};
    return fmt::format(fmt::runtime(tr(months_alone[static_cast<unsigned>(date.month()) - 1])),
                       fmt::arg("year", static_cast<int>(date.year())));
}

std::string PrintWords::span(const store::Span& span, huddle::Day first, huddle::Day last) const {
    const huddle::Day from = span.from.value_or(first), to = span.to.value_or(last);
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

std::string PrintWords::start_of(const store::HuddleRecord& huddle) const {
    const calendar::LocalTime time = calendar::local_time(huddle.started, time_zone_);
    return fmt::format("{:02}:{:02}", time.hour, time.minute);
}

std::string PrintWords::promise(const huddle::Action& action) const {
    if (action.condition.empty())
        return fmt::format(fmt::runtime(tr("We will {response}")), fmt::arg("response", isolated(action.response)));
    return fmt::format(fmt::runtime(tr("If {condition}, then we will {response}")),
                       fmt::arg("condition", isolated(action.condition)),
                       fmt::arg("response", isolated(action.response)));
}

std::string PrintWords::who(const huddle::Action& action) const {
    return action.role.empty() ? tr("All of us") : tr(action.role);
}

std::string PrintWords::state(const huddle::Action& action) const { return state(action.state, action.help); }

std::string PrintWords::state(huddle::ActionState state, const std::optional<huddle::Help>& help) const {
    switch (state) {
        case huddle::ActionState::trying:
            return tr("Still trying.");
        case huddle::ActionState::let_go:
            return tr("Let go.");
        case huddle::ActionState::done:
            break;
    }
    if (!help) return tr("Done.");
    switch (*help) {
        case huddle::Help::helped:
            return tr("Done, and it helped.");
        case huddle::Help::did_not_help:
            return tr("Done, and it did not help.");
        case huddle::Help::too_early:
            return tr("Done; too early to say more.");
    }
    return {};
}

std::string PrintWords::step(const huddle::ActionStep& step) const {
    if (step.state == huddle::ActionState::trying)
        return fmt::format(fmt::runtime(tr("{day}: still trying, until {due}.")), fmt::arg("day", day(step.day)),
                           fmt::arg("due", day(step.due)));
    return fmt::format(fmt::runtime(tr("{day}: {state}")), fmt::arg("day", day(step.day)),
                       fmt::arg("state", state(step.state, step.help)));
}

std::string PrintWords::state(const huddle::Question& question, huddle::Day asked_on) const {
    switch (question.state) {
        case huddle::QuestionState::open:
            // The day of the next huddle may be the day on which it was asked.
            if (question.review_on <= (question.steps.empty() ? asked_on : question.steps.back().day))
                return tr("We look again at the next huddle.");
            return fmt::format(fmt::runtime(tr("We look again on {day}.")), fmt::arg("day", day(question.review_on)));
        case huddle::QuestionState::answered:
            return fmt::format(fmt::runtime(tr("Answer: {answer}")), fmt::arg("answer", isolated(question.answer)));
        case huddle::QuestionState::not_ours:
            return fmt::format(fmt::runtime(tr("Not ours to answer. Who might know: {role}")),
                               fmt::arg("role", isolated(tr(question.for_role))));
    }
    return {};
}

std::string PrintWords::cause(const huddle::Lesson& lesson) const {
    if (lesson.cause.empty()) return {};
    return fmt::format(fmt::runtime(tr("What made it likely: {cause}")), fmt::arg("cause", isolated(lesson.cause)));
}

std::string PrintWords::category(huddle::RoundCategory category) const {
    static constexpr std::array names{text::translatable("Wins"), text::translatable("Mistakes"),
                                      text::translatable("Lessons"), text::translatable("Hope")};
    return tr(names[huddle::index_of(category)]);
}

std::string PrintWords::isolated(const std::string& text) const {
    return right_to_left() ? "\u2068" + text + "\u2069" : text;
}

}  // namespace hearthside::exports
