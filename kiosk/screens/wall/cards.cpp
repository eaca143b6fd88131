// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/wall/cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/shapes.h"

namespace hearthside::screens::wall {

namespace {

// How far the mark of a card reaches into the gap below it.
float overhang(const WallCardSizes& sizes) {
    return std::clamp(sizes.mark - sizes.pad_bottom * 0.8f, 0.0f, sizes.gap * 0.5f);
}

text::TextStyle title_style(const ui::Ui& ui, const ui::RoundColours& colours) {
    text::TextStyle style = ui.theme.text("note", colours.ink);
    style.weight = 700;
    return style;
}

struct Mark {
    std::string icon, words;
};

std::vector<Mark> marks_of(const ui::Ui& ui, const WallCard& card) {
    std::vector<Mark> marks;
    const auto number = [&](std::string words, std::size_t count) { return fmt::format(fmt::runtime(words), count); };
    if (card.dots > 0) {
        const auto dots = static_cast<std::size_t>(card.dots);
        marks.push_back({"dot", number(ui.tr("{} dot", "{} dots", dots), dots)});
    }
    if (card.together > 1)
        marks.push_back({"card", number(ui.tr("{} together", "{} together", card.together), card.together)});
    if (card.note->state == huddle::NoteState::talked_about) marks.push_back({"check", ui.tr("Talked about")});
    if (card.note->thanks > 0) marks.push_back({"heart", ui.tr("Thanked")});
    return marks;
}

// The marks in one line, as many as fit. A mark's icon may appear without its word only when another mark
// keeps its word.
void draw_marks(ui::Ui& ui, const ui::Rect& line, const std::vector<Mark>& marks, const ui::RoundColours& colours,
                bool from_the_end) {
    text::TextStyle style = ui.theme.text("small", colours.ink);
    style.weight = 600;
    const float size = style.size_px, gap = ui.theme.space.s;
    float all = 0;
    std::vector<float> widths;
    for (const Mark& mark : marks) {
        const float wide = size * 1.4f + ui::text_width(ui, mark.words, style);
        if (!widths.empty() && all + gap + wide > line.w) break;
        all += (widths.empty() ? 0 : gap) + wide;
        widths.push_back(wide);
    }
    float x = from_the_end ? line.right() - all : line.x;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        ui::icon(ui, marks[i].icon, {x + size / 2, line.y + line.h / 2}, size, style.colour);
        ui::label(ui, {x + size * 1.4f, line.y, std::min(widths[i], line.w) - size * 1.4f + 1, line.h}, marks[i].words,
                  style);
        x += widths[i] + gap;
    }
}

}  // namespace

WallCardSizes wall_card_sizes(const ui::Ui& ui) {
    const ui::Component& part = ui.theme.component("note_card");
    const text::TextStyle small = ui.theme.text("small");
    const float mark = std::round(ui::line_height(small));
    return {part.pad_x, part.pad_y, std::round(part.pad_y * 1.25f), mark, part.gap, 6, ui.theme.text("note")};
}

std::vector<WallCard> wall_cards(const huddle::Board& board, huddle::RoundCategory category,
                                 const RoundWallView& view) {
    const huddle::HuddleBoard& huddle = *board.huddle;
    const auto seen = [&](const huddle::Note& note) {
        return note.category == category && note.state != huddle::NoteState::set_aside;
    };
    // The top of a pile: the note on which the team put the last one, or else the one that was placed first.
    const auto top_of = [&](huddle::GroupId group) {
        const huddle::Note* top = nullptr;
        std::size_t best = 0;
        for (const huddle::Note& note : huddle.notes) {
            if (!seen(note) || note.group != group) continue;
            const auto face = std::find(view.faces.rbegin(), view.faces.rend(), note.id);
            const PlacedNote* placed = view.wall.find(note.id);
            std::size_t rank = 1;
            if (placed) rank = 1'000'000 - static_cast<std::size_t>(placed - view.wall.placed.data());
            if (face != view.faces.rend()) rank = 2'000'000 + static_cast<std::size_t>(view.faces.rend() - face);
            if (!top || rank > best) top = &note, best = rank;
        }
        return top;
    };
    std::vector<WallCard> cards;
    for (const huddle::Note& note : huddle.notes) {
        if (!seen(note)) continue;
        WallCard card{.note = &note};
        for (const huddle::NoteGroup& group : huddle.groups) {
            if (note.group != group.id) continue;
            card.together = static_cast<std::size_t>(
                std::count_if(huddle.notes.begin(), huddle.notes.end(),
                              [&](const huddle::Note& it) { return seen(it) && it.group == group.id; }));
            if (card.together > 1) card.group = &group;
        }
        if (card.group && top_of(card.group->id) != &note) continue;
        for (const auto& [id, dots] : board.voting.result) {
            const auto of = std::ranges::find(huddle.notes, id, &huddle::Note::id);
            if (of == huddle.notes.end()) continue;
            if (id == note.id || (card.group && seen(*of) && of->group == note.group)) card.dots += dots;
        }
        cards.push_back(card);
    }
    return cards;
}

