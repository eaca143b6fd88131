// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/since_last_time/side_cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/since_last_time/ask_cards.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::since_last_time {

namespace {

struct SideSizes {
    text::TextStyle body, head, small;
    float pad = 0, disc = 0;
};

SideSizes sizes_of(const ui::Ui& ui, bool large) {
    const auto& theme = ui.theme;
    SideSizes sizes{theme.text(large ? "url" : "note"), theme.text("note"), theme.text("label", theme.colours.ink_soft),
                    theme.space.l, theme.px(0.0463)};
    sizes.body.weight = 500;
    sizes.head.weight = 650;
    return sizes;
}

constexpr int body_lines = 6, answer_lines = 4;

float words_height(ui::Ui& ui, const std::string& words, const text::TextStyle& style, float room, int lines) {
    return words.empty() ? 0
                         : std::min(ui::text_height(ui, words, style, room),
                                    static_cast<float>(lines) * ui::line_height(style) + 1);
}

float side_height(ui::Ui& ui, const SideCard& it, float width, const SideSizes& sizes) {
    const auto& theme = ui.theme;
    const float room = width - 2 * sizes.pad;
    float height =
        1.6f * sizes.pad + sizes.disc + theme.space.s + words_height(ui, it.body, sizes.body, room, body_lines);
    if (!it.answer.empty())
        height +=
            theme.space.s + ui::line_height(sizes.small) + words_height(ui, it.answer, sizes.body, room, answer_lines);
    if (!it.foot.empty()) height += theme.space.s + words_height(ui, it.foot, sizes.small, room, 2);
    if (!it.chips.empty()) height += theme.space.s + frame::chips_height(ui, room, it.chips);
    return std::ceil(height);
}

std::string draw_side(ui::Ui& ui, const ui::Rect& rect, const SideCard& it, const SideSizes& sizes) {
    const auto& theme = ui.theme;
    if (it.colours)
        ui::well(ui, rect, it.colours->tint);
    else
        ui::card(ui, rect);
    const text::Colour ink = it.colours ? it.colours->ink : theme.colours.ink;
    const float x = rect.x + sizes.pad, room = rect.w - 2 * sizes.pad, size = sizes.disc;
    ui::disc(ui, {x + size / 2, rect.y + 0.8f * sizes.pad + size / 2}, size, it.colours ? ink : theme.colours.sand,
             it.icon, it.colours ? it.colours->on_ink : theme.colours.ink_soft, 0.5f);
    text::TextStyle head = sizes.head;
    head.colour = ink;
    ui::label(ui, {x + size + theme.space.m, rect.y + 0.8f * sizes.pad, room - size - theme.space.m, size}, it.head,
              head);

    float bottom = rect.bottom() - 0.8f * sizes.pad;
    std::string name;
    if (!it.chips.empty()) {
        const float tall = frame::chips_height(ui, room, it.chips);
        if (const auto tapped = frame::draw_chips(ui, {x, std::round(bottom - tall), room, tall + 1}, it.chips))
            name = it.chips[*tapped].name;
        bottom -= tall + theme.space.s;
    }
    if (!it.foot.empty()) {
        const float tall = words_height(ui, it.foot, sizes.small, room, 2);
        text::TextStyle small = sizes.small;
        if (it.colours) small.colour = theme.colours.ink;
        ui::label(ui, {x, bottom - tall, room, tall + 1}, it.foot, small, {.lines = 2});
        bottom -= tall + theme.space.s;
    }
    float y = rect.y + 0.8f * sizes.pad + size + theme.space.s;
    const float answer = words_height(ui, it.answer, sizes.body, room, answer_lines);
    const float body = std::min(words_height(ui, it.body, sizes.body, room, body_lines), bottom - y);
    ui::label(ui, {x, y, room, body + 1}, it.body, sizes.body,
              {.vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 0.85f});
    if (it.answer.empty()) return name;
    y += body + theme.space.s;
    ui::label(ui, {x, y, room, ui::line_height(sizes.small)}, it.second, sizes.small);
    y += ui::line_height(sizes.small);
    ui::label(ui, {x, y, room, std::min(answer, bottom - y) + 1}, it.answer, sizes.body,
              {.vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 0.85f});
    return name;
}

float all_heights(ui::Ui& ui, const std::vector<SideCard>& cards, float width, const SideSizes& sizes,
                  std::vector<float>& heights) {
    heights.clear();
    float all = ui.theme.space.m * static_cast<float>(std::max<std::size_t>(cards.size(), 1) - 1);
    for (const SideCard& it : cards) all += heights.emplace_back(side_height(ui, it, width, sizes));
    return all;
}

}  // namespace

