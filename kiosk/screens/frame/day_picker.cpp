// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/day_picker.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::frame {

std::string month_text(const ui::Ui& ui, std::chrono::year_month month) {
    // Whole phrases: in many languages a month has one form alone and another after a day.
    static constexpr std::array words{text::translatable("January {year}"),   text::translatable("February {year}"),
                                      text::translatable("March {year}"),     text::translatable("April {year}"),
                                      text::translatable("May {year}"),       text::translatable("June {year}"),
                                      text::translatable("July {year}"),      text::translatable("August {year}"),
                                      text::translatable("September {year}"), text::translatable("October {year}"),
                                      text::translatable("November {year}"),  text::translatable("December {year}")};
    return fmt::format(fmt::runtime(ui.tr(words[static_cast<unsigned>(month.month()) - 1])),
                       fmt::arg("year", static_cast<int>(month.year())));
}

namespace {

using std::chrono::days;
using std::chrono::months;

constexpr int rows_of_a_month = 6;

struct Grid {
    huddle::Day first;  // the Monday in the first row
    int rows = rows_of_a_month;
};

Grid grid_of(std::chrono::year_month month) {
    const huddle::Day first{month / 1}, last{month / std::chrono::last};
    const auto monday = [](huddle::Day day) { return day - days{(std::chrono::weekday{day}.iso_encoding() + 6) % 7}; };
    const huddle::Day from = monday(first);
    return {from, static_cast<int>((monday(last) - from).count() / 7) + 1};
}

bool draw_day(ui::Ui& ui, const ui::Rect& rect, huddle::Day day, bool may, bool today, bool on) {
    const auto& theme = ui.theme;
    const ui::RoundColours& green = theme.round(huddle::RoundCategory::lessons);
    const ui::Touch finger = ui::touch(ui, "day-" + huddle::to_text(day), rect, may);
    text::Colour ground = on ? green.ink : theme.colours.paper;
    if (finger.pressed) ground = ui::darker(ground);
    const float radius = theme.radius.key;
    if (on || finger.pressed) ui::fill(ui, rect, ground, radius);
    if (today && !on) ui::outline(ui, rect, green.ink, radius, theme.line.control);
    text::TextStyle style = theme.text("button", on ? green.on_ink : may ? theme.colours.ink : theme.colours.line);
    style.tabular = true;
    style.size_px /= theme.text_size;  // a finger's size fixes the grid
    ui::label(ui, rect, std::to_string(static_cast<unsigned>(std::chrono::year_month_day{day}.day())), style,
              {.align = text::TextAlign::centre});
    return finger.tapped;
}

}  // namespace

void open_day_picker(DayPicker& picker, huddle::Day shown) {
    const std::chrono::year_month_day day{shown};
    picker = {true, day.year() / day.month()};
}

