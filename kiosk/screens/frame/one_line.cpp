// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/one_line.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/nudge.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::frame {

namespace {

bool is_blank(const std::string& text) { return text.find_first_not_of(" \n") == std::string::npos; }

NudgedTexts texts_of(OneLine& line) { return {{&line.field}}; }

OneLineAnswer draw_line_nudge(ui::Ui& ui, OneLine& line, const OneLineLook& look, float bottom) {
    const NudgeStep step = draw_nudge(ui, line.nudge, texts_of(line),
                                      {.icon = look.icon,
                                       .heading = look.title,
                                       .colours = look.colours,
                                       .promise = ui.tr("Nothing has been kept yet."),
                                       .send = look.keep,
                                       .send_as_it_is = ui.tr("Keep as it is"),
                                       .send_icon = "check",
                                       .pause = true,
                                       .waiting = look.waiting},
                                      bottom);
    if (step.rewritten) line.keyboard_shown = true;
    return step.answer == NudgeAnswer::send ? OneLineAnswer::keep : OneLineAnswer::nothing;
}

}  // namespace

void open_one_line(OneLine& line, std::string text) {
    line = {};
    line.open = true;
    ui::set_text(line.field, std::move(text));
}

void close_one_line(ui::Ui& ui, OneLine& line) {
    ui::clear(line.field);
    wipe_nudge(line.nudge);
    ui.pictures.forget_private_texts();
    line = {};
    ui.wake_at(ui.now);
}

OneLineAnswer draw_one_line(ui::Ui& ui, OneLine& line, const OneLineLook& look) {
    const auto& theme = ui.theme;
    const ui::RoundColours& colours = look.colours ? *look.colours : theme.primary_round;
    const float left = theme.margin.x, right = static_cast<float>(theme.width) - theme.margin.x;
    std::vector<ui::KeyPress> presses = ui.keys;
    float bottom = static_cast<float>(theme.height) - theme.margin.bottom;
    OneLineAnswer answer = OneLineAnswer::nothing;
    bool done = false;
    if (!line.problem.empty()) close_nudge(line.nudge);
    if (line.keyboard_shown && (!line.nudge.open || nudge_keeps_keyboard(ui, line.nudge))) {
        const ui::KeyboardAnswer typed =
            ui::draw_keyboard(ui, ui::screen_of(ui), line.keyboard,
                              {.colours = &colours, .sentences = ui::before_caret(line.field.edit)});
        presses.insert(presses.end(), typed.presses.begin(), typed.presses.end());
        if (typed.wake) ui.wake_at(*typed.wake);
        bottom = static_cast<float>(theme.height) - ui::keyboard_height(ui) - theme.space.m;
        if (typed.done) line.keyboard_shown = false;
    }
    if (line.nudge.open && !look.waiting) write_on(line.nudge, presses);
    if (line.nudge.open) return draw_line_nudge(ui, line, look, bottom);
    for (const ui::KeyPress& press : presses) {
        if (press.kind == ui::KeyPress::Kind::escape) answer = OneLineAnswer::leave;
        done = done || press.kind == ui::KeyPress::Kind::enter;
    }

    const float gap = std::max(theme.space.m, theme.touch.gap);
    const float tall = std::max(theme.px(0.0741), theme.touch.floor);
    const ui::ButtonLook back{.icon = "back"};
    const ui::Rect back_place{left, theme.margin.top, ui::button_width(ui, look.back, back), tall};
    if (ui::button(ui, "leave-line", ui::sided(ui, back_place), look.back, back)) answer = OneLineAnswer::leave;
    const ui::Rect pause{back_place.right() + gap, theme.margin.top, pause_width(ui), tall};
    pause_button(ui, ui::sided(ui, pause));
    const bool empty = is_blank(line.field.text());
    const ui::ButtonLook keep{.kind = ui::ButtonKind::next,
                              .icon = "check",
                              .colours = &colours,
                              .enabled = !look.waiting && (look.may_be_empty || !empty)};
    const float wide = std::min(ui::button_width(ui, look.keep, keep), right - pause.right() - gap);
    const ui::Rect keep_place{right - wide, theme.margin.top, wide, std::max(tall, theme.touch.main)};
    if (ui::button(ui, "keep-line", ui::sided(ui, keep_place), look.keep, keep)) done = true;

    const bool compact = theme.shape == ui::ScreenShape::compact;
    const text::TextStyle title = theme.text(compact ? "button" : "prompt", colours.ink);
    const text::TextStyle about = theme.text("body", theme.colours.ink_soft);
    const ui::Rect room{left, keep_place.bottom() + theme.space.m, right - left,
                        bottom - keep_place.bottom() - theme.space.m};
    float y = room.y;
    const float field_least = ui::line_height(theme.text("note")) + 2 * theme.space.l;
    // A small panel keeps the question and drops the rest.
    const float title_height = std::min(ui::text_height(ui, look.title, title, room.w), 2.1f * ui::line_height(title));
    ui::label(ui, {room.x, y, room.w, title_height + 1}, look.title, title, {.lines = 2});
    y += title_height + theme.space.xs;
    const std::string& trouble = line.problem;
    const float below = std::min(ui::text_height(ui, look.about, about, room.w), 2.1f * ui::line_height(about));
    if (!trouble.empty()) {
        const float strip = std::min(ui::banner_height(ui), std::max(0.0f, bottom - y - field_least));
        ui::banner(ui, {room.x, y, room.w, strip}, {.icon = "chat", .bold = trouble});
        y += strip + theme.space.s;
    } else if (below > 0 && y + below + theme.space.s + field_least <= bottom) {
        ui::label(ui, {room.x, y, room.w, below + 1}, look.about, about, {.lines = 2});
        y += below + theme.space.s;
    }
    const ui::Rect box{room.x, y, room.w, std::max(field_least, std::min(bottom - y, theme.px(0.3)))};
    ui::card(ui, box);
    ui::outline(ui, box, colours.ink, theme.radius.card, theme.line.control * 1.4f);
    text::TextStyle words = theme.text(compact ? "note" : "url");
    words.weight = 500;
    const ui::TextFieldAnswer typed = ui::draw_text_field(ui, "one-line", box, line.field,
                                                          {.style = words,
                                                           .caret = colours.ink,
                                                           .placeholder = look.placeholder,
                                                           .active = !look.waiting,
                                                           .new_lines = false,
                                                           .pad_x = theme.space.l,
                                                           .pad_y = theme.space.m},
                                                          presses);
    if (typed.tapped) line.keyboard_shown = true;
    if (typed.changed) line.problem.clear();
    if (answer == OneLineAnswer::leave) return answer;
    if (!done || !keep.enabled) return OneLineAnswer::nothing;
    if (!open_nudge(line.nudge, texts_of(line))) return OneLineAnswer::keep;
    ui.wake_at(ui.now);
    return OneLineAnswer::nothing;
}

}  // namespace hearthside::screens::frame
