// SPDX-License-Identifier: Apache-2.0
// Choosing a day: chips for the near days, and a month to tap a date on. The caller remembers whether it is
// open and what the day is for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/screens/frame/chip_rows.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::frame {

// The last day that can be chosen, counted from today.
inline constexpr std::chrono::days day_picker_reach{730};

std::string month_text(const ui::Ui& ui, std::chrono::year_month month);  // October 2025

struct DayPicker {
    bool open = false;
    std::chrono::year_month month{};  // the shown month
};
void open_day_picker(DayPicker& picker, huddle::Day shown);

struct DayAnswer {
    std::optional<huddle::Day> chosen;
    bool closed = false;  // by its own button, named "close-days"
};
// A month over everything drawn so far, which must be inert. Days before today, and days out of reach, cannot
// be tapped. Targets are named "day-2026-11-23".
DayAnswer draw_day_picker(ui::Ui& ui, DayPicker& picker, const std::string& title, std::optional<huddle::Day> on);

// Today, this week, this month, a date: named `prefix`-today, -week, -month and -date. `on` is ticked. When
// it is none of the near days, the last chip shows it.
std::vector<RowChip> day_chips(const ui::Ui& ui, std::string_view prefix, std::optional<huddle::Day> on);
// The day of a near chip; none for the last one, which opens the month.
std::optional<huddle::Day> day_of_chip(const ui::Ui& ui, std::size_t chip);

// The choices for asking a question again, from the next huddle to a month.
std::vector<std::string> review_words(const ui::Ui& ui);
huddle::Day review_day(const ui::Ui& ui, std::size_t choice);

}  // namespace hearthside::screens::frame
