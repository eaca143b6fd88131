// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/home/loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/home/invitation.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::home {

namespace {

constexpr std::size_t parts_in_a_row = 3;
constexpr float lines_at_most = 3;

// Somebody's sentence in quotation marks, without its author.
std::string quoted(const ui::Ui& ui, const std::string& text) {
    return fmt::format(fmt::runtime(ui.tr("“{}”")), ui::isolated(ui, text));
}

struct LoopTexts {
    text::TextStyle head, body;
    float head_height = 0;
};

LoopTexts loop_texts(const ui::Ui& ui) {
    LoopTexts texts{ui.theme.text("label", ui.theme.colours.ink_soft), ui.theme.text("body")};
    texts.head.weight = 600;
    texts.body.weight = 500;
    texts.body.line = 1.3f;
    texts.head_height = ui::line_height(texts.head) * 1.15f;
    return texts;
}

struct LoopPart {
    std::string icon, head, body;
    text::Colour colour;
    bool leads_on = false;  // an arrow to the next part follows
};
using LoopRow = std::vector<LoopPart>;

std::string result_words(const ui::Ui& ui, huddle::Help help) {
    switch (help) {
        case huddle::Help::helped:
            return ui.tr("It helped.");
        case huddle::Help::did_not_help:
            return ui.tr("It did not help, and now we know.");
        case huddle::Help::too_early:
            return ui.tr("Too early to say. We look again.");
    }
    return {};
}

LoopRow told_of(const ui::Ui& ui, const huddle::LoopCard& loop) {
    const auto& theme = ui.theme;
    const text::Colour green = theme.round(huddle::RoundCategory::lessons).ink;
    LoopRow row;
    if (!loop.you_said.empty())
        row.push_back({"chat", ui.tr("Last time you said"), loop.you_said, theme.colours.ink_soft, true});
    const bool done = loop.state == huddle::ActionState::done;
    row.push_back({done ? "check" : "loop", done ? ui.tr("We did") : ui.tr("We are trying"),
                   ui::promise_text(ui, loop.condition, loop.response), green, false});
    if (!loop.help) return row;
    row.back().leads_on = true;
    row.push_back({"smile", ui.tr("How it went"), result_words(ui, *loop.help), green, false});
    return row;
}

LoopRow news_of(const ui::Ui& ui, const huddle::Board& board) {
    const auto& theme = ui.theme;
    LoopRow row;
    if (board.latest_shared) {
        const huddle::SharedCard& it = *board.latest_shared;
        row.push_back({"share", it.ours ? ui.tr("We shared") : ui.tr("Learnt next door"), quoted(ui, it.text),
                       theme.round(huddle::RoundCategory::lessons).ink, false});
    }
    const auto open = std::find_if(board.open_questions.begin(), board.open_questions.end(),
                                   [](const huddle::Question& it) { return it.state == huddle::QuestionState::open; });
    if (open != board.open_questions.end())
        row.push_back({"question", ui.tr("We don’t know yet"), open->text, theme.colours.ink_soft, false});
    if (!board.hope.empty())
        row.push_back({"sunrise", ui.tr("Someone hoped"), quoted(ui, board.hope),
                       theme.round(huddle::RoundCategory::hope).ink, false});
    return row;
}

std::string finished_words(const ui::Ui& ui, const huddle::Board& board) {
    const int closed = finished_this_quarter(ui, board);
    if (closed <= 0) return {};
    return fmt::format(fmt::runtime(ui.tr("{} action finished this quarter", "{} actions finished this quarter",
                                          static_cast<std::size_t>(closed))),
                       closed);
}

// The loop comes first. The other parts fill its row and then one more.
LoopRow parts_of(const ui::Ui& ui, const huddle::Board& board, const LoopLook& look) {
    LoopRow all = board.loop ? told_of(ui, *board.loop) : LoopRow{};
    LoopRow news = news_of(ui, board);
    // Hope is beside the loop where there is room for one part only.
    if (all.size() + 1 == parts_in_a_row && news.size() > 1) std::rotate(news.begin(), news.end() - 1, news.end());
    all.insert(all.end(), news.begin(), news.end());
    if (const std::string finished = finished_words(ui, board); look.with_finished && !finished.empty())
        all.push_back({"flame", finished, {}, ui.theme.round(huddle::RoundCategory::lessons).ink, false});
    if (look.with_promise) {
        const auto [stay, never] = promise_words(ui);
        all.push_back({"shield", stay, never, ui.theme.colours.ink_soft, false});
    }
    return all;
}

std::vector<LoopRow> rows_of(const LoopRow& all) {
    std::vector<LoopRow> rows;
    for (std::size_t i = 0; i < all.size(); i += parts_in_a_row)
        rows.emplace_back(all.begin() + static_cast<std::ptrdiff_t>(i),
                          all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), i + parts_in_a_row)));
    return rows;
}

