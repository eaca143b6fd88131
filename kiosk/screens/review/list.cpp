// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/review/list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/review/asking.h"
#include "kiosk/screens/review/review.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::review {

namespace {

using Tab = ReviewView::Tab;

constexpr int text_lines = 4;

float pad_of(const ui::Ui& ui) { return ui.theme.space.l; }
float row_gap(const ui::Ui& ui) { return std::max(ui.theme.space.s, ui.theme.touch.gap_row); }

text::TextStyle day_style(const ui::Ui& ui, text::Colour colour) {
    text::TextStyle style = ui.theme.text("body", colour);
    style.weight = 600;
    style.line = 1.25f;
    return style;
}
text::TextStyle text_style(const ui::Ui& ui, text::Colour colour) {
    text::TextStyle style = ui.theme.text("body", colour);
    style.weight = 500;
    style.line = 1.3f;
    return style;
}
text::TextStyle small_style(const ui::Ui& ui, text::Colour colour) { return ui.theme.text("small", colour); }

// The size of the parts before and after the words of a row.
float disc_size(const ui::Ui& ui) { return ui.theme.px(0.0407); }
float lead_of(const ui::Ui& ui, const ReviewRow& row) {
    return row.icon.empty() ? 0 : disc_size(ui) + ui.theme.space.m;
}
float chevron_width(const ui::Ui& ui) { return ui.theme.text("body").size_px + ui.theme.space.s; }
float count_width(ui::Ui& ui) {
    const text::TextStyle style = ui.theme.text("label");
    return style.size_px * 1.2f + ui.theme.space.xs + ui::text_width(ui, "88", style) + ui.theme.space.m;
}
float tail_of(ui::Ui& ui, const ReviewRow& row) {
    return chevron_width(ui) + (row.icon.empty() ? 3 * count_width(ui) : 0);
}

float measured(ui::Ui& ui, const std::string& text, const text::TextStyle& style, float width, int lines) {
    if (text.empty()) return 0;
    return std::ceil(ui.pictures.engine().measure(text, style, {width, lines}).height) + 1;
}

float row_height(ui::Ui& ui, const ReviewRow& row, float width) {
    const float words = width - 2 * pad_of(ui) - lead_of(ui, row) - tail_of(ui, row);
    const bool huddle = row.icon.empty();
    const float text =
        measured(ui, row.text, huddle ? day_style(ui, {}) : text_style(ui, {}), words, huddle ? 2 : text_lines);
    const float below = measured(ui, row.below, small_style(ui, {}), words, 3);
    return std::max(
        {text + below + 2 * (huddle ? ui.theme.space.s : ui.theme.space.m), ui.theme.touch.floor, ui.theme.px(0.0741)});
}

void draw_counts(ui::Ui& ui, const ui::Rect& rect, const ReviewRow& row, text::Colour colour) {
    const text::TextStyle style = ui.theme.text("label", colour);
    const float size = style.size_px * 1.2f, each = rect.w / 3;
    float x = rect.x;
    const std::pair<const char*, int> counts[]{
        {"book", row.lessons}, {"loop", row.actions}, {"question", row.questions}};
    for (const auto& [name, count] : counts) {
        ui::icon(ui, name, {x + size / 2, rect.y + rect.h / 2}, size, colour);
        ui::label(ui, {x + size + ui.theme.space.xs, rect.y, each - size - ui.theme.space.xs, rect.h},
                  std::to_string(count), style);
        x += each;
    }
}

bool draw_row(ui::Ui& ui, const ui::Rect& rect, const ui::Rect& seen, const ReviewRow& row, bool chosen) {
    const auto& theme = ui.theme;
    const auto& colours = theme.colours;
    const ui::Touch finger = ui::touch(ui, row.name, seen, seen.h > 0);
    const text::Colour ground = chosen ? colours.primary : colours.paper;
    ui::fill(ui, rect, finger.pressed ? ui::darker(ground) : ground, theme.radius.card);
    const text::Colour ink = chosen ? colours.on_primary : colours.ink,
                       soft = chosen ? colours.on_primary : colours.ink_soft;
    const float pad = pad_of(ui), lead = lead_of(ui, row), tail = tail_of(ui, row);
    const ui::Rect words{rect.x + pad + lead, rect.y, rect.w - 2 * pad - lead - tail, rect.h};
    const bool huddle = row.icon.empty();
    const text::TextStyle text = huddle ? day_style(ui, ink) : text_style(ui, ink), small = small_style(ui, soft);
    const int lines = huddle ? 2 : text_lines;
    const float first = measured(ui, row.text, text, words.w, lines),
                second = measured(ui, row.below, small, words.w, 3);
    const float top = rect.y + (rect.h - first - second) / 2;
    ui::label(ui, {words.x, top, words.w, first}, row.text, text, {.vertical = ui::VerticalAlign::top, .lines = lines});
    ui::label(ui, {words.x, top + first, words.w, second}, row.below, small,
              {.vertical = ui::VerticalAlign::top, .lines = 3});
    if (!huddle) {
        const float size = disc_size(ui);
        const ui::RoundColours& round = row.category ? theme.round(*row.category) : theme.primary_round;
        const bool plain = !row.category;
        ui::disc(ui, {rect.x + pad + size / 2, rect.y + rect.h / 2}, size, plain ? colours.sand : round.tint, row.icon,
                 plain ? colours.ink : round.ink, 0.56f);
    } else {
        draw_counts(ui, {words.right(), rect.y, 3 * count_width(ui), rect.h}, row, ink);
    }
    const float size = theme.text("body").size_px;
    ui::icon(ui, "chevron", {rect.right() - pad - size / 2, rect.y + rect.h / 2}, size * 0.9f,
             chosen ? colours.on_primary : colours.control_line);
    return finger.tapped && seen.h > 0;
}

std::string how_many(ui::Ui& ui, const ReviewView& view) {
    const auto total = static_cast<std::size_t>(view.list.total.value_or(0));
    switch (view.tab) {
        case Tab::huddles:
            return fmt::format(fmt::runtime(ui.tr("{} huddle", "{} huddles", total)), total);
        case Tab::search:
            return fmt::format(fmt::runtime(ui.tr("{} found", "{} found", total)), total);
        case Tab::actions:
            return fmt::format(fmt::runtime(ui.tr("{} action", "{} actions", total)), total);
        case Tab::questions:
            return fmt::format(fmt::runtime(ui.tr("{} question", "{} questions", total)), total);
        case Tab::set_aside:
            break;
    }
    return {};
}

void draw_nothing(ui::Ui& ui, const ui::Rect& room, const ReviewView& view) {
    const bool all = view.period == ReviewView::Period::all;
    switch (view.tab) {
        case Tab::search:
            return view.searched.empty() ? draw_sentence(ui, room, "search", ui.tr("Which word shall we look for?"),
                                                         ui.tr("In opened notes, lessons, actions and questions."))
                                         : draw_sentence(ui, room, "search", ui.tr("Nothing was found."),
                                                         ui.tr("Try another word, or part of one."));
        case Tab::actions:
            return draw_sentence(ui, room, "loop", ui.tr("No actions yet."),
                                 ui.tr("What a team tries comes from what it learns."));
        case Tab::questions:
            return draw_sentence(ui, room, "question", ui.tr("No questions yet."),
                                 ui.tr("“We don’t know yet” is a good answer."));
        case Tab::huddles:
        case Tab::set_aside:
            break;
    }
    if (all)
        draw_sentence(ui, room, "list", ui.tr("No huddle yet."), ui.tr("The first one will appear here."));
    else
        draw_sentence(ui, room, "list", ui.tr("No huddle between these dates."), ui.tr("Try a longer time."));
}

}  // namespace

