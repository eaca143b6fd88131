#include "kiosk/ui/words.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace hearthside {

namespace {

std::string two_digits(long long value) { return (value < 10 ? "0" : "") + std::to_string(value); }

}  // namespace

std::string clock_text(Milliseconds left) {
    // Time left is rounded up, so that a round of a minute starts at 1:00 and ends at 0:00; time
    // past is rounded down.
    const bool over = left.count() < 0;
    const long long seconds = over ? -left.count() / 1000 : (left.count() + 999) / 1000;
    return (over ? "+" : "") + std::to_string(seconds / 60) + ":" + two_digits(seconds % 60);
}

std::string span_text(const Ui& ui, Milliseconds time) {
    const long long seconds = (time.count() + 500) / 1000;
    if (seconds < 60) return std::to_string(seconds) + " " + ui.tr("s");
    const long long halves = (seconds + 15) / 30;
    return std::to_string(halves / 2) + (halves % 2 ? "½ " : " ") + ui.tr("min");
}

std::string minutes_in_words(const Ui& ui, Milliseconds time) {
    static constexpr std::array<std::string_view, 31> words{"",
                                                            "one",
                                                            "two",
                                                            "three",
                                                            "four",
                                                            "five",
                                                            "six",
                                                            "seven",
                                                            "eight",
                                                            "nine",
                                                            "ten",
                                                            "eleven",
                                                            "twelve",
                                                            "thirteen",
                                                            "fourteen",
                                                            "fifteen",
                                                            "sixteen",
                                                            "seventeen",
                                                            "eighteen",
                                                            "nineteen",
                                                            "twenty",
                                                            "twenty-one",
                                                            "twenty-two",
                                                            "twenty-three",
                                                            "twenty-four",
                                                            "twenty-five",
                                                            "twenty-six",
                                                            "twenty-seven",
                                                            "twenty-eight",
                                                            "twenty-nine",
                                                            "thirty"};
    const auto minutes = static_cast<std::size_t>(std::max<long long>(1, (time.count() + 30'000) / 60'000));
    const std::string number = minutes < words.size() ? ui.tr(words[minutes]) : std::to_string(minutes);
    return number + " " + ui.tr(minutes == 1 ? "minute" : "minutes");
}

std::string hour_text(int hour, int minute) { return two_digits(hour) + ":" + two_digits(minute); }

std::string day_text(const Ui& ui, Day day) {
    static constexpr std::array<std::string_view, 7> days{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                          "Thursday", "Friday", "Saturday"};
    static constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                             "May",       "June",     "July",     "August",
                                                             "September", "October",  "November", "December"};
    const std::chrono::year_month_day date{day};
    return ui.tr(days[std::chrono::weekday{day}.c_encoding()]) + " " +
           std::to_string(static_cast<unsigned>(date.day())) + " " +
           ui.tr(months[static_cast<unsigned>(date.month()) - 1]);
}

std::string short_day_text(const Ui& ui, Day day) {
    static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const std::string full = day_text(ui, day);
    return ui.tr(days[std::chrono::weekday{day}.c_encoding()]) + full.substr(full.find(' '));
}

std::string near_day_text(const Ui& ui, Day day, Day today) {
    const auto apart = (day - today).count();
    if (apart == 0) return ui.tr("today");
    if (apart == 1) return ui.tr("tomorrow");
    if (apart == -1) return ui.tr("yesterday");
    return short_day_text(ui, day);
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
        const bool in_word = (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
                             (letter >= 'A' && letter <= 'Z');
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