float wall_card_height(ui::Ui& ui, const WallCard& card, const WallCardSizes& sizes, float width) {
    const float room = width - 2 * sizes.pad_x + 1;
    float words = ui::text_height(ui, card.note->text, sizes.text, room, sizes.lines);
    if (card.group && !card.group->title.empty()) words += ui::line_height(sizes.text);
    // A card with one short line is still as tall as a finger needs.
    return std::max(std::ceil(words + sizes.pad_top + sizes.pad_bottom), std::ceil(ui.theme.touch.floor));
}

void draw_wall_card(ui::Ui& ui, const ui::Rect& rect, const WallCard& card, const ui::RoundColours& colours,
                    const WallCardSizes& sizes, CardState state) {
    const huddle::Note& note = *card.note;
    const float width = rect.w - 2 * sizes.pad_x;
    const bool talked = note.state == huddle::NoteState::talked_about;
    const bool right_to_left = ui.pictures.engine().measure(note.text, sizes.text, {width, 1}).right_to_left;
    const std::vector<Mark> marks = marks_of(ui, card);
    ui::Rect shape = rect;
    if (!marks.empty()) shape.h += overhang(sizes);
    if (card.group) {
        // The edge of the note below shows that it is a pile.
        const float step = std::round(std::max(3.0f, sizes.gap * 0.28f));
        ui::RoundColours under = colours;
        under.tint = ui::mix(colours.tint, colours.ink, 0.16f);
        ui::note_card(ui, {shape.x + 1.5f * step, shape.y + step, shape.w - 3 * step, shape.h}, under,
                      {.right_to_left = right_to_left});
    }
    ui::note_card(ui, shape, colours,
                  {.right_to_left = right_to_left, .talked = talked, .pressed = state == CardState::pressed});
    if (state == CardState::marked || state == CardState::lifted)
        ui::outline(ui, shape, colours.ink, ui.theme.radius.note, 2 * ui.theme.line.control);
    ui::Rect words{rect.x + sizes.pad_x, rect.y + sizes.pad_top, width + 1,
                   rect.h - sizes.pad_top - sizes.pad_bottom + 2};
    int lines = sizes.lines;
    if (card.group && !card.group->title.empty()) {
        const float line = ui::line_height(sizes.text);
        const bool alone = words.h < 1.8f * line;
        ui::label(ui, {words.x, words.y, words.w, alone ? words.h : line}, card.group->title, title_style(ui, colours),
                  {.vertical = alone ? ui::VerticalAlign::middle : ui::VerticalAlign::top, .shrink_to = 0.8f});
        words.y += line;
        words.h -= line;
        lines = alone ? -1 : static_cast<int>((words.h + 2) / line);
    }
    if (lines > 0)
        ui::label(ui, words, note.text, sizes.text,
                  {.vertical = ui::VerticalAlign::top, .lines = std::min(lines, sizes.lines), .shrink_to = 1});
    if (marks.empty()) return;
    draw_marks(ui, {rect.x + sizes.pad_x, shape.bottom() - sizes.mark - sizes.pad_bottom * 0.25f, width, sizes.mark},
               marks, colours, right_to_left != ui.placing.mirrored());
}

}  // namespace hearthside::screens::wall
