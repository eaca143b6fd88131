// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/wall/cards.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/ui/shapes.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::wall {

namespace {

text::TextStyle title_style(const WallCardSizes& sizes, const ui::RoundColours& colours) {
    text::TextStyle style = sizes.text;
    style.colour = colours.ink;
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
    if (card.learnt) marks.push_back({"book", ui.tr("Lesson")});
    if (card.asked) marks.push_back({"question", ui.tr("Question")});
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
    text::TextStyle text = ui.theme.text("note");
    text.line = 1.27f;
    return {part.pad_x, part.pad_y, std::round(ui::line_height(ui.theme.text("small"))), part.gap, text};
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
            std::size_t rank = 1;
            if (const auto slot = view.wall.find(note.id)) rank = 1'000'000 - *slot;
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
        const auto holds = [&](huddle::NoteId id) {
            if (id == note.id) return true;
            const auto of = std::ranges::find(huddle.notes, id, &huddle::Note::id);
            return card.group && of != huddle.notes.end() && seen(*of) && of->group == note.group;
        };
        for (const auto& [id, dots] : board.voting.result)
            if (holds(id)) card.dots += dots;
        for (const huddle::Lesson& lesson : huddle.lessons)
            card.learnt = card.learnt || std::ranges::any_of(lesson.notes, holds);
        for (const huddle::Question& question : huddle.questions)
            card.asked = card.asked || (question.note && holds(*question.note));
        cards.push_back(card);
    }
    return cards;
}

float single_type(ui::Ui& ui, const WallCard& card, const WallCardSizes& sizes, const ui::Rect& rect) {
    const float room_w = rect.w - 4 * sizes.pad_x, room_h = rect.h - 4 * sizes.pad_y - sizes.mark;
    const float least = ui.theme.room_type.note_max, step = std::max(1.0f, ui.theme.px(0.0037));
    text::TextStyle style = sizes.text;
    for (; style.size_px > least; style.size_px -= step)
        if (ui.pictures.engine().measure(card.note->text, style, {room_w, 0}).height <= room_h) break;
    return std::max(style.size_px, std::min(least, sizes.text.size_px));
}

namespace {

// The half discs at the foot of a wall's only card.
void draw_half_discs(ui::Ui& ui, const ui::Rect& rect, const ui::RoundColours& colours) {
    const ui::Clipped inside(ui, rect);
    const ImVec2 foot{rect.right() - rect.h * 0.45f, rect.bottom()};
    for (const float part : {0.31f, 0.22f, 0.136f}) ui::glow(ui, foot, 2 * part * rect.h, colours.mid, 0.12f);
}

}  // namespace

void draw_wall_card(ui::Ui& ui, const ui::Rect& rect, const WallCard& card, const ui::RoundColours& colours,
                    const WallCardSizes& sizes, CardState state, bool single) {
    const huddle::Note& note = *card.note;
    const float pad_x = sizes.pad_x * (single ? 2 : 1), pad_y = sizes.pad_y * (single ? 2 : 1);
    const float width = rect.w - 2 * pad_x;
    const bool talked = note.state == huddle::NoteState::talked_about;
    const std::string text = ui::with_last_emoji_kept(note.text);
    const bool right_to_left = ui.pictures.engine().measure(text, sizes.text, {width, 1}).right_to_left;
    const std::vector<Mark> marks = marks_of(ui, card);
    if (card.group) {
        // The edge of the note below shows that it is a pile.
        const float step = std::round(std::max(3.0f, sizes.gap * 0.28f));
        ui::RoundColours under = colours;
        under.tint = ui::mix(colours.tint, colours.ink, 0.16f);
        ui::note_card(ui, {rect.x + 1.5f * step, rect.y + step, rect.w - 3 * step, rect.h}, under,
                      {.right_to_left = right_to_left});
    }
    ui::note_card(ui, rect, colours,
                  {.right_to_left = right_to_left, .talked = talked, .pressed = state == CardState::pressed});
    if (single) draw_half_discs(ui, rect, colours);
    if (state == CardState::marked || state == CardState::lifted)
        ui::outline(ui, rect, colours.ink, ui.theme.radius.note, 2 * ui.theme.line.control);
    ui::Rect words{rect.x + pad_x, rect.y + pad_y, width + 1, rect.h - 2 * pad_y};
    if (!marks.empty()) words.h -= sizes.mark + ui.theme.space.xs;
    if (card.group && !card.group->title.empty()) {
        const float title = ui::line_height(sizes.text);
        ui::label(ui, {words.x, words.y, words.w, title}, card.group->title, title_style(sizes, colours),
                  {.shrink_to = 0.6f});
        words.y += title;
        words.h -= title;
    }
    // A note that is a little too long is smaller before it is cut.
    text::TextStyle style = sizes.text;
    for (const float part : {0.93f, 0.86f, 0.8f}) {
        if (ui::text_height(ui, text, style, words.w) <= words.h + 2) break;
        style.size_px =
            std::max(sizes.text.size_px * part, std::min(sizes.text.size_px, ui.theme.text("note").size_px));
    }
    // The lines of some scripts are taller than the style says.
    const float line = std::max(ui::line_height(style), ui::text_height(ui, text, style, words.w, 1));
    const ui::Rect said = ui::label(ui, words, text, style,
                                    {.vertical = single ? ui::VerticalAlign::middle : ui::VerticalAlign::top,
                                     .lines = std::max(1, static_cast<int>((words.h + 2) / line)),
                                     .shrink_to = 1});
    if (marks.empty()) return;
    draw_marks(ui, {rect.x + pad_x, std::min(said.bottom(), words.bottom()) + ui.theme.space.xs, width, sizes.mark},
               marks, colours, right_to_left != ui.placing.mirrored());
}

}  // namespace hearthside::screens::wall
