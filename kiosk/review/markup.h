// SPDX-License-Identifier: Apache-2.0
// Small pieces of the reviewer's pages: words, days, lengths of time, icons, tables, and the links between
// the pages of a list. All of them escape what people wrote.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/state.h"
#include "core/huddle/types.h"
#include "core/text/language.h"
#include "kiosk/web/fields.h"
#include "kiosk/web/html.h"

namespace hearthside::review {

// Markup of an escaped text.
std::string e(std::string_view text);

std::string day_words(huddle::Day day);                                   // Tue 14 Oct 2025
std::string length_words(huddle::Milliseconds length);                    // 10:42
std::string month_word(huddle::Day day, const text::Language& language);  // Oct

std::string icon(const char* path);
std::string icon_of(huddle::RoundCategory category);
inline constexpr const char* search_icon = "M10.6 4A6.6 6.6 0 1 1 10.6 17.2A6.6 6.6 0 1 1 10.6 4ZM15.6 15.6L20.4 20.4";
inline constexpr const char* download_icon = "M12 3.6V15M7.4 10.6L12 15.2L16.6 10.6M4.6 20.2H19.4";
inline constexpr const char* lock_icon = "M6.4 10.8H17.6V20H6.4ZM8.6 10.8V7.6A3.4 3.4 0 0 1 15.4 7.6V10.8";
inline constexpr const char* loop_icon = "M19.6 12A7.6 7.6 0 1 1 17 6.3M17.6 2.8V6.9H13.5";
inline constexpr const char* leaf_icon =
    "M5 19.4C4 11 9.6 5 19.6 4.8C20 14.4 14.6 19.4 7.4 17.6M4.4 21C6.4 16 9.6 12.4 13.8 10";
inline constexpr const char* question_icon = "M8.4 9A3.7 3.7 0 1 1 13.6 12.4C12.4 13 12 13.6 12 15M12 18.6V18.7";

// An action's state as an icon and a word.
std::string state_chip(huddle::ActionState state, const text::Language& language);
std::string word_of(huddle::ActionState state, const text::Language& language);
std::string link_to_huddle(huddle::HuddleId id);

// <option> elements; the chosen one is marked.
struct Option {
    std::string value, words;
};
std::string options(const std::vector<Option>& all, std::string_view chosen);

// "26 to 50 of 312", with links to the pages before and after. Empty when one page holds all.
struct ListPlace {
    std::int64_t first = 1, last = 0, total = 0;
    int page = 1;
    bool more = false;
};
std::string paging(const ListPlace& place, std::string_view path, web::Fields fields, const text::Language& language);

// A folded table of numbers below a chart, for readers who cannot or do not want to look at the chart.
struct NumbersTable {
    std::string caption;
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;  // the first value of each row is its head
};
std::string numbers(const NumbersTable& table, const text::Language& language);

}  // namespace hearthside::review
