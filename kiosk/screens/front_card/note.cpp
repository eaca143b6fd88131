// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/front_card/note.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::front_card {

float measured_height(ui::Ui& ui, std::string_view text, const text::TextStyle& style, float width, int lines_at_most) {
    return std::ceil(ui.pictures.engine().measure(text, style, {width, lines_at_most}).height);
}

namespace {

// The note's sizes as fractions of H, from the one for the far end of the room down.
constexpr std::array<double, 6> note_sizes{0.0815, 0.0722, 0.0639, 0.0574, 0.0519, 0.0463};

struct Fitted {
    text::TextStyle style;
    float height = 0;
};

// This many bytes do not fit at a larger size, and laying out each size takes time.
constexpr std::size_t bytes_for_smallest = 2000;
// A note with more lines is drawn line by line, and only the visible lines. One picture of all could be
// larger than any screen.
constexpr std::ptrdiff_t lines_in_one_picture = 16;

Fitted fit(ui::Ui& ui, const std::string& text, float width, float height) {
    text::TextStyle style = ui.theme.text("note_xl");
    const float full = style.size_px;
    float tall = 0;
    for (const double size : note_sizes) {
        if (text.size() > bytes_for_smallest && size != note_sizes.back()) continue;
        style.size_px = std::round(full * static_cast<float>(size / note_sizes.front()));
        tall = measured_height(ui, text, style, width);
        if (tall <= height) break;
    }
    return {style, tall};
}

// Draws each line at its own height, from `top` down, if it lies in `seen`. Returns the height of all lines.
float draw_lines(ui::Ui& ui, std::string_view text, const text::TextStyle& style, const ui::Rect& seen, float top,
                 bool draws) {
    float y = top;
    for (;;) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        const float tall = line.empty() ? ui::line_height(style) : measured_height(ui, line, style, seen.w);
        if (draws && !line.empty() && y + tall > seen.y && y < seen.bottom())
            ui::draw_picture(ui, ui.pictures.text(line, style, {seen.w, 0}), {seen.x, y});
        y += tall;
        if (end == text.npos) return y - top;
        text.remove_prefix(end + 1);
    }
}

// Marks for what the team has done with the note, at the foot of its card.
void draw_marks(ui::Ui& ui, const ui::Rect& rect, const huddle::Note& note, const ui::RoundColours& colours,
                float pad) {
    text::TextStyle style = ui.theme.text("small", colours.ink);
    style.weight = 600;
    const float line = ui::line_height(style), size = style.size_px;
    float x = rect.x + pad;
    const float y = rect.bottom() - line - ui.theme.space.xs;
    const auto mark = [&](std::string_view icon_name, const std::string& words) {
        ui::icon(ui, icon_name, {x + size / 2, y + line / 2}, size, colours.ink);
        const float wide = ui::text_width(ui, words, style);
        ui::label(ui, {x + size * 1.4f, y, wide + 1, line}, words, style);
        x += size * 1.4f + wide + ui.theme.space.l;
    };
    if (note.thanks > 0) mark("heart", ui.tr("Thanked"));
    if (note.state == huddle::NoteState::talked_about) mark("check", ui.tr("Talked about"));
}

}  // namespace

FrontNotes front_notes_of(const huddle::Board& board, huddle::NoteId id) {
    FrontNotes found;
    if (!board.huddle) return found;
    const huddle::HuddleBoard& huddle = *board.huddle;
    for (const huddle::Note& note : huddle.notes)
        if (note.id == id) found.note = &note;
    if (!found.note) return found;
    bool passed = false;
    for (const huddle::Note& note : huddle.notes) {
        if (note.category != found.note->category || note.state == huddle::NoteState::set_aside) continue;
        if (&note == found.note) {
            passed = true;
            continue;
        }
        found.alone = false;
        if (!passed) found.previous = &note;
        if (passed && !found.next) found.next = &note;
        if (note.group && note.group == found.note->group) found.together.push_back(&note);
    }
    for (const huddle::NoteGroup& group : huddle.groups)
        if (!found.together.empty() && group.id == found.note->group) found.group = &group;
    return found;
}

std::string thanks_sentence(const ui::Ui& ui, huddle::RoundCategory category) {
    switch (category) {
        case huddle::RoundCategory::wins:
            return ui.tr("Let’s notice what made it possible.");
        case huddle::RoundCategory::mistakes:
            return ui.tr("Let’s be curious about the work, not the person.");
        case huddle::RoundCategory::lessons:
            return ui.tr("Let’s see where else this would help.");
        case huddle::RoundCategory::hope:
            return ui.tr("Let’s hold on to this one.");
    }
    return {};
}

void draw_front_note(ui::Ui& ui, const ui::Rect& rect, const huddle::Note& note, FrontCardView& view) {
    const ui::RoundColours& colours = ui.theme.round(note.category);
    const float pad = std::min(ui.theme.px(0.0593), rect.h * 0.13f);
    const bool marked = note.thanks > 0 || note.state == huddle::NoteState::talked_about;
    const float foot = std::max(std::min(pad, rect.h * 0.09f),
                                marked ? ui::line_height(ui.theme.text("small")) + 2 * ui.theme.space.xs : 0);
    const ui::Rect inside = ui::inset(rect, pad, foot);
    Fitted fitted = fit(ui, note.text, inside.w, inside.h);
    const bool by_lines = fitted.height > inside.h && std::ranges::count(note.text, '\n') > lines_in_one_picture;
    if (by_lines) fitted.height = draw_lines(ui, note.text, fitted.style, inside, 0, false);
    const bool right_to_left = ui.pictures.engine().measure(note.text, fitted.style, {inside.w, 1}).right_to_left;
    ui::note_card(ui, rect, colours, {.right_to_left = right_to_left, .radius = ui.theme.radius.panel});
    draw_marks(ui, rect, note, colours, pad);

    const float hidden = std::max(0.0f, fitted.height - inside.h);
    const ImGuiIO& io = ImGui::GetIO();
    if (hidden > 0 && ui::touch(ui, "note-text", rect, true, ui::SecondTap::counts).pressed)
        view.scroll -= io.MouseDelta.y;
    view.scroll = std::clamp(view.scroll, 0.0f, hidden);
    if (hidden <= 0) {
        ui::label(ui, inside, note.text, fitted.style, {.lines = 0, .shrink_to = 1});
        return;
    }
    {
        const ui::Clipped clipped(ui, {rect.x, inside.y, rect.w, inside.h});
        if (by_lines) {
            draw_lines(ui, note.text, fitted.style, inside, inside.y - view.scroll, true);
        } else {
            const ui::Picture words = ui.pictures.text(note.text, fitted.style, {inside.w, 0});
            ui::draw_picture(ui, words, {inside.x, inside.y - view.scroll});
        }
    }
    // A thin bar shows that there is more text, and where.
    const float wide = ui.theme.px(0.0056), track = inside.h;
    const float part = track * inside.h / fitted.height;
    const ui::Rect bar{rect.right() - pad / 2 - wide / 2, inside.y + (track - part) * view.scroll / hidden, wide, part};
    ui::fill(ui, bar, colours.mid, wide / 2);
}

}  // namespace hearthside::screens::front_card