std::vector<SideCard> side_cards(const ui::Ui& ui, const huddle::Board& board, bool with_news) {
    std::vector<SideCard> cards;
    const huddle::HuddleId huddle = board.huddle ? board.huddle->id : huddle::HuddleId{};
    for (const huddle::Question& it : board.answered) {
        // Questions answered in this huddle are on their own card. Two earlier ones are enough.
        if (said_in(it, huddle) || cards.size() == 2) continue;
        SideCard card{.icon = "question", .head = ui.tr("We asked"), .body = it.text, .keeps_place = cards.empty()};
        const bool known = it.state == huddle::QuestionState::answered;
        card.second = known ? ui.tr("We know now") : ui.tr("Not ours to answer. Pass it to");
        card.answer = known ? it.answer : ui.tr(it.for_role);
        cards.push_back(std::move(card));
    }
    if (with_news && board.shared_news) {
        const AskCard news = news_card(ui, *board.shared_news);
        SideCard card{.icon = "book",
                      .head = ui.tr("Learnt next door"),
                      .body = news.words,
                      .foot = news.meta,
                      .colours = &ui.theme.round(huddle::RoundCategory::lessons),
                      .chips = news.answers};
        for (frame::RowChip& chip : card.chips) chip.icon.clear();
        cards.push_back(std::move(card));
    }
    if (cards.empty() && board.loop && board.loop->state == huddle::ActionState::done && !board.loop->you_said.empty())
        cards.push_back({.icon = "book",
                         .head = ui.tr("We learnt"),
                         .body = board.loop->you_said,
                         .colours = &ui.theme.round(huddle::RoundCategory::lessons)});
    if (!board.hope.empty())
        cards.push_back({.icon = "sunrise",
                         .head = ui.tr("Someone hoped"),
                         .body = fmt::format(fmt::runtime(ui.tr("“{}”")), ui::isolated(ui, board.hope)),
                         .colours = &ui.theme.round(huddle::RoundCategory::hope)});
    return cards;
}

float sides_height(ui::Ui& ui, const std::vector<SideCard>& cards, float width) {
    std::vector<float> heights;
    return all_heights(ui, cards, width, sizes_of(ui, false), heights);
}

bool news_fits(ui::Ui& ui, const ui::Rect& room, std::vector<SideCard> cards) {
    while (!cards.empty() && cards.back().chips.empty()) cards.pop_back();
    return !cards.empty() && sides_height(ui, cards, room.w) <= room.h + 1;
}

std::string draw_sides(ui::Ui& ui, const ui::Rect& room, std::vector<SideCard> cards, bool spread, bool& news_shown) {
    std::vector<float> heights;
    SideSizes sizes = sizes_of(ui, true);
    float all = all_heights(ui, cards, room.w, sizes, heights);
    if (all > room.h) {
        sizes = sizes_of(ui, false);
        all = all_heights(ui, cards, room.w, sizes, heights);
    }
    // Cards that do not fit are left out, the last first, instead of cramping all of them.
    while (all > room.h + 1 && cards.size() > 1) {
        const auto last =
            std::find_if(cards.rbegin(), cards.rend(), [](const SideCard& it) { return !it.keeps_place; });
        if (last == cards.rend()) break;
        cards.erase(std::next(last).base());
        all = all_heights(ui, cards, room.w, sizes, heights);
    }
    if (cards.empty() || room.h < sizes.disc + 2 * sizes.pad) return {};
    if (all > room.h + 1 && !cards.front().chips.empty()) return {};
    // A card does not grow to fill the place of others.
    float more = spread ? std::max(0.0f, room.h - all) / static_cast<float>(cards.size()) : 0;
    more = std::min(more, ui.theme.px(0.12));
    std::string name;
    float y = room.y;
    for (std::size_t i = 0; i < cards.size(); ++i) {
        const float height = std::min(heights[i] + more, room.bottom() - y);
        const std::string tapped = draw_side(ui, {room.x, y, room.w, height}, cards[i], sizes);
        if (!tapped.empty()) name = tapped;
        if (!cards[i].chips.empty()) news_shown = true;
        y += height + ui.theme.space.m;
    }
    return name;
}

}  // namespace hearthside::screens::since_last_time
