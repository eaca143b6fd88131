// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/home/home.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/home/hero.h"
#include "kiosk/screens/home/invitation.h"
#include "kiosk/screens/home/loop.h"
#include "kiosk/screens/home/tools.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::home {

namespace {

constexpr float greeting_least = 0.6f;  // of its size

std::string greeting(ui::Ui& ui, const text::TextStyle& style, float room) {
    const int hour = ui.environment.hour;
    // In the small hours there is no fitting greeting by time of day.
    const std::string pattern = hour < 5    ? ui.tr("Hello, {}.")
                                : hour < 12 ? ui.tr("Good morning, {}.")
                                : hour < 18 ? ui.tr("Good afternoon, {}.")
                                            : ui.tr("Good evening, {}.");
    const std::string named = fmt::format(fmt::runtime(pattern), ui::isolated(ui, ui.environment.team));
    if (ui.environment.team_is_named && ui::text_width(ui, named, style) * greeting_least <= room) return named;
    // A very long name is at the top of the screen anyway.
    return hour < 5    ? ui.tr("Hello.")
           : hour < 12 ? ui.tr("Good morning.")
           : hour < 18 ? ui.tr("Good afternoon.")
                       : ui.tr("Good evening.");
}

std::string welcome(const ui::Ui& ui, const huddle::Board& board, const HomeView& view) {
    const huddle::Layout* layout = layout_to_start(ui, view);
    if (!layout) return ui.tr("Come as you are.");
    if (!board.next_lead.empty())
        return fmt::format(fmt::runtime(ui.tr("{time} together. {role} leads next.")),
                           fmt::arg("time", ui::capitalised(ui::minutes_in_words(ui, huddle::planned_total(*layout)))),
                           fmt::arg("role", ui::isolated(ui, ui.tr(board.next_lead))));
    return fmt::format(fmt::runtime(ui.tr("{} together. Come as you are.")),
                       ui::capitalised(ui::minutes_in_words(ui, huddle::planned_total(*layout))));
}

void draw_home_top(ui::Ui& ui, const ui::Rect& rect) {
    const auto& theme = ui.theme;
    const float size = theme.px(0.0426);
    const float middle = rect.y + rect.h / 2;
    ui::mark(ui, {rect.x + size / 2 + theme.px(0.002), middle}, size);
    text::TextStyle name = theme.text("button");
    name.weight = 650;
    name.size_px *= 1.08f;
    name.family = theme.text("title").family;
    text::TextStyle clock = theme.text("prompt");
    clock.tabular = true;
    text::TextStyle date = theme.text("note", theme.colours.ink_soft);
    const std::string time = ui::hour_text(ui.environment.hour, ui.environment.minute);
    const float time_width = ui::text_width(ui, time, clock) + 2;
    const std::string day = theme.shape == ui::ScreenShape::portrait ? ui::short_day_text(ui, ui.environment.today)
                                                                     : ui::day_text(ui, ui.environment.today);
    const float day_width = std::min(ui::text_width(ui, day, date), rect.w * 0.34f) + 2;
    ui::label(ui, {rect.right() - time_width, rect.y, time_width, rect.h}, time, clock,
              {.align = text::TextAlign::end});
    ui::label(ui, {rect.right() - time_width - theme.space.m - day_width, rect.y, day_width, rect.h}, day, date,
              {.align = text::TextAlign::end});
    const float lead = size + theme.space.m;
    ui::label(ui, {rect.x + lead, rect.y, rect.w - lead - time_width - day_width - 3 * theme.space.m, rect.h},
              ui.environment.team, name);
}

// One sentence at a time: why a huddle did not start, what prevents keeping notes, or a message about the
// kiosk itself.
std::string notice_of(const ui::Ui& ui, const huddle::Board& board, const HomeView& view) {
    if (!view.refused.empty()) return view.refused;
    return ui.tr(!board.trouble.empty() ? board.trouble : ui.environment.notice);
}

// The parts of a column with their heights. The hero and the gaps take the rest.
struct Column {
    float greeting = 0, welcome = 0, exported = 0, notice = 0, hero = 0, line = 0, tiles = 0, loop = 0, tools = 0;
};

struct Texts {
    text::TextStyle hero, welcome;
};

Texts texts_of(ui::Ui& ui) {
    Texts texts{ui.theme.text("hero"), ui.theme.text("button", ui.theme.colours.ink_soft)};
    texts.welcome.weight = 450;
    return texts;
}

void draw_greeting(ui::Ui& ui, const ui::Rect& room, float& y, const Column& column, const huddle::Board& board,
                   const HomeView& view) {
    const Texts texts = texts_of(ui);
    ui::label(ui, {room.x, y, room.w, ui::line_height(texts.hero) + 1}, greeting(ui, texts.hero, room.w), texts.hero,
              {.shrink_to = greeting_least});
    y += column.greeting;
    if (column.welcome > 0) ui::label(ui, {room.x, y, room.w, column.welcome}, welcome(ui, board, view), texts.welcome);
    y += column.welcome;
    if (column.exported <= 0) return;
    // Several exports of a day change from minute to minute.
    const auto& exported = ui.environment.exported;
    const std::string words =
        ui::exported_text(ui, exported[static_cast<std::size_t>(ui.environment.minute) % exported.size()]);
    const text::TextStyle style = ui.theme.text("body", ui.theme.colours.ink_soft);
    const float size = style.size_px, lead = size * 1.5f;
    ui::icon(ui, "share", {room.x + size / 2, y + column.exported / 2}, size, style.colour);
    ui::label(ui, {room.x + lead, y, room.w - lead, column.exported}, words, style, {.shrink_to = 0.85f});
    y += column.exported;
}

float tile_height(ui::Ui& ui) {
    return std::max(ui.theme.px(0.0963), ui::line_height(ui.theme.text("body")) +
                                             ui::line_height(ui.theme.text("small")) + ui.theme.space.s);
}

Column measure_column(ui::Ui& ui, const std::string& notice) {
    const auto& theme = ui.theme;
    const Texts texts = texts_of(ui);
    Column column;
    column.greeting = ui::line_height(texts.hero) * 0.96f;
    column.welcome = ui::line_height(texts.welcome) * 1.06f;
    column.exported = ui.environment.exported.empty() ? 0 : ui::line_height(ui.theme.text("body")) * 1.15f;
    column.notice = notice.empty() ? 0 : ui::banner_height(ui);
    column.line = ui::line_height(theme.text("body"));
    column.tiles = tile_height(ui);
    column.tools = tools_height(ui);
    return column;
}

void draw_wide(ui::Ui& ui, const huddle::Board& board, HomeView& view, frame::Overlay& overlay,
               DisplayChoices& display) {
    const auto& theme = ui.theme;
    const std::string notice = notice_of(ui, board, view);
    const float width = static_cast<float>(theme.width), height = static_cast<float>(theme.height);
    const ui::Rect screen{theme.margin.x, theme.margin.top, width - 2 * theme.margin.x,
                          height - theme.margin.top - theme.margin.bottom};
    const float top_height = ui::line_height(theme.text("prompt"));
    draw_home_top(ui, {screen.x, screen.y, screen.w, top_height});

    Column column = measure_column(ui, notice);
    const float gap = theme.space.m, wide_gap = theme.space.l;
    const float tools_top = screen.bottom() - column.tools;
    const float panel_width = std::round(std::min(screen.w * 0.31f, theme.px(0.5185)));
    const ui::Rect panel_rect =
        ui::sided(ui, {screen.right() - panel_width, screen.y + top_height + theme.space.m, panel_width,
                       tools_top - wide_gap - (screen.y + top_height + theme.space.m)});
    const ui::Rect left = ui::sided(ui, {screen.x, screen.y + top_height + theme.space.s,
                                         screen.w - panel_width - std::min(theme.space.xl, theme.margin.x),
                                         tools_top - wide_gap - (screen.y + top_height + theme.space.s)});

    const float hero_least = hero_least_height(ui, false);
    std::size_t rows = loop_rows(ui, board);
    column.loop = loop_height(ui, board, left.w, rows);
    const auto fixed = [&] {
        return column.greeting + column.welcome + column.exported + gap +
               (column.notice > 0 ? column.notice + gap : 0) + gap +
               (column.line > 0 ? column.line + theme.space.s : 0) + column.tiles +
               (column.loop > 0 ? wide_gap + column.loop : 0);
    };
    // Parts that do not fit are dropped, the least important first: the rows of results share one row, or are
    // dropped; then the welcome, and the line above the tiles, which say the same.
    if (rows > 1 && fixed() + hero_least > left.h) column.loop = loop_height(ui, board, left.w, rows = 1);
    // On a day with a line about an export, the results of last time matter more than the welcome.
    if (column.exported > 0 && fixed() + hero_least > left.h) column.welcome = 0;
    if (fixed() + hero_least > left.h) column.loop = 0;
    if (fixed() + hero_least > left.h) column.welcome = 0;
    if (fixed() + hero_least > left.h) column.line = 0;
    column.hero = std::clamp(left.h - fixed(), std::min(hero_least, left.h), theme.px(0.40));
    float rest = std::max(0.0f, left.h - fixed() - column.hero);

    float y = left.y;
    draw_greeting(ui, left, y, column, board, view);
    y += gap + rest * 0.25f;
    if (column.notice > 0) {
        ui::banner(ui, {left.x, y, left.w, column.notice}, {.icon = "chat", .bold = notice});
        y += column.notice + gap;
    }
    draw_hero(ui, {left.x, y, left.w, column.hero}, view, false);
    y += column.hero + gap + rest * 0.25f;
    if (column.line > 0) {
        const float end = draw_waiting_line(ui, {left.x, y, left.w, column.line}, board.waiting) + theme.space.l;
        draw_loops_closed(ui, {end, y, left.right() - end, column.line}, board);
        y += column.line + theme.space.s;
    }
    draw_waiting_tiles(ui, {left.x, y, left.w, column.tiles}, board.waiting, 4);
    if (column.loop > 0) draw_loop(ui, {left.x, left.bottom() - column.loop, left.w, column.loop}, board, rows);
    draw_invitation(ui, panel_rect, overlay, false);
    draw_tools(ui, {screen.x, tools_top, screen.w, column.tools}, view, overlay, display);
}

void draw_tall(ui::Ui& ui, const huddle::Board& board, HomeView& view, frame::Overlay& overlay,
               DisplayChoices& display) {
    const auto& theme = ui.theme;
    const std::string notice = notice_of(ui, board, view);
    const ui::Rect screen{theme.margin.x, theme.margin.top, static_cast<float>(theme.width) - 2 * theme.margin.x,
                          static_cast<float>(theme.height) - theme.margin.top - theme.margin.bottom};
    const float top_height = ui::line_height(theme.text("prompt"));
    draw_home_top(ui, {screen.x, screen.y, screen.w, top_height});
    Column column = measure_column(ui, notice);
    const float gap = theme.space.m;
    const ui::Rect room{screen.x, screen.y + top_height + gap, screen.w,
                        screen.bottom() - (screen.y + top_height + gap)};
    column.tiles = 2 * tile_height(ui) + std::max(theme.space.s, theme.touch.gap_row);
    std::size_t rows = loop_rows(ui, board);
    column.loop = loop_height(ui, board, room.w, rows);
    const float invitation_least = theme.px(0.30);
    const float hero_least = hero_least_height(ui, true);
    const auto fixed = [&] {
        return column.greeting + column.welcome + column.exported + gap +
               (column.notice > 0 ? column.notice + gap : 0) + gap + gap + column.line + theme.space.s + column.tiles +
               (column.loop > 0 ? column.loop + gap : 0) + gap + column.tools;
    };
    if (rows > 1 && fixed() + hero_least + invitation_least > room.h)
        column.loop = loop_height(ui, board, room.w, rows = 1);
    if (fixed() + hero_least + invitation_least > room.h) column.loop = 0;
    const float open = std::max(0.0f, room.h - fixed());
    column.hero = std::min(std::max(hero_least, open * 0.5f), theme.px(0.46));
    const float invitation = std::min(open - column.hero, theme.px(0.46));
    const float rest = std::max(0.0f, open - column.hero - invitation);

    float y = room.y;
    draw_greeting(ui, room, y, column, board, view);
    y += gap + rest * 0.2f;
    if (column.notice > 0) {
        ui::banner(ui, {room.x, y, room.w, column.notice}, {.icon = "chat", .bold = notice});
        y += column.notice + gap;
    }
    draw_hero(ui, {room.x, y, room.w, column.hero}, view, true);
    y += column.hero + gap + rest * 0.2f;
    draw_invitation(ui, {room.x, y, room.w, invitation}, overlay, true);
    y += invitation + gap + rest * 0.2f;
    const float end = draw_waiting_line(ui, {room.x, y, room.w, column.line}, board.waiting) + theme.space.l;
    draw_loops_closed(ui, {end, y, room.right() - end, column.line}, board);
    y += column.line + theme.space.s;
    draw_waiting_tiles(ui, {room.x, y, room.w, column.tiles}, board.waiting, 2);
    y += column.tiles + gap + rest * 0.2f;
    if (column.loop > 0) draw_loop(ui, {room.x, y, room.w, column.loop}, board, rows);
    draw_tools(ui, {screen.x, screen.bottom() - column.tools, screen.w, column.tools}, view, overlay, display);
}

}  // namespace

