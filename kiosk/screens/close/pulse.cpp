// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/close/pulse.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::close {

namespace {

// How long a tapped number stays filled and says thank you.
constexpr huddle::Milliseconds pulse_thanks{1000};

float pulse_dot(const ui::Ui& ui) {
    return std::round(std::max(ui.theme.component("pulse_dot").diameter, ui.theme.touch.main));
}

// One number: a ring with an arc of its part of five. Returns whether it was tapped.
bool draw_pulse_dot(ui::Ui& ui, const ui::Rect& rect, int value, bool filled) {
    const ui::RoundColours& hope = ui.theme.round(huddle::RoundCategory::hope);
    const ui::Touch finger = ui::touch(ui, "pulse-" + std::to_string(value), rect);
    text::Colour ground = filled ? hope.ink : ui.theme.colours.paper;
    if (finger.pressed) ground = ui::darker(ground);
    ui::fill(ui, rect, ground, rect.h / 2);
    ui::ring(ui, ui::centre_of(rect), rect.h,
             {.part = static_cast<float>(value) / 5, .arc = hope.ink, .track = hope.tint, .stroke = 0.075f});
    text::TextStyle number = ui.theme.text("prompt", filled ? hope.on_ink : hope.ink);
    number.size_px = rect.h * 0.38f;
    ui::label(ui, rect, std::to_string(value), number, {.align = text::TextAlign::centre});
    return finger.tapped;
}

}  // namespace

// The question on one side and the five numbers on the other; one below the other on a tall screen.
void draw_pulse(ui::Ui& ui, const ui::Rect& rect, CloseView& view) {
    const auto& theme = ui.theme;
    ui::fill(ui, rect, theme.round(huddle::RoundCategory::hope).tint_soft, theme.radius.panel);
    const bool tapped = view.pulse_tapped != 0 && ui.now < view.pulse_until;
    if (tapped)
        ui.wake_at(view.pulse_until);
    else
        view.pulse_tapped = 0;
    const bool portrait = theme.shape == ui::ScreenShape::portrait;
    const float pad = std::min(theme.space.xl, rect.w * 0.03f), dot = pulse_dot(ui);
    const float gap = std::max(theme.px(0.0222), theme.touch.gap_row), dots = 5 * dot + 4 * gap;
    const text::TextStyle title = theme.text("title"), plain = theme.text("note", theme.colours.ink_soft);
    const text::TextStyle ends = theme.text("small", theme.colours.ink_soft);
    const float first = ui::line_height(title), second = ui::line_height(plain), under = ui::line_height(ends);
    const ui::Rect words{rect.x + pad, portrait ? rect.y + pad : rect.y + (rect.h - first - second) / 2,
                         portrait ? rect.w - 2 * pad : rect.w - dots - 3 * pad, first + second};
    ui::label(ui, {words.x, words.y, words.w, first}, ui.tr("I could speak up today"), title);
    ui::label(ui, {words.x, words.y + first, words.w, second},
              tapped ? ui.tr("Thank you. Who is next?") : ui.tr("One tap each. Anonymous."), plain);
    float x = portrait ? rect.x + (rect.w - dots) / 2 : rect.right() - pad - dots;
    const float y = portrait ? words.bottom() + theme.space.m : rect.y + (rect.h - dot - under) / 2;
    ui::label(ui, {x, y + dot, dots / 2, under}, ui.tr("Not yet"), ends);
    ui::label(ui, {x + dots / 2, y + dot, dots / 2, under}, ui.tr("Fully"), ends, {.align = text::TextAlign::end});
    // A second tap within this time is the same finger.
    const bool was_inert = ui.inert;
    ui.inert = was_inert || tapped;
    for (int value = 1; value <= 5; ++value, x += dot + gap) {
        if (!draw_pulse_dot(ui, {x, y, dot, dot}, value, tapped && view.pulse_tapped == value)) continue;
        ui.intend(huddle::AnswerPulse{value, {}});
        view.pulse_tapped = value;
        view.pulse_until = ui.now + pulse_thanks;
        ui.wake_at(ui.now);
    }
    ui.inert = was_inert;
}

float pulse_height(const ui::Ui& ui) {
    const float numbers = pulse_dot(ui) + ui::line_height(ui.theme.text("small")) + ui.theme.space.m;
    if (ui.theme.shape != ui::ScreenShape::portrait) return numbers + ui.theme.space.s;
    return numbers + ui::line_height(ui.theme.text("title")) + ui::line_height(ui.theme.text("note")) +
           2 * ui.theme.space.l;
}

float thanks_height(const ui::Ui& ui) {
    const auto& theme = ui.theme;
    return std::max(theme.px(0.1204),
                    ui::line_height(theme.text("prompt")) + ui::line_height(theme.text("note")) + theme.space.m);
}

void draw_thanks(ui::Ui& ui, const ui::Rect& rect) {
    const auto& theme = ui.theme;
    const ui::RoundColours& hope = theme.round(huddle::RoundCategory::hope);
    ui::fill(ui, rect, hope.tint_soft, theme.radius.panel);
    const float size = std::min(theme.px(0.0815), rect.h * 0.62f), pad = theme.space.xl;
    ui::disc(ui, {rect.x + pad + size / 2, rect.y + rect.h / 2}, size, hope.ink, "heart", hope.on_ink, 0.5f);
    const text::TextStyle bold = theme.text("prompt"), plain = theme.text("note", theme.colours.ink_soft);
    const ui::Rect words{rect.x + pad + size + theme.space.l, rect.y, rect.w - 2 * pad - size - theme.space.l, rect.h};
    const float a = std::min(ui::line_height(bold), rect.h * 0.5f), b = std::min(ui::line_height(plain), rect.h * 0.4f);
    const float y = rect.y + (rect.h - a - b) / 2;
    ui::label(ui, {words.x, y, words.w, a}, ui.tr("A minute of thanks"), bold);
    ui::label(ui, {words.x, y + a, words.w, b}, ui.tr("Who helped you today? Say it out loud."), plain);
}

}  // namespace hearthside::screens::close
