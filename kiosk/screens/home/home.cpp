// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/home/home.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
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

// At the end of `rect`. Returns where they begin.
float draw_date_and_time(ui::Ui& ui, const ui::Rect& rect) {
    const auto& theme = ui.theme;
    text::TextStyle clock = theme.text("prompt");
    clock.tabular = true;
    text::TextStyle date = theme.text("note", theme.colours.ink_soft);
    const std::string time = ui::hour_text(ui.environment.hour, ui.environment.minute);
    const float time_width = ui::text_width(ui, time, clock) + 2;
    const float room = rect.w - time_width - theme.space.m;
    std::string day = ui::day_text(ui, ui.environment.today);
    if (theme.shape == ui::ScreenShape::portrait || ui::text_width(ui, day, date) > room)
        day = ui::short_day_text(ui, ui.environment.today);
    const float day_width = std::min(ui::text_width(ui, day, date) + 2, room);
    ui::label(ui, {rect.right() - time_width, rect.y, time_width, rect.h}, time, clock,
              {.align = text::TextAlign::end});
    ui::label(ui, {rect.right() - time_width - theme.space.m - day_width, rect.y, day_width, rect.h}, day, date,
              {.align = text::TextAlign::end});
    return rect.right() - time_width - day_width - theme.space.m;
}