void draw_part(ui::Ui& ui, const ui::Rect& rect, const LoopPart& part, int lines) {
    LoopTexts texts = loop_texts(ui);
    texts.head.colour = part.colour;
    const float size = texts.head.size_px * 1.05f;
    // Long words lose their icon before they are cut.
    const bool alone = ui::text_width(ui, part.head, texts.head) * 0.92f > rect.w - size * 1.45f;
    const float lead = alone ? 0 : size * 1.45f;
    if (!alone) ui::icon(ui, part.icon, {rect.x + size / 2, rect.y + texts.head_height / 2}, size, part.colour);
    ui::label(ui, {rect.x + lead, rect.y, rect.w - lead, texts.head_height}, part.head, texts.head);
    ui::label(ui, {rect.x, rect.y + texts.head_height, rect.w, rect.h - texts.head_height + 2}, part.body, texts.body,
              {.vertical = ui::VerticalAlign::top, .lines = lines, .shrink_to = 0.9f});
}

struct RowSizes {
    float pad = 0, arrow = 0, between = 0;
};

RowSizes sizes_of(const ui::Ui& ui) {
    const float pad = ui.theme.space.l, arrow = ui.theme.px(0.0222);
    return {pad, arrow, 1.4f * pad + arrow};
}

float each_width(const RowSizes& sizes, const LoopRow& row, float width) {
    const auto count = static_cast<float>(std::max<std::size_t>(1, row.size()));
    return (width - 2 * sizes.pad - sizes.between * (count - 1)) / count;
}

float row_height(ui::Ui& ui, const LoopRow& row, float width) {
    const LoopTexts texts = loop_texts(ui);
    const RowSizes sizes = sizes_of(ui);
    const float each = each_width(sizes, row, width);
    float lines = 1;
    for (const LoopPart& part : row)
        lines = std::max(
            lines,
            std::min(lines_at_most,
                     std::ceil(ui::text_height(ui, part.body, texts.body, each) / ui::line_height(texts.body) - 0.1f)));
    return texts.head_height + lines * ui::line_height(texts.body) + 1.3f * sizes.pad;
}

// Without its card.
void draw_row(ui::Ui& ui, const ui::Rect& rect, const LoopRow& row) {
    const auto& theme = ui.theme;
    const LoopTexts texts = loop_texts(ui);
    const RowSizes sizes = sizes_of(ui);
    const ui::Rect room = ui::inset(rect, sizes.pad, sizes.pad * 0.6f);
    const float each = each_width(sizes, row, rect.w);
    const int lines = std::max(1, static_cast<int>((room.h - texts.head_height + 4) / ui::line_height(texts.body)));
    float x = room.x;
    for (std::size_t i = 0; i < row.size(); ++i) {
        draw_part(ui, {x, room.y, each, room.h}, row[i], lines);
        x += each;
        if (i + 1 < row.size()) {
            const float middle = x + sizes.between / 2;
            if (row[i].leads_on)
                ui::icon(ui, "next", {middle, room.y + room.h / 2}, sizes.arrow * 1.2f, theme.colours.ink_soft);
            else
                ui::fill(ui, {middle, room.y, theme.line.hair, room.h}, theme.colours.line, 0);
        }
        x += sizes.between;
    }
}

// The pager: which of how many, and a button to the next.
float pager_side(const ui::Ui& ui) { return std::max(ui.theme.touch.floor, ui.theme.px(0.0667)); }

std::string pager_words(const ui::Ui& ui, std::size_t page, std::size_t pages) {
    return fmt::format(fmt::runtime(ui.tr("{} of {}")), page + 1, pages);
}