void draw_sentence(ui::Ui& ui, const ui::Rect& room, std::string_view icon_name, const std::string& sentence,
                   const std::string& more) {
    const auto& theme = ui.theme;
    const float width = std::min(room.w - 2 * theme.space.m, theme.px(0.7));
    const float x = room.x + (room.w - width) / 2;
    text::TextStyle bold = theme.text("body");
    bold.weight = 600;
    const text::TextStyle soft = theme.text("label", theme.colours.ink_soft);
    const float first = measured(ui, sentence, bold, width, 3), second = measured(ui, more, soft, width, 3);
    const float size = theme.px(0.0741), between = theme.space.m;
    const bool with_icon = size + between + first + second <= room.h;
    const float all = first + second + (with_icon ? size + between : 0);
    float y = room.y + std::max(0.0f, (room.h - all) * 0.42f);
    if (with_icon) {
        ui::disc(ui, {room.x + room.w / 2, y + size / 2}, size, theme.colours.sand, icon_name, theme.colours.ink_soft);
        y += size + between;
    }
    ui::label(ui, {x, y, width, first}, sentence, bold,
              {.align = text::TextAlign::centre, .vertical = ui::VerticalAlign::top, .lines = 3});
    ui::label(ui, {x, y + first, width, std::min(second, room.bottom() - y - first)}, more, soft,
              {.align = text::TextAlign::centre, .vertical = ui::VerticalAlign::top, .lines = 3});
}

