// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/home/loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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
    row.push_back({"leaf", ui.tr("How it went"), result_words(ui, *loop.help), green, false});
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

// The loop comes first. The other parts fill its row and then one more.
std::vector<LoopRow> rows_of(const ui::Ui& ui, const huddle::Board& board) {
    LoopRow all = board.loop ? told_of(ui, *board.loop) : LoopRow{};
    LoopRow news = news_of(ui, board);
    // Hope is beside the loop where there is room for one part only.
    if (all.size() + 1 == parts_in_a_row && news.size() > 1) std::rotate(news.begin(), news.end() - 1, news.end());
    all.insert(all.end(), news.begin(), news.end());
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

void draw_row(ui::Ui& ui, const ui::Rect& rect, const LoopRow& row) {
    const auto& theme = ui.theme;
    ui::card(ui, rect);
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

}  // namespace

std::size_t loop_rows(const ui::Ui& ui, const huddle::Board& board) { return rows_of(ui, board).size(); }

float loop_height(ui::Ui& ui, const huddle::Board& board, float width, std::size_t rows) {
    const std::vector<LoopRow> all = rows_of(ui, board);
    if (all.empty() || rows == 0) return 0;
    std::vector<float> heights;
    for (const LoopRow& row : all) heights.push_back(row_height(ui, row, width));
    // A single row shows each of them in turn, so it is as tall as the tallest.
    if (rows == 1) return *std::max_element(heights.begin(), heights.end());
    float sum = ui.theme.space.s * static_cast<float>(all.size() - 1);
    for (const float height : heights) sum += height;
    return sum;
}

void draw_loop(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board, std::size_t rows) {
    const std::vector<LoopRow> all = rows_of(ui, board);
    if (all.empty() || rows == 0) return;
    if (rows == 1) return draw_row(ui, rect, all[static_cast<std::size_t>(ui.environment.minute) % all.size()]);
    float y = rect.y;
    for (const LoopRow& row : all) {
        const float height = row_height(ui, row, rect.w);
        draw_row(ui, {rect.x, y, rect.w, height}, row);
        y += height + ui.theme.space.s;
    }
}

void draw_loops_closed(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board) {
    const int closed = huddle::closed_in_quarter(board.loops_closed, ui.environment.today);
    if (closed <= 0) return;
    text::TextStyle style = ui.theme.text("body", ui.theme.round(huddle::RoundCategory::lessons).ink);
    style.weight = 600;
    const std::string words =
        fmt::format(fmt::runtime(ui.tr("{} action finished this quarter", "{} actions finished this quarter",
                                       static_cast<std::size_t>(closed))),
                    closed);
    const float size = style.size_px, lead = size * 1.5f, wide = lead + ui::text_width(ui, words, style);
    if (wide > rect.w) return;
    const float x = rect.right() - wide;
    ui::icon(ui, "loop", {x + size / 2, rect.y + rect.h / 2}, size, style.colour);
    ui::label(ui, {x + lead, rect.y, wide - lead + 1, rect.h}, words, style);
}

}  // namespace hearthside::screens::home
