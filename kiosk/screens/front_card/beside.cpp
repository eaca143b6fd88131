// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/front_card/beside.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::front_card {

namespace {

// The round's own prompts after the first, which everybody has seen; otherwise a few general ones.
std::vector<std::string> questions_of(const ui::Ui& ui, const huddle::Round& round, huddle::RoundCategory category) {
    std::vector<std::string> questions;
    for (std::size_t index = 1; index < round.prompts.size() && index < 4; ++index) {
        questions.push_back(ui.tr(round.prompts[index]));
    }
    const auto add = [&](std::string question) {
        if (questions.size() < 3) questions.push_back(std::move(question));
    };
    switch (category) {
        case huddle::RoundCategory::wins:
            add(ui.tr("What helped it to happen?"));
            add(ui.tr("Who made it easier?"));
            add(ui.tr("Where else could we do this?"));
            break;
        case huddle::RoundCategory::mistakes:
            add(ui.tr("What made this easy to happen?"));
            add(ui.tr("Who else has been here?"));
            add(ui.tr("What would help next time?"));
            break;
        case huddle::RoundCategory::lessons:
            add(ui.tr("When would we use this?"));
            add(ui.tr("What would make it easy to do?"));
            add(ui.tr("Who else should hear it?"));
            break;
        case huddle::RoundCategory::hope:
            add(ui.tr("What is one small step towards it?"));
            add(ui.tr("Who could help us?"));
            add(ui.tr("What support would we need?"));
            break;
    }
    return questions;
}

text::TextStyle heading_style(const ui::Ui& ui) {
    text::TextStyle heading = ui.theme.text("label", ui.theme.colours.ink_soft);
    heading.weight = 650;
    heading.size_px *= 1.2f;
    return heading;
}

void draw_questions(ui::Ui& ui, const ui::Rect& rect, const std::vector<std::string>& questions) {
    const ui::Appearance& theme = ui.theme;
    const text::TextStyle heading = heading_style(ui);
    text::TextStyle text = theme.text("prompt");
    text.size_px = theme.text("url").size_px;
    text.weight = 500;
    text.family = theme.text("url").family;
    const float head = ui::line_height(heading) + theme.space.l;
    // As many as fit, each with a line between.
    float all = head;
    std::vector<float> heights;
    for (const std::string& question : questions) {
        const float height = std::min(ui::text_height(ui, question, text, rect.w), 3.1f * ui::line_height(text));
        const float with_gap = height + (heights.empty() ? 0 : 2 * theme.space.l);
        if (all + with_gap > rect.h) break;
        heights.push_back(height);
        all += with_gap;
    }
    if (heights.empty()) return;
    float y = rect.y + (rect.h - all) / 2;
    ui::label(ui, {rect.x, y, rect.w, ui::line_height(heading)}, ui.tr("We could ask"), heading);
    y += head;
    for (std::size_t index = 0; index < heights.size(); ++index) {
        if (index > 0) {
            y += theme.space.l;
            ui::fill(ui, {rect.x, std::round(y), rect.w, theme.line.hair}, theme.colours.control_line, 0, 0.55f);
            y += theme.space.l;
        }
        ui::label(ui, {rect.x, y, rect.w, heights[index] + 1}, questions[index], text, {.lines = 3});
        y += heights[index];
    }
}

// The other notes of its group as small cards, with the group's name and the button to leave it.
BesideAnswer draw_group(ui::Ui& ui, const ui::Rect& rect, const FrontNotes& notes, bool enabled) {
    const ui::Appearance& theme = ui.theme;
    const ui::RoundColours& colours = theme.round(notes.note->category);
    BesideAnswer answer;
    const bool portrait = theme.shape == ui::ScreenShape::portrait, compact = theme.shape == ui::ScreenShape::compact;
    const float gap = std::max(theme.space.s, theme.touch.gap_row), tall = ui::button_height(ui, ui::ButtonKind::quiet);
    const bool named = !notes.group->title.empty();
    const std::string out = ui.tr("Remove this one");
    const ui::ButtonLook out_look{.kind = ui::ButtonKind::quiet, .icon = "close", .enabled = enabled};
    const ui::ButtonLook name_look{.kind = ui::ButtonKind::quiet, .icon = "pencil", .enabled = enabled};
    float y = rect.y, low = rect.bottom() - tall;
    if (compact) {
        // The name is itself the button, because the notes need the room.
        answer.name_group = ui::button(ui, "name-group", {rect.x, y, rect.w, tall},
                                       named ? notes.group->title : ui.tr("Name the group"), name_look);
        answer.ungroup = ui::button(ui, "ungroup-note", {rect.x, low, rect.w, tall}, out, out_look);
        y += tall + gap;
    } else {
        const std::string name = named ? ui.tr("Change the name") : ui.tr("Name the group");
        const float half = portrait ? std::floor((rect.w - gap) / 2) : rect.w;
        if (!portrait) low -= tall + gap;
        const ui::Rect out_place =
            portrait ? ui::Rect{rect.x + half + gap, low, half, tall} : ui::Rect{rect.x, low + tall + gap, half, tall};
        answer.name_group = ui::button(ui, "name-group", {rect.x, low, half, tall}, name, name_look);
        answer.ungroup = ui::button(ui, "ungroup-note", out_place, out, out_look);
        text::TextStyle heading = theme.text("prompt", colours.ink);
        heading.size_px = theme.text("url").size_px;
        const std::string title = named ? notes.group->title : ui.tr("Together with");
        const float head = std::min(ui::text_height(ui, title, heading, rect.w), 2.1f * ui::line_height(heading));
        ui::label(ui, {rect.x, y, rect.w, head + 1}, title, heading, {.lines = 2});
        y += head + theme.space.s;
    }
    const text::TextStyle words = theme.text("body");
    const float pad = theme.space.m, room = rect.w - 2 * pad;
    for (std::size_t i = 0; i < notes.together.size(); ++i) {
        const huddle::Note& other = *notes.together[i];
        const float text = std::min(measured_height(ui, other.text, words, room, 3), 2.05f * ui::line_height(words));
        const float height = std::max(text + 2 * theme.space.s, theme.touch.floor);
        const bool more_follow = i + 1 < notes.together.size();
        const float rest = more_follow ? ui::line_height(words) : 0;
        if (y + height + rest > low - theme.space.s) {
            const std::size_t left = notes.together.size() - i;
            const std::string sentence = fmt::format(fmt::runtime(ui.tr("{} more", "{} more", left)), left);
            if (y + ui::line_height(words) <= low - theme.space.xs)
                ui::label(ui, {rect.x, y, rect.w, ui::line_height(words)}, sentence,
                          theme.text("body", theme.colours.ink_soft));
            break;
        }
        const ui::Rect place{rect.x, y, rect.w, height};
        const ui::Touch finger = ui::touch(ui, "together-" + huddle::to_hex(other.id.value), place, enabled);
        const bool right_to_left = ui.pictures.engine().measure(other.text, words, {room, 1}).right_to_left;
        ui::note_card(ui, place, colours, {.right_to_left = right_to_left, .pressed = finger.pressed});
        ui::label(ui, {place.x + pad, place.y, room, place.h}, other.text, words, {.lines = 2, .shrink_to = 1});
        if (finger.tapped) answer.go_to = other.id;
        y += height + gap;
    }
    return answer;
}

}  // namespace

