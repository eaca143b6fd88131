// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace hearthside::ui {

namespace {

std::string two_digits(long long value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::string clock_text(huddle::Milliseconds left) {
    // Time left is rounded up, so that a round of a minute starts at 1:00 and ends at 0:00. Time past the end
    // is rounded down.
    const bool over = left.count() < 0;
    const long long seconds = over ? -left.count() / 1000 : (left.count() + 999) / 1000;
    return (over ? "+" : "") + std::to_string(seconds / 60) + ":" + two_digits(seconds % 60);
}

std::string span_text(const Ui& ui, huddle::Milliseconds time) {
    const long long seconds = (time.count() + 500) / 1000;
    if (seconds < 60) return fmt::format(fmt::runtime(ui.tr("{} s")), seconds);
    const long long halves = (seconds + 15) / 30;
    return fmt::format(fmt::runtime(halves % 2 ? ui.tr("{}½ min") : ui.tr("{} min")), halves / 2);
}

std::string minutes_in_words(const Ui& ui, huddle::Milliseconds time) {
    // Whole phrases: in many languages the number changes the word that follows it.
    static constexpr std::array words{
        text::translatable("one minute"),           text::translatable("two minutes"),
        text::translatable("three minutes"),        text::translatable("four minutes"),
        text::translatable("five minutes"),         text::translatable("six minutes"),
        text::translatable("seven minutes"),        text::translatable("eight minutes"),
        text::translatable("nine minutes"),         text::translatable("ten minutes"),
        text::translatable("eleven minutes"),       text::translatable("twelve minutes"),
        text::translatable("thirteen minutes"),     text::translatable("fourteen minutes"),
        text::translatable("fifteen minutes"),      text::translatable("sixteen minutes"),
        text::translatable("seventeen minutes"),    text::translatable("eighteen minutes"),
        text::translatable("nineteen minutes"),     text::translatable("twenty minutes"),
        text::translatable("twenty-one minutes"),   text::translatable("twenty-two minutes"),
        text::translatable("twenty-three minutes"), text::translatable("twenty-four minutes"),
        text::translatable("twenty-five minutes"),  text::translatable("twenty-six minutes"),
        text::translatable("twenty-seven minutes"), text::translatable("twenty-eight minutes"),
        text::translatable("twenty-nine minutes"),  text::translatable("thirty minutes")};
    const auto minutes = static_cast<std::size_t>(std::max<long long>(1, (time.count() + 30'000) / 60'000));
    if (minutes <= words.size()) return ui.tr(words[minutes - 1]);
    return fmt::format(fmt::runtime(ui.tr("{} minute", "{} minutes", minutes)), minutes);
}

std::string hour_text(int hour, int minute) { return two_digits(hour) + ":" + two_digits(minute); }

namespace {

std::string date_text(const Ui& ui, const std::string& weekday, huddle::Day day) {
    // Months as written after a number: some languages use a special form for that.
    static constexpr std::array months{
        text::translatable("January"), text::translatable("February"), text::translatable("March"),
        text::translatable("April"),   text::translatable("May"),      text::translatable("June"),
        text::translatable("July"),    text::translatable("August"),   text::translatable("September"),
        text::translatable("October"), text::translatable("November"), text::translatable("December")};
    const std::chrono::year_month_day date{day};
    return fmt::format(fmt::runtime(ui.tr("{weekday} {day} {month}")), fmt::arg("weekday", weekday),
                       fmt::arg("day", static_cast<unsigned>(date.day())),
                       fmt::arg("month", ui.tr(months[static_cast<unsigned>(date.month()) - 1])));
}

}  // namespace

std::string day_text(const Ui& ui, huddle::Day day) {
    static constexpr std::array days{text::translatable("Sunday"),   text::translatable("Monday"),
                                     text::translatable("Tuesday"),  text::translatable("Wednesday"),
                                     text::translatable("Thursday"), text::translatable("Friday"),
                                     text::translatable("Saturday")};
    return date_text(ui, ui.tr(days[std::chrono::weekday{day}.c_encoding()]), day);
}

std::string short_day_text(const Ui& ui, huddle::Day day) {
    static constexpr std::array days{text::translatable("Sun"), text::translatable("Mon"), text::translatable("Tue"),
                                     text::translatable("Wed"), text::translatable("Thu"), text::translatable("Fri"),
                                     text::translatable("Sat")};
    return date_text(ui, ui.tr(days[std::chrono::weekday{day}.c_encoding()]), day);
}

namespace {

std::string month_text(const Ui& ui, huddle::Day day) {
    static constexpr std::array months{text::translatable("January {year}"),   text::translatable("February {year}"),
                                       text::translatable("March {year}"),     text::translatable("April {year}"),
                                       text::translatable("May {year}"),       text::translatable("June {year}"),
                                       text::translatable("July {year}"),      text::translatable("August {year}"),
                                       text::translatable("September {year}"), text::translatable("October {year}"),
                                       text::translatable("November {year}"),  text::translatable("December {year}")};
    const std::chrono::year_month_day date{day};
    return fmt::format(fmt::runtime(ui.tr(months[static_cast<unsigned>(date.month()) - 1])),
                       fmt::arg("year", static_cast<int>(date.year())));
}

std::string day_of_year_text(const Ui& ui, huddle::Day day) {
    const auto year = [](huddle::Day of) { return std::chrono::year_month_day{of}.year(); };
    if (year(day) == year(ui.environment.today)) return short_day_text(ui, day);
    return fmt::format("{} {}", short_day_text(ui, day), static_cast<int>(year(day)));
}

bool begins_month(huddle::Day day) { return std::chrono::year_month_day{day}.day() == std::chrono::day{1}; }

std::string exported_between(const Ui& ui, huddle::Day first, huddle::Day last) {
    const bool months = begins_month(first) && begins_month(last + std::chrono::days{1});
    const auto text = [&](huddle::Day day) { return months ? month_text(ui, day) : day_of_year_text(ui, day); };
    if (text(first) == text(last))
        return fmt::format(fmt::runtime(ui.tr("The record of {span} was exported.")), fmt::arg("span", text(first)));
    return fmt::format(fmt::runtime(ui.tr("The record from {from} to {to} was exported.")),
                       fmt::arg("from", text(first)), fmt::arg("to", text(last)));
}

}  // namespace

std::string exported_text(const Ui& ui, const exports::ExportedDays& days) {
    if (days.from && days.to) return exported_between(ui, *days.from, *days.to);
    if (days.from)
        return fmt::format(fmt::runtime(ui.tr("The record since {day} was exported.")),
                           fmt::arg("day", day_of_year_text(ui, *days.from)));
    if (days.to)
        return fmt::format(fmt::runtime(ui.tr("The record until {day} was exported.")),
                           fmt::arg("day", day_of_year_text(ui, *days.to)));
    return ui.tr("The whole record was exported.");
}

std::string near_day_text(const Ui& ui, huddle::Day day, huddle::Day today) {
    const auto apart = (day - today).count();
    if (apart == 0) return ui.tr("today");
    if (apart == 1) return ui.tr("tomorrow");
    if (apart == -1) return ui.tr("yesterday");
    return short_day_text(ui, day);
}

namespace {

// One of two patterns: for a time today, and for one on another day.
std::string at_next_huddle(const Ui& ui, const std::string& today, const std::string& other_day) {
    const huddle::Day day = ui.environment.next_day.value_or(ui.environment.today);
    if (day == ui.environment.today) return fmt::format(fmt::runtime(today), ui.environment.next_time);
    return fmt::format(fmt::runtime(other_day), fmt::arg("day", near_day_text(ui, day, ui.environment.today)),
                       fmt::arg("time", ui.environment.next_time));
}

}  // namespace

std::string next_huddle_text(const Ui& ui) {
    return at_next_huddle(ui, ui.tr("Next huddle at {}"), ui.tr("Next huddle at {time}, {day}"));
}

std::string next_huddle_time_text(const Ui& ui) {
    return at_next_huddle(ui, ui.tr("at {}"), ui.tr("at {time}, {day}"));
}

std::string until_day_text(const Ui& ui, huddle::Day day, huddle::Day today) {
    const auto apart = (day - today).count();
    if (apart == 0) return ui.tr("until today");
    if (apart == 1) return ui.tr("until tomorrow");
    if (apart == -1) return ui.tr("until yesterday");
    return fmt::format(fmt::runtime(ui.tr("until {}")), short_day_text(ui, day));
}

std::string isolated(const Ui& ui, const std::string& text) {
    return ui.environment.right_to_left() ? "\u2068" + text + "\u2069" : text;
}

std::string promise_text(const Ui& ui, const std::string& condition, const std::string& response) {
    if (condition.empty())
        return fmt::format(fmt::runtime(ui.tr("We will {response}")), fmt::arg("response", isolated(ui, response)));
    return fmt::format(fmt::runtime(ui.tr("If {condition}, then we will {response}")),
                       fmt::arg("condition", isolated(ui, condition)), fmt::arg("response", isolated(ui, response)));
}

std::string promise_text(const Ui& ui, const huddle::Action& action) {
    return promise_text(ui, action.condition, action.response);
}

std::string band_text(const Ui& ui, huddle::Band band) {
    switch (band) {
        case huddle::Band::none_yet:
            return ui.tr("none yet");
        case huddle::Band::a_few:
            return ui.tr("a few");
        case huddle::Band::five_or_more:
            return ui.tr("five or more");
    }
    return {};
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

std::string with_last_emoji_kept(std::string text) {
    const std::size_t space = text.rfind(' ');
    if (space == std::string::npos || space + 3 >= text.size()) return text;
    // Emoji begin with a byte of F0, or with E2 as the older signs do.
    const auto first = static_cast<unsigned char>(text[space + 1]);
    if (first == 0xF0 || first == 0xE2) text.replace(space, 1, "\u00A0");
    return text;
}

std::string breakable_address(std::string_view address) {
    constexpr std::string_view may_break = "\u200B";
    constexpr int together = 8;
    std::string out;
    int since = 0;
    for (const char letter : address) {
        const bool in_word =
            (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
        if (in_word && since == together) {
            out += may_break;
            since = 0;
        }
        out += letter;
        since = in_word ? since + 1 : 0;
        if (letter == '/') out += may_break;
    }
    return out;
}

}  // namespace hearthside::ui