double next_text_size(double text_size) { return text_size < 1.1 ? 1.15 : text_size < 1.2 ? 1.3 : 1.0; }

void draw_home(ui::Ui& ui, const huddle::Board& board, HomeView& view, frame::Overlay& overlay,
               DisplayChoices& display) {
    if (view.starting != 0) {
        const ui::Outcome outcome = ui.outcome(view.starting);
        if (outcome.state != ui::OutcomeState::waiting) view.starting = 0;
        if (outcome.state == ui::OutcomeState::refused) view.refused = ui.tr(outcome.sentence);
    }
    // The shown time changes with the minute. The frame loop puts the new one into Environment.
    const auto minute = std::chrono::floor<std::chrono::minutes>(ui.now);
    ui.wake_at(std::chrono::time_point_cast<huddle::Milliseconds>(minute + std::chrono::minutes(1)));

    const bool was_inert = ui.inert;
    ui.inert = was_inert || view.choosing != HomeView::Choosing::nothing;
    if (ui.theme.shape == ui::ScreenShape::portrait)
        draw_tall(ui, board, view, overlay, display);
    else
        draw_wide(ui, board, view, overlay, display);
    ui.inert = was_inert;
    if (view.choosing == HomeView::Choosing::layout) draw_layout_list(ui, view);
    if (view.choosing == HomeView::Choosing::language) draw_language_list(ui, view, display);
}

}  // namespace hearthside::screens::home
