// SPDX-License-Identifier: Apache-2.0
#include "kiosk/services/file_name.h"

#include <fmt/format.h>
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <memory>

namespace hearthside::services {

namespace {

constexpr std::size_t slug_at_most = 40;

std::string in_latin(std::string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> plain(icu::Transliterator::createInstance(
        "Any-Latin; NFD; [:Nonspacing Mark:] Remove; Latin-ASCII; Lower", UTRANS_FORWARD, error));
    icu::UnicodeString letters = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
    if (plain && U_SUCCESS(error)) plain->transliterate(letters);
    std::string out;
    letters.toUTF8String(out);
    return out;
}

bool is_first_of_month(huddle::Day day) { return std::chrono::year_month_day(day).day() == std::chrono::day(1); }
bool is_last_of_month(huddle::Day day) { return is_first_of_month(day + std::chrono::days(1)); }

std::string time_of(const store::Span& span) {
    if (!span.from && !span.to) return "all";
    const std::string from = span.from ? huddle::to_text(*span.from) : std::string{},
                      to = span.to ? huddle::to_text(*span.to) : std::string{};
    if (from.empty()) return "until-" + to;
    if (to.empty()) return "from-" + from;
    if (from == to) return from;
    const std::string first = from.substr(0, 7), last = to.substr(0, 7);
    if (!is_first_of_month(*span.from) || !is_last_of_month(*span.to)) return from + "-to-" + to;
    return first == last ? first : first + "-to-" + last;
}

// ".csv", and "-poster-a3.pdf" of what comes in sizes.
std::string ending_of(const ui::TakeAwayChoice& choice) {
    const exports::ExportFormatDetails& details = exports::details_of(choice.format());
    if (!details.has_sizes) return fmt::format(".{}", details.extension);
    return fmt::format("-{}-{}.{}", details.name, exports::to_text(choice.form.paper), details.extension);
}

}  // namespace

std::string ascii_slug(std::string_view text) {
    std::string slug;
    for (const char letter : in_latin(text)) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (letter == '\'') continue;
        if (plain)
            slug += letter;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
        if (slug.size() == slug_at_most) break;
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
    return slug.empty() ? "team" : slug;
}

std::string export_file_name(std::string_view team, const ui::TakeAwayChoice& choice, std::string_view begun) {
    std::string name = "hearthside-" + ascii_slug(team) + "-" + time_of(choice.span);
    if (!begun.empty()) name += "-" + std::string(begun);
    // A person who passes the file on should see what it holds.
    if (choice.notes) name += "-with-notes";
    return name + ending_of(choice);
}

}  // namespace hearthside::services