float pager_width(ui::Ui& ui, std::size_t pages) {
    if (pages < 2) return 0;
    return ui::text_width(ui, pager_words(ui, pages - 1, pages), ui.theme.text("label")) + ui.theme.space.m +
           pager_side(ui) + ui.theme.space.m;
}

// In the middle of the end of `rect`.
void draw_pager(ui::Ui& ui, const ui::Rect& rect, std::size_t page, std::size_t pages, HomeView& view) {
    if (pages < 2) return;
    const float side = pager_side(ui), wide = pager_width(ui, pages) - ui.theme.space.m;
    const ui::Rect button{rect.right() - side, rect.y + (rect.h - side) / 2, side, side};
    ui::label(ui, {rect.right() - wide, rect.y, wide - side - ui.theme.space.m, rect.h}, pager_words(ui, page, pages),
              ui.theme.text("label"), {.align = text::TextAlign::end});
    if (ui::button(ui, "loop-next", button, {},
                   {.kind = ui::ButtonKind::quiet, .icon = "next", .second = ui::SecondTap::counts})) {
        view.page = static_cast<int>((page + 1) % pages) - ui.environment.minute;
        ui.wake_at(ui.now);
    }
}

std::size_t page_of(const ui::Ui& ui, const HomeView& view, std::size_t pages) {
    const int all = static_cast<int>(pages), page = (view.page + ui.environment.minute) % all;
    return static_cast<std::size_t>((page + all) % all);
}

// The sizes of a card that shows one part at a time.
struct PartSizes {
    float pad_x = 0, pad_y = 0, head = 0, body = 0;
    int lines = 1;
};

PartSizes part_sizes(ui::Ui& ui, const LoopRow& parts, float width, const LoopLook& look) {
    const LoopTexts texts = loop_texts(ui);
    PartSizes sizes{.pad_x = look.with_tiles ? 0 : ui.theme.space.l, .pad_y = look.with_tiles ? 0 : ui.theme.space.s};
    const std::size_t pages = parts.size() + (look.with_tiles ? 1 : 0);
    const float room = width - 2 * sizes.pad_x - (look.with_tiles ? 0 : pager_width(ui, pages));
    for (const LoopPart& part : parts)
        sizes.lines = std::max(
            sizes.lines, std::min(2, static_cast<int>(std::lround(ui::text_height(ui, part.body, texts.body, room) /
                                                                  ui::line_height(texts.body)))));
    sizes.head = look.with_tiles && pages > 1 ? std::max(texts.head_height, pager_side(ui)) : texts.head_height;
    sizes.body = static_cast<float>(sizes.lines) * ui::line_height(texts.body);
    if (look.with_tiles) sizes.body = std::max(sizes.body, tile_least_height(ui));
    return sizes;
}

float part_height(ui::Ui& ui, const LoopRow& parts, float width, const LoopLook& look) {
    const PartSizes sizes = part_sizes(ui, parts, width, look);
    if (look.with_tiles) return sizes.head + ui.theme.space.xs + sizes.body;
    return std::max(sizes.head + sizes.body, pager_side(ui)) + 2 * sizes.pad_y;
}

void draw_one_part(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board, const LoopRow& parts,
                   const LoopLook& look, HomeView& view) {
    const PartSizes sizes = part_sizes(ui, parts, rect.w, look);
    const std::size_t pages = parts.size() + (look.with_tiles ? 1 : 0), page = page_of(ui, view, pages);
    const float pager = pager_width(ui, pages);
    if (!look.with_tiles) {
        ui::card(ui, rect);
        const ui::Rect room = ui::inset(rect, sizes.pad_x, sizes.pad_y);
        const float block = sizes.head + sizes.body, top = room.y + (room.h - block) / 2;
        draw_part(ui, {room.x, top, room.w - pager, block}, parts[page], sizes.lines);
        draw_pager(ui, {rect.x, rect.y, rect.w - ui.theme.space.s, rect.h}, page, pages, view);
        return;
    }
    const ui::Rect head{rect.x, rect.y, rect.w - pager, sizes.head};
    const ui::Rect body{rect.x, rect.bottom() - sizes.body, rect.w, sizes.body};
    if (page == 0) {
        draw_waiting_line(ui, head, board.waiting);
        draw_waiting_tiles(ui, body, board.waiting, 4);
    } else {
        const LoopPart& part = parts[page - 1];
        LoopTexts texts = loop_texts(ui);
        texts.head.colour = part.colour;
        const float size = texts.head.size_px * 1.05f, lead = size * 1.45f;
        ui::icon(ui, part.icon, {head.x + size / 2, head.y + head.h / 2}, size, part.colour);
        ui::label(ui, {head.x + lead, head.y, head.w - lead, head.h}, part.head, texts.head);
        ui::label(ui, body, part.body, texts.body, {.vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 0.9f});
    }
    draw_pager(ui, {rect.x, rect.y, rect.w, sizes.head}, page, pages, view);
}

}  // namespace