BesideAnswer draw_beside(ui::Ui& ui, const ui::Rect& rect, const FrontNotes& notes, const huddle::Round& round,
                         bool enabled) {
    const ui::Appearance& theme = ui.theme;
    ui::Rect room = rect;
    BesideAnswer answer;
    huddle::NoteId go_to;
    if (!notes.alone) {
        const float tall = std::max(ui::button_height(ui, ui::ButtonKind::quiet), theme.touch.floor);
        const float gap = std::max(theme.space.m, theme.touch.gap), half = std::floor((rect.w - gap) / 2);
        const float y = rect.bottom() - tall;
        const auto arrow = [&](std::string_view name, std::string_view icon_name, float x, const huddle::Note* to) {
            if (ui::button(ui, name, {x, y, half, tall}, {},
                           {.icon = std::string(icon_name), .enabled = enabled && to, .second = ui::SecondTap::counts}))
                go_to = to->id;
        };
        arrow("previous-note", "back", rect.x, notes.previous);
        arrow("next-note", "next", rect.x + half + gap, notes.next);
        room.h -= tall + theme.space.m;
    }
    if (notes.group)
        answer = draw_group(ui, room, notes, enabled);
    else
        draw_questions(ui, room, questions_of(ui, round, notes.note->category));
    if (go_to.value != 0) answer.go_to = go_to;
    return answer;
}

}  // namespace hearthside::screens::front_card