void draw_home_top(ui::Ui& ui, const ui::Rect& rect) {
    const auto& theme = ui.theme;
    const float size = theme.px(0.0426);
    ui::mark(ui, {rect.x + size / 2 + theme.px(0.002), rect.y + rect.h / 2}, size);
    text::TextStyle name = theme.text("button");
    name.weight = 650;
    name.size_px *= 1.08f;
    name.family = theme.text("title").family;
    const float x = rect.x + size + theme.space.m, end = draw_date_and_time(ui, rect) - 2 * theme.space.m;
    ui::label(ui, {x, rect.y, end - x, rect.h}, ui.environment.team, name);
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

float tile_height(ui::Ui& ui) { return std::max(ui.theme.px(0.0963), tile_least_height(ui)); }

// How the parts below the greeting share the height. Each plan needs less of it than the one before.
struct Plan {
    bool tight = false;      // gaps and tiles are as small as they may be
    bool one_strip = false;  // the tiles are a page of the results
    bool low_top = false;    // the greeting stands beside the clock, not below it
    LoopForm form = LoopForm::rows;
};
constexpr std::array<Plan, 7> plans{{{},
                                     {.form = LoopForm::row},
                                     {.tight = true},
                                     {.tight = true, .form = LoopForm::row},
                                     {.tight = true, .form = LoopForm::part},
                                     {.tight = true, .low_top = true, .form = LoopForm::part},
                                     {.tight = true, .one_strip = true, .low_top = true, .form = LoopForm::part}}};

Column measure_column(ui::Ui& ui, const huddle::Board& board, const HomeView& view) {
    const Texts texts = texts_of(ui);
    Column column;
    column.greeting = ui::line_height(texts.hero) * 0.96f;
    column.welcome = ui::line_height(texts.welcome) * 1.06f;
    column.exported = ui.environment.exported.empty() ? 0 : ui::line_height(ui.theme.text("body")) * 1.15f;
    column.notice = notice_of(ui, board, view).empty() ? 0 : ui::banner_height(ui);
    column.line = ui::line_height(ui.theme.text("body"));
    column.tools = tools_height(ui);
    return column;
}

// The gaps and rows of a column of `width` by one plan.
struct Fitted {
    Plan plan;
    Column column;
    LoopLook loop;
    float gap = 0, wide_gap = 0;
    bool finished_apart = false;  // in a row of its own
    bool whole = true;            // no heading of the results would be cut

    // Of everything but the hero and the tools.
    float height() const {
        const float below =
            plan.one_strip ? 0 : column.line + column.tiles + gap * 0.6f + (finished_apart ? column.line : 0);
        return column.greeting + column.welcome + column.exported + gap +
               (column.notice > 0 ? column.notice + gap : 0) + gap + below +
               (column.loop > 0 ? column.loop + (plan.one_strip ? 0 : wide_gap) : 0);
    }
};

Fitted fit(ui::Ui& ui, const huddle::Board& board, const Column& column, float width, const Plan& plan, int tile_rows,
           bool with_promise) {
    const auto& theme = ui.theme;
    Fitted it{.plan = plan, .column = column, .loop = {.form = plan.form, .with_tiles = plan.one_strip}};
    it.gap = plan.tight ? theme.space.s : theme.space.m;
    it.wide_gap = plan.tight ? theme.space.s : theme.space.l;
    it.loop.with_promise = with_promise;
    const float finished = finished_width(ui, board);
    it.loop.with_finished = plan.one_strip;
    it.finished_apart =
        !plan.one_strip && finished > 0 && waiting_line_width(ui, board.waiting) + theme.space.l + finished > width;
    const float tile = plan.tight ? tile_least_height(ui) : tile_height(ui);
    it.column.tiles = static_cast<float>(tile_rows) * tile + static_cast<float>(tile_rows - 1) * it.gap;
    it.column.loop = loop_height(ui, board, width, it.loop);
    it.whole = loop_fits(ui, board, width, it.loop);
    return it;
}

// The notes that wait, what was finished, and the results of last time.
void draw_below(ui::Ui& ui, const ui::Rect& room, const huddle::Board& board, const Fitted& it, int columns,
                HomeView& view) {
    float y = room.y;
    if (!it.plan.one_strip) {
        const ui::Rect line{room.x, y, room.w, it.column.line};
        const float finished = finished_width(ui, board);
        draw_waiting_line(ui, line, board.waiting);
        if (finished > 0 && !it.finished_apart)
            draw_finished(ui, {line.right() - finished, line.y, finished, line.h}, board);
        y += line.h + it.gap * 0.6f;
        draw_waiting_tiles(ui, {room.x, y, room.w, it.column.tiles}, board.waiting, columns);
        y += it.column.tiles;
        if (it.finished_apart) {
            const float space = it.column.loop > 0 ? it.wide_gap * 0.5f : 0;
            draw_finished(ui, {line.x, y + space, line.w, line.h}, board);
        }
    }
    if (it.column.loop > 0)
        draw_loop(ui, {room.x, room.bottom() - it.column.loop, room.w, it.column.loop}, board, it.loop, view);
}

// The greeting, a notice and the hero. Returns the y below them.
float draw_above(ui::Ui& ui, const ui::Rect& room, const huddle::Board& board, HomeView& view, const Fitted& it,
                 float gap, bool stacked) {
    float y = room.y;
    draw_greeting(ui, room, y, it.column, board, view);
    y += gap;
    if (it.column.notice > 0) {
        ui::banner(ui, {room.x, y, room.w, it.column.notice}, {.icon = "chat", .bold = notice_of(ui, board, view)});
        y += it.column.notice + it.gap;
    }
    draw_hero(ui, {room.x, y, room.w, it.column.hero}, board, view, stacked);
    return y + it.column.hero;
}

void draw_wide(ui::Ui& ui, const huddle::Board& board, HomeView& view, frame::Overlay& overlay,
               DisplayChoices& display) {
    const auto& theme = ui.theme;
    const float width = static_cast<float>(theme.width), height = static_cast<float>(theme.height);
    const ui::Rect screen{theme.margin.x, theme.margin.top, width - 2 * theme.margin.x,
                          height - theme.margin.top - theme.margin.bottom};
    const float top_height = ui::line_height(theme.text("prompt"));
    const Column column = measure_column(ui, board, view);
    const float tools_top = screen.bottom() - column.tools;
    const float panel_width = std::round(std::min(screen.w * 0.31f, theme.px(0.5185)));
    const float panel_top = screen.y + top_height + theme.space.s;
    const auto panel_of = [&](float gap) {
        return ui::sided(ui, {screen.right() - panel_width, panel_top, panel_width, tools_top - gap - panel_top});
    };
    const float left_width = screen.w - panel_width - std::min(theme.space.xl, theme.margin.x);
    const bool beside_tools = tools_leave_room_for_promise(ui, screen.w, display);
    const float hero_least = hero_least_height(ui, false);
    Fitted it;
    ui::Rect left, panel;
    bool in_panel = false;
    for (const Plan& plan : plans) {
        panel = panel_of(plan.tight ? theme.space.s : theme.space.l);
        in_panel = !beside_tools && invitation_holds_promise(ui, panel);
        it = fit(ui, board, column, left_width, plan, 1, !beside_tools && !in_panel);
        const float top = plan.low_top ? screen.y : panel_top;
        left = ui::sided(ui, {screen.x, top, left_width, panel.bottom() - top});
        if (it.whole && it.height() + hero_least <= left.h) break;
    }
    // A message of the kiosk takes the welcome's place where nothing else helps.
    if (it.height() + hero_least > left.h) it.column.welcome = 0;
    if (it.plan.low_top)
        draw_date_and_time(ui, {panel.x, screen.y, panel.w, top_height});
    else
        draw_home_top(ui, {screen.x, screen.y, screen.w, top_height});
    it.column.hero = std::clamp(left.h - it.height(), std::min(hero_least, left.h), theme.px(0.34));
    const float rest = std::max(0.0f, left.h - it.height() - it.column.hero);
    const float y = draw_above(ui, left, board, view, it, it.gap + rest * 0.25f, false) + it.gap + rest * 0.25f;
    draw_below(ui, {left.x, y, left.w, left.bottom() - y}, board, it, 4, view);
    draw_invitation(ui, panel, overlay, false, in_panel);
    draw_tools(ui, {screen.x, tools_top, screen.w, column.tools}, view, overlay, display);
}

void draw_tall(ui::Ui& ui, const huddle::Board& board, HomeView& view, frame::Overlay& overlay,
               DisplayChoices& display) {
    const auto& theme = ui.theme;
    const ui::Rect screen{theme.margin.x, theme.margin.top, static_cast<float>(theme.width) - 2 * theme.margin.x,
                          static_cast<float>(theme.height) - theme.margin.top - theme.margin.bottom};
    const float top_height = ui::line_height(theme.text("prompt"));
    draw_home_top(ui, {screen.x, screen.y, screen.w, top_height});
    const Column column = measure_column(ui, board, view);
    const float top = screen.y + top_height + theme.space.m, tools_top = screen.bottom() - column.tools;
    const float invitation_least = theme.px(0.34), hero_least = hero_least_height(ui, true);
    Fitted it;
    ui::Rect room;
    for (const Plan& plan : plans) {
        if (plan.low_top || plan.one_strip) continue;
        it = fit(ui, board, column, screen.w, plan, 2, false);
        room = {screen.x, top, screen.w, tools_top - it.gap - top};
        if (it.whole && it.height() + it.gap + hero_least + invitation_least <= room.h) break;
    }
    const float open = std::max(0.0f, room.h - it.height() - it.gap);
    it.column.hero = std::min(std::max(hero_least, open * 0.5f), theme.px(0.46));
    const float invitation = std::min(open - it.column.hero, theme.px(0.46));
    const float rest = std::max(0.0f, open - it.column.hero - invitation);
    float y = draw_above(ui, room, board, view, it, it.gap + rest * 0.2f, true) + it.gap + rest * 0.2f;
    draw_invitation(ui, {room.x, y, room.w, invitation}, overlay, true, true);
    y += invitation + it.gap + rest * 0.2f;
    draw_below(ui, {room.x, y, room.w, room.bottom() - y - rest * 0.2f}, board, it, 2, view);
    draw_tools(ui, {screen.x, tools_top, screen.w, column.tools}, view, overlay, display);
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