int finished_this_quarter(const ui::Ui& ui, const huddle::Board& board) {
    return huddle::closed_in_quarter(board.loops_closed, ui.environment.today);
}

bool loop_fits(ui::Ui& ui, const huddle::Board& board, float width, const LoopLook& look) {
    if (look.form == LoopForm::part) return true;
    const std::vector<LoopRow> rows = rows_of(parts_of(ui, board, look));
    const float room = width - (look.form == LoopForm::row ? pager_width(ui, rows.size()) : 0);
    const LoopTexts texts = loop_texts(ui);
    return std::all_of(rows.begin(), rows.end(), [&](const LoopRow& row) {
        const float each = each_width(sizes_of(ui), row, room);
        return std::all_of(row.begin(), row.end(),
                           [&](const LoopPart& part) { return ui::text_width(ui, part.head, texts.head) <= each; });
    });
}

float loop_height(ui::Ui& ui, const huddle::Board& board, float width, const LoopLook& look) {
    const LoopRow parts = parts_of(ui, board, look);
    if (parts.empty() && !look.with_tiles) return 0;
    if (look.form == LoopForm::part) return part_height(ui, parts, width, look);
    const std::vector<LoopRow> rows = rows_of(parts);
    const bool paged = look.form == LoopForm::row && rows.size() > 1;
    float tallest = 0, sum = -ui.theme.space.s;
    for (const LoopRow& row : rows) {
        const float height = row_height(ui, row, width - (paged ? pager_width(ui, rows.size()) : 0));
        tallest = std::max(tallest, height);
        sum += height + ui.theme.space.s;
    }
    return look.form == LoopForm::row ? std::max(tallest, paged ? pager_side(ui) + 2 * ui.theme.space.s : 0) : sum;
}

void draw_loop(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board, const LoopLook& look, HomeView& view) {
    const LoopRow parts = parts_of(ui, board, look);
    if (look.form == LoopForm::part) return draw_one_part(ui, rect, board, parts, look, view);
    const std::vector<LoopRow> rows = rows_of(parts);
    if (look.form == LoopForm::row && !rows.empty()) {
        const std::size_t page = page_of(ui, view, rows.size());
        ui::card(ui, rect);
        draw_row(ui, {rect.x, rect.y, rect.w - pager_width(ui, rows.size()), rect.h}, rows[page]);
        return draw_pager(ui, {rect.x, rect.y, rect.w - ui.theme.space.s, rect.h}, page, rows.size(), view);
    }
    float y = rect.y;
    for (const LoopRow& row : rows) {
        const float height = row_height(ui, row, rect.w);
        ui::card(ui, {rect.x, y, rect.w, height});
        draw_row(ui, {rect.x, y, rect.w, height}, row);
        y += height + ui.theme.space.s;
    }
}

namespace {

text::TextStyle finished_style(const ui::Ui& ui) {
    text::TextStyle style = ui.theme.text("body", ui.theme.round(huddle::RoundCategory::lessons).ink);
    style.weight = 600;
    return style;
}

}  // namespace

float finished_width(ui::Ui& ui, const huddle::Board& board) {
    const std::string words = finished_words(ui, board);
    const text::TextStyle style = finished_style(ui);
    return words.empty() ? 0 : style.size_px * 1.5f + ui::text_width(ui, words, style) + 1;
}

void draw_finished(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board) {
    const text::TextStyle style = finished_style(ui);
    const float size = style.size_px, lead = size * 1.5f;
    ui::icon(ui, "flame", {rect.x + size / 2, rect.y + rect.h / 2 - size * 0.18f}, size * 2, ui.theme.colours.ember);
    ui::label(ui, {rect.x + lead, rect.y, rect.w - lead, rect.h}, finished_words(ui, board), style);
}

}  // namespace hearthside::screens::home
