// SPDX-License-Identifier: Apache-2.0
#include "kiosk/review/markup.h"

#include <fmt/format.h>

#include "core/calendar/calendar.h"
#include "kiosk/web/looks.h"

namespace hearthside::review {

std::string e(std::string_view text) { return web::escaped(text).markup; }

std::string day_words(huddle::Day day) {
    const std::chrono::year_month_day date(day);
    const std::string words = calendar::short_date(day);
    // The first three letters of the month keep a column of days narrow.
    return fmt::format("{} {}", words.substr(0, words.rfind(' ') + 4), static_cast<int>(date.year()));
}

std::string length_words(huddle::Milliseconds length) {
    const long long seconds = std::chrono::round<huddle::Seconds>(length).count();
    return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

std::string month_word(huddle::Day day, const text::Language& language) {
    static constexpr const char* words[] = {
        text::translatable("Jan"), text::translatable("Feb"), text::translatable("Mar"), text::translatable("Apr"),
        text::translatable("May"), text::translatable("Jun"), text::translatable("Jul"), text::translatable("Aug"),
        text::translatable("Sep"), text::translatable("Oct"), text::translatable("Nov"), text::translatable("Dec")};
    return language.text(words[static_cast<unsigned>(std::chrono::year_month_day(day).month()) - 1]);
}

std::string icon(const char* path) { return web::icon_svg(path).markup; }

std::string icon_of(huddle::RoundCategory category) { return icon(web::look_of(web::kind_of(category)).icon); }

std::string word_of(huddle::ActionState state, const text::Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    switch (state) {
        case huddle::ActionState::done:
            return tr("Done");
        case huddle::ActionState::trying:
            return tr("Still trying");
        case huddle::ActionState::let_go:
            return tr("Let it go");
    }
    return "";
}

std::string state_chip(huddle::ActionState state, const text::Language& language) {
    const char* path = state == huddle::ActionState::done     ? web::check_icon
                       : state == huddle::ActionState::trying ? loop_icon
                                                              : leaf_icon;
    return fmt::format(R"(<span class="state {}">{}{}</span>)", huddle::to_text(state), icon(path),
                       e(word_of(state, language)));
}

std::string link_to_huddle(huddle::HuddleId id) { return "/review/huddle/" + huddle::to_hex(id.value); }

std::string options(const std::vector<Option>& all, std::string_view chosen) {
    std::string result;
    for (const Option& option : all) {
        result += fmt::format(R"(<option value="{}"{}>{}</option>)", e(option.value),
                              option.value == chosen ? " selected" : "", e(option.words));
    }
    return result;
}

std::string paging(const ListPlace& place, std::string_view path, web::Fields fields, const text::Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    if (place.page <= 1 && !place.more) return "";
    const auto link = [&](int page, const std::string& words, const char* rel) {
        fields["page"] = page > 1 ? std::to_string(page) : "";
        return fmt::format(R"(<a class="button" rel="{}" href="{}">{}</a>)", rel, e(web::link_with(path, fields)),
                           e(words));
    };
    const std::string where =
        fmt::format(fmt::runtime(tr("{first} to {last} of {total}")), fmt::arg("first", place.first),
                    fmt::arg("last", place.last), fmt::arg("total", place.total));
    return fmt::format(R"(<nav class="paging" aria-label="{}">{}<span>{}</span>{}</nav>)", e(tr("Pages")),
                       place.page > 1 ? link(place.page - 1, tr("Newer"), "prev") : "", e(where),
                       place.more ? link(place.page + 1, tr("Older"), "next") : "");
}

std::string numbers(const NumbersTable& table, const text::Language& language) {
    const auto tr = [&](std::string_view english) { return language.text(english); };
    std::string heads, rows;
    for (const std::string& head : table.heads) heads += fmt::format(R"(<th scope="col">{}</th>)", e(head));
    for (const auto& row : table.rows) {
        rows += "<tr>";
        for (std::size_t at = 0; at < row.size(); ++at) {
            rows += at == 0 ? fmt::format(R"(<th scope="row">{}</th>)", e(row[at]))
                            : fmt::format("<td>{}</td>", e(row[at]));
        }
        rows += "</tr>\n";
    }
    return fmt::format(
        R"(<details class="numbers"><summary>{}</summary><div class="scroll" tabindex="0" role="region" aria-label="{}"><table>)"
        R"(<caption class="unseen">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div></details>)",
        e(tr("Show as a table")), e(table.caption), e(table.caption), heads, rows);
}

}  // namespace hearthside::review
