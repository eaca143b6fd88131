// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace hearthside {

namespace {

std::string two_digits(long long value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::string clock_text(Milliseconds left) {
    // Time left is rounded up, so that a round of a minute starts at 1:00 and ends at 0:00. Time past the end
    // is rounded down.
    const bool over = left.count() < 0;
    const long long seconds = over ? -left.count() / 1000 : (left.count() + 999) / 1000;
    return (over ? "+" : "") + std::to_string(seconds / 60) + ":" + two_digits(seconds % 60);
}

std::string span_text(const Ui& ui, Milliseconds time) {
    const long long seconds = (time.count() + 500) / 1000;
    if (seconds < 60) return fmt::format(fmt::runtime(ui.tr("{} s")), seconds);
    const long long halves = (seconds + 15) / 30;
    return fmt::format(fmt::runtime(halves % 2 ? ui.tr("{}½ min") : ui.tr("{} min")), halves / 2);
}

std::string minutes_in_words(const Ui& ui, Milliseconds time) {
    // Whole phrases: in many languages the number changes the word that follows it.
    static constexpr std::array words{translatable("one minute"),           translatable("two minutes"),
                                      translatable("three minutes"),        translatable("four minutes"),
                                      translatable("five minutes"),         translatable("six minutes"),
                                      translatable("seven minutes"),        translatable("eight minutes"),
                                      translatable("nine minutes"),         translatable("ten minutes"),
                                      translatable("eleven minutes"),       translatable("twelve minutes"),
                                      translatable("thirteen minutes"),     translatable("fourteen minutes"),
                                      translatable("fifteen minutes"),      translatable("sixteen minutes"),
                                      translatable("seventeen minutes"),    translatable("eighteen minutes"),
                                      translatable("nineteen minutes"),     translatable("twenty minutes"),
                                      translatable("twenty-one minutes"),   translatable("twenty-two minutes"),
                                      translatable("twenty-three minutes"), translatable("twenty-four minutes"),
                                      translatable("twenty-five minutes"),  translatable("twenty-six minutes"),
                                      translatable("twenty-seven minutes"), translatable("twenty-eight minutes"),
                                      translatable("twenty-nine minutes"),  translatable("thirty minutes")};
    const auto minutes = static_cast<std::size_t>(std::max<long long>(1, (time.count() + 30'000) / 60'000));
    if (minutes <= words.size()) return ui.tr(words[minutes - 1]);
    return fmt::format(fmt::runtime(ui.tr("{} minute", "{} minutes", minutes)), minutes);
}

std::string hour_text(int hour, int minute) { return two_digits(hour) + ":" + two_digits(minute); }

namespace {

std::string date_text(const Ui& ui, const std::string& weekday, Day day) {
    // Months as written after a number: some languages use a special form for that.
    static constexpr std::array months{translatable("January"), translatable("February"), translatable("March"),
                                       translatable("April"),   translatable("May"),      translatable("June"),
                                       translatable("July"),    translatable("August"),   translatable("September"),
                                       translatable("October"), translatable("November"), translatable("December")};
    const std::chrono::year_month_day date{day};
    return fmt::format(fmt::runtime(ui.tr("{weekday} {day} {month}")), fmt::arg("weekday", weekday),
                       fmt::arg("day", static_cast<unsigned>(date.day())),
                       fmt::arg("month", ui.tr(months[static_cast<unsigned>(date.month()) - 1])));
}

}  // namespace

std::string day_text(const Ui& ui, Day day) {
    static constexpr std::array days{translatable("Sunday"),    translatable("Monday"),   translatable("Tuesday"),
                                     translatable("Wednesday"), translatable("Thursday"), translatable("Friday"),
                                     translatable("Saturday")};
    return date_text(ui, ui.tr(days[std::chrono::weekday{day}.c_encoding()]), day);
}

std::string short_day_text(const Ui& ui, Day day) {
    static constexpr std::array days{translatable("Sun"), translatable("Mon"), translatable("Tue"), translatable("Wed"),
                                     translatable("Thu"), translatable("Fri"), translatable("Sat")};
    return date_text(ui, ui.tr(days[std::chrono::weekday{day}.c_encoding()]), day);
}

namespace {

std::string month_text(const Ui& ui, Day day) {
    static constexpr std::array months{
        translatable("January {year}"), translatable("February {year}"), translatable("March {year}"),
        translatable("April {year}"),   translatable("May {year}"),      translatable("June {year}"),
        translatable("July {year}"),    translatable("August {year}"),   translatable("September {year}"),
        translatable("October {year}"), translatable("November {year}"), translatable("December {year}")};
    const std::chrono::year_month_day date{day};
    return fmt::format(fmt::runtime(ui.tr(months[static_cast<unsigned>(date.month()) - 1])),
                       fmt::arg("year", static_cast<int>(date.year())));
}

std::string day_of_year_text(const Ui& ui, Day day) {
    const auto year = [](Day of) { return std::chrono::year_month_day{of}.year(); };
    if (year(day) == year(ui.environment.today)) return short_day_text(ui, day);
    return fmt::format("{} {}", short_day_text(ui, day), static_cast<int>(year(day)));
}

bool begins_month(Day day) { return std::chrono::year_month_day{day}.day() == std::chrono::day{1}; }

std::string exported_between(const Ui& ui, Day first, Day last) {
    const bool months = begins_month(first) && begins_month(last + std::chrono::days{1});
    const auto text = [&](Day day) { return months ? month_text(ui, day) : day_of_year_text(ui, day); };
    if (text(first) == text(last))
        return fmt::format(fmt::runtime(ui.tr("The record of {span} was exported.")), fmt::arg("span", text(first)));
    return fmt::format(fmt::runtime(ui.tr("The record from {from} to {to} was exported.")),
                       fmt::arg("from", text(first)), fmt::arg("to", text(last)));
}

}  // namespace

std::string exported_text(const Ui& ui, const ExportedDays& days) {
    if (days.from && days.to) return exported_between(ui, *days.from, *days.to);
    if (days.from)
        return fmt::format(fmt::runtime(ui.tr("The record since {day} was exported.")),
                           fmt::arg("day", day_of_year_text(ui, *days.from)));
    if (days.to)
        return fmt::format(fmt::runtime(ui.tr("The record until {day} was exported.")),
                           fmt::arg("day", day_of_year_text(ui, *days.to)));
    return ui.tr("The whole record was exported.");
}

std::string near_day_text(const Ui& ui, Day day, Day today) {
    const auto apart = (day - today).count();
    if (apart == 0) return ui.tr("today");
    if (apart == 1) return ui.tr("tomorrow");
    if (apart == -1) return ui.tr("yesterday");
    return short_day_text(ui, day);
}

std::string next_huddle_text(const Ui& ui) {
    if (!ui.environment.next_day)
        return fmt::format(fmt::runtime(ui.tr("Next huddle at {}")), ui.environment.next_time);
    return fmt::format(fmt::runtime(ui.tr("Next huddle {day} at {time}")),
                       fmt::arg("day", near_day_text(ui, *ui.environment.next_day, ui.environment.today)),
                       fmt::arg("time", ui.environment.next_time));
}

std::string until_day_text(const Ui& ui, Day day, Day today) {
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

std::string promise_text(const Ui& ui, const Action& action) {
    return promise_text(ui, action.condition, action.response);
}

std::string band_text(const Ui& ui, Band band) {
    switch (band) {
        case Band::none_yet:
            return ui.tr("none yet");
        case Band::a_few:
            return ui.tr("a few");
        case Band::five_or_more:
            return ui.tr("five or more");
    }
    return {};
}

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
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

}  // namespace hearthside