void draw_reading(ui::Ui& ui, const ui::Rect& room, huddle::Instant asked_at) {
    // Most answers come before anybody could read the sentence.
    constexpr huddle::Milliseconds quiet_for{200};
    if (ui.now - asked_at < quiet_for) return ui.wake_at(asked_at + quiet_for);
    draw_sentence(ui, room, "clock", ui.tr("One moment…"), ui.tr("The record is being read."));
}

bool draw_unreadable(ui::Ui& ui, const ui::Rect& room) {
    const ui::ButtonLook look{.kind = ui::ButtonKind::quiet, .icon = "loop"};
    const std::string words = ui.tr("Try again");
    const float tall = column_bar_height(ui), wide = ui::button_width(ui, words, look);
    draw_sentence(ui, {room.x, room.y, room.w, room.h - tall - ui.theme.space.m}, "chat",
                  ui.tr("The record cannot be read now."),
                  ui.tr("Whoever looks after this kiosk can help. Huddles carry on as before."));
    return ui::button(ui, "review-again", {room.x + (room.w - wide) / 2, room.bottom() - tall, wide, tall}, words,
                      look);
}

bool draw_list(ui::Ui& ui, const ui::Rect& room, ReviewView& view, bool shows_chosen) {
    ReviewList& list = view.list;
    if (list.failed) {
        if (draw_unreadable(ui, room)) {
            start_list(view, false);
            ui.wake_at(ui.now);
        }
        return false;
    }
    const bool asks = view.tab != Tab::search || !view.searched.empty();
    if (!list.total && asks) {
        draw_reading(ui, room, list.asked != 0 ? list.asked_at : ui.now);
        return false;
    }
    if (list.rows.empty()) {
        draw_nothing(ui, room, view);
        return false;
    }
    const text::TextStyle small = ui.theme.text("small", ui.theme.colours.ink_soft);
    const float head = std::ceil(ui::line_height(small) * 1.35f);
    const float pad = pad_of(ui);
    const std::string count = how_many(ui, view);
    ui::label(ui, {room.x + pad, room.y, room.w * 0.45f, head}, count, small, {.vertical = ui::VerticalAlign::top});
    if (view.tab == Tab::huddles) {
        const float lead = pad + std::max(ui::text_width(ui, count, small), room.w * 0.2f) + ui.theme.space.m;
        ui::label(ui, {room.x + lead, room.y, room.w - lead - pad - chevron_width(ui), head},
                  ui.tr("lessons, actions, questions"), small,
                  {.align = text::TextAlign::end, .vertical = ui::VerticalAlign::top});
    }
    ui::Rect rows{room.x, room.y + head, room.w, room.h - head};
    lay_out(ui, list.column, rows.w, row_gap(ui), list.rows.size(),
            [&](std::size_t i) { return row_height(ui, list.rows[i], rows.w); });
    const bool more_to_come = static_cast<std::int64_t>(list.rows.size()) < *list.total;
    const bool scrolls = height_of(list.column) > rows.h + 1 || more_to_come;
    ui::Rect bar{};
    if (scrolls) {
        const float tall = column_bar_height(ui);
        bar = {rows.x, rows.bottom() - tall, rows.w, tall};
        rows.h -= tall + std::max(ui.theme.space.m, row_gap(ui));
    }
    const ReviewRow* chosen = nullptr;
    const std::size_t hidden =
        draw_column(ui, rows, list.column, [&](std::size_t i, const ui::Rect& rect, const ui::Rect& seen) {
            const ReviewRow& row = list.rows[i];
            const bool is_chosen = shows_chosen && view.chosen_row == row.name;
            if (draw_row(ui, rect, seen, row, is_chosen)) chosen = &row;
        });
    if (scrolls) {
        const auto below = static_cast<std::size_t>(*list.total) - std::min(hidden, list.rows.size());
        draw_column_bar(ui, "list", bar, rows, list.column, ui.tr("Back up"),
                        fmt::format(fmt::runtime(ui.tr("{} more", "{} more", below)), below));
    }
    // The next page is read before somebody scrolls to it.
    if (more_to_come && list.asked == 0 && !list.stale && list.column.scroll.at + 3 * rows.h > height_of(list.column)) {
        list.wants_more = true;
        ui.wake_at(ui.now);
    }
    if (!chosen) return false;
    choose_row(view, *chosen);
    ui.wake_at(ui.now);
    return true;
}

}  // namespace hearthside::screens::review