DayAnswer draw_day_picker(ui::Ui& ui, DayPicker& picker, const std::string& title, std::optional<huddle::Day> on) {
    const auto& theme = ui.theme;
    const ui::Rect screen = ui::screen_of(ui);
    ui::fill(ui, ui::glass_of(ui), theme.colours.scrim, 0, theme.night ? 0.72f : 0.55f);

    const float floor = std::ceil(theme.touch.floor), gap = std::max(theme.space.s, theme.touch.gap_row);
    // A smaller margin is better than a smaller target.
    const bool compact = theme.shape == ui::ScreenShape::compact;
    const float pad = compact ? theme.space.m : theme.space.xl, between = std::min(gap, theme.space.xs);
    const text::TextStyle small = [&] {
        text::TextStyle style = theme.text("label", theme.colours.ink_soft);
        style.size_px /= theme.text_size;
        return style;
    }();
    const float head = std::max(floor, ui::line_height(theme.text("title"))), names = ui::line_height(small);
    const float spare = screen.h - 2 * theme.space.s - 2 * pad - head - names - theme.space.s;
    const float row = std::clamp(spare / rows_of_a_month - between, floor, theme.px(0.085));
    const float column = std::clamp((screen.w - 2 * theme.margin.x - 2 * pad) / 7 - between, floor, theme.px(0.13));
    const float width = 2 * pad + 7 * column + 6 * between;
    const float height =
        2 * pad + head + theme.space.s + names + rows_of_a_month * row + (rows_of_a_month - 1) * between;
    const ui::Rect box{std::round((screen.w - width) / 2), std::round(std::max(0.0f, (screen.h - height) / 2)), width,
                       height};
    ui::fill(ui, box, theme.colours.paper, theme.radius.panel);

    DayAnswer answer;
    const ui::Rect room = ui::inset(box, pad);
    // Close, the month, and the buttons for the months before and after.
    const huddle::Day today = ui.environment.today, last = today + day_picker_reach;
    const std::chrono::year_month_day now{today}, end{last};
    const auto arrow = [&](std::string_view name, std::string_view icon_name, float x, bool may) {
        return ui::button(ui, name, {x, room.y, floor, floor}, {},
                          {.kind = ui::ButtonKind::quiet,
                           .icon = std::string(icon_name),
                           .enabled = may,
                           .second = name == "close-days" ? ui::SecondTap::mistake : ui::SecondTap::counts});
    };
    answer.closed = arrow("close-days", "close", room.x, true);
    if (arrow("month-before", "back", room.right() - 2 * floor - gap, picker.month > now.year() / now.month()))
        picker.month -= months{1};
    if (arrow("month-after", "next", room.right() - floor, picker.month < end.year() / end.month()))
        picker.month += months{1};
    const ui::Rect words{room.x + floor + gap, room.y, room.w - 3 * floor - 3 * gap, floor};
    const text::TextStyle line = theme.text("small", theme.colours.ink_soft), month = theme.text("button");
    const float first = ui::line_height(line), second = ui::line_height(month);
    const float top = words.y + (words.h - first - second) / 2;
    ui::label(ui, {words.x, top, words.w, first}, title, line);
    ui::label(ui, {words.x, top + first, words.w, second}, month_text(ui, picker.month), month);

    const std::array<std::string, 7> weekdays{ui.tr("Mon"), ui.tr("Tue"), ui.tr("Wed"), ui.tr("Thu"),
                                              ui.tr("Fri"), ui.tr("Sat"), ui.tr("Sun")};
    float y = room.y + head + theme.space.s;
    for (int day = 0; day < 7; ++day)
        ui::label(ui, {room.x + static_cast<float>(day) * (column + between), y, column, names},
                  weekdays[static_cast<std::size_t>(day)], small, {.align = text::TextAlign::centre});
    y += names;
    const Grid grid = grid_of(picker.month);
    for (int index = 0; index < grid.rows * 7; ++index) {
        const huddle::Day day = grid.first + days{index};
        const std::chrono::year_month_day date{day};
        if (date.year() / date.month() != picker.month) continue;
        const ui::Rect rect{room.x + static_cast<float>(index % 7) * (column + between),
                            y + static_cast<float>(index / 7) * (row + between), column, row};
        if (draw_day(ui, rect, day, day >= today && day <= last, day == today, day == on)) answer.chosen = day;
    }
    if (answer.chosen || answer.closed) {
        picker.open = false;
        ui.wake_at(ui.now);
    }
    return answer;
}

std::optional<huddle::Day> day_of_chip(const ui::Ui& ui, std::size_t chip) {
    const huddle::Day today = ui.environment.today;
    switch (chip) {
        case 0:
            return today;
        case 1:
            return today + days{7};
        case 2:
            return today + days{30};
        default:
            return std::nullopt;
    }
}

std::vector<RowChip> day_chips(const ui::Ui& ui, std::string_view prefix, std::optional<huddle::Day> on) {
    const std::string name = std::string(prefix) + "-";
    std::vector<RowChip> chips{{name + "today", ui.tr("Today")},
                               {name + "week", ui.tr("This week")},
                               {name + "month", ui.tr("This month")},
                               {name + "date", ui.tr("A date")}};
    chips.back().icon = "calendar";
    bool near = false;
    for (std::size_t chip = 0; chip + 1 < chips.size(); ++chip) {
        chips[chip].on = on && day_of_chip(ui, chip) == on;
        near = near || chips[chip].on;
    }
    if (on && !near) {
        chips.back().on = true;
        chips.back().text = ui::short_day_text(ui, *on);
    }
    return chips;
}

std::vector<std::string> review_words(const ui::Ui& ui) {
    return {ui.tr("Next huddle"), ui.tr("In a week"), ui.tr("In a month")};
}

huddle::Day review_day(const ui::Ui& ui, std::size_t choice) {
    const huddle::Day today = ui.environment.today;
    // The next huddle is never before today.
    return choice == 0 ? ui.environment.next_day.value_or(today) : choice == 1 ? today + days{7} : today + days{30};
}

}  // namespace hearthside::screens::frame
