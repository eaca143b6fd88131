// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/at_rest/wipe_down.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::at_rest {

namespace {

constexpr float scrim_alpha = 0.985f;
constexpr huddle::Milliseconds bar_step{33};  // while the bar of the hold fills

huddle::Milliseconds since(const ui::Ui& ui, huddle::Instant then) {
    return std::chrono::duration_cast<huddle::Milliseconds>(ui.now - then);
}

void leave(ui::Ui& ui, WipeDownView& view, frame::Overlay& overlay) {
    view = {};
    overlay.close();
    ui.wake_at(ui.now);
}

float pad_diameter(const ui::Ui& ui) { return std::max(ui.theme.px(0.1037), ui.theme.touch.main); }

// A number in a circle. `on`: 1 is done and 2 is next.
ui::Touch draw_pad(ui::Ui& ui, std::string_view name, ImVec2 centre, std::string_view number, bool on) {
    const auto& theme = ui.theme;
    const float side = std::round(pad_diameter(ui));
    const ui::Rect rect{std::round(centre.x - side / 2), std::round(centre.y - side / 2), side, side};
    const ui::Touch finger = ui::touch(ui, name, rect, true, ui::SecondTap::counts);
    if (on || finger.pressed) ui::fill(ui, rect, theme.colours.ember_fill, side / 2, finger.pressed ? 0.42f : 0.2f);
    ui::outline(ui, rect, on ? theme.colours.ember_fill : theme.colours.on_hearth_soft, side / 2,
                theme.line.control * 1.3f);
    text::TextStyle style = theme.text("prompt", theme.colours.on_hearth);
    style.size_px /= theme.text_size;
    ui::label(ui, rect, number, style, {.align = text::TextAlign::centre});
    return finger;
}

// A tap on 1, then 2 held. Returns whether that was completed.
bool draw_pads(ui::Ui& ui, WipeDownView& view, float middle) {
    const auto& theme = ui.theme;
    const float half = pad_diameter(ui) / 2, width = static_cast<float>(theme.width);
    if (view.first_pad && !view.held && since(ui, *view.first_pad) > wipe_second_pad_within) view.first_pad.reset();
    const bool armed = view.first_pad.has_value();
    const ImVec2 at_two{width - theme.margin.x - half, middle};
    const ui::Touch one = draw_pad(ui, "wipe-pad-1", {theme.margin.x + half, middle}, "1", armed);
    const ui::Touch two = draw_pad(ui, "wipe-pad-2", at_two, "2", view.held.has_value());

    const ImGuiIO& io = ImGui::GetIO();
    if (view.held && !two.pressed) {
        // The finger lifted or slid off.
        view.held.reset();
        view.first_pad.reset();
    } else if (two.pressed && armed && !view.held) {
        view.held = ui.now;
    } else if (io.MouseDown[0] && armed && !two.pressed) {
        view.first_pad.reset();
    }
    if (one.tapped) view.first_pad = ui.now;

    const huddle::Milliseconds held = view.held ? since(ui, *view.held) : huddle::Milliseconds{0};
    const text::TextStyle style = theme.text("body", theme.colours.on_hearth);
    const float x = theme.margin.x + 2 * half + theme.space.l;
    const ui::Rect words{x, middle - half, width - 2 * x, 2 * half};
    if (!view.held) {
        if (view.first_pad) ui.wake_at(*view.first_pad + wipe_second_pad_within + huddle::Milliseconds{1});
        ui::label(
            ui, words,
            view.first_pad ? ui.tr("Now hold 2 for three seconds.") : ui.tr("Finished early? Press 1, then hold 2."),
            style, {.align = text::TextAlign::centre, .lines = 2});
        return false;
    }
    const float part = std::clamp(static_cast<float>(held.count()) / static_cast<float>(wipe_hold.count()), 0.0f, 1.0f);
    const float line = ui::line_height(style), bar = theme.px(0.0148);
    ui::label(ui, {words.x, middle - line - theme.space.xs, words.w, line}, ui.tr("Keep holding."), style,
              {.align = text::TextAlign::centre});
    const float long_bar = std::min(words.w, theme.px(0.5));
    const ui::Rect track{words.x + (words.w - long_bar) / 2, middle + theme.space.xs, long_bar, bar};
    ui::fill(ui, track, theme.colours.on_hearth_soft, bar / 2, 0.25f);
    ui::fill(ui, {track.x, track.y, std::max(bar, track.w * part), bar}, theme.colours.ember_fill, bar / 2);
    ui.wake_at(ui.now + bar_step);
    return held >= wipe_hold;
}

void draw_time(ui::Ui& ui, ImVec2 centre, float diameter, huddle::Milliseconds left, huddle::Milliseconds whole) {
    const auto& theme = ui.theme;
    const auto glow = [&](float part, float alpha) {
        const float side = std::round(diameter * part);
        ui::fill(ui, {centre.x - side / 2, centre.y - side / 2, side, side}, theme.colours.hearth_glow, side / 2,
                 alpha);
    };
    if (!theme.night) {
        glow(1.46f, 0.03f);
        glow(1.26f, 0.035f);
        glow(1.06f, 0.04f);
    }
    const float all = static_cast<float>(std::max<long long>(1, whole.count()));
    ui::ring(ui, centre, diameter,
             {.part = static_cast<float>(left.count()) / all,
              .arc = theme.colours.ember_fill,
              .track = theme.colours.on_hearth_soft,
              .track_alpha = 0.2f,
              .stroke = 0.064f});
    text::TextStyle time = theme.text("ring", theme.colours.on_hearth);
    time.size_px = diameter * 0.25f;
    text::TextStyle small = theme.text("note", theme.colours.on_hearth_soft);
    small.size_px = diameter * 0.07f;
    small.size_px = std::max(small.size_px, theme.text("small").size_px / theme.text_size);
    const float room = diameter * 0.74f, line = small.size_px * 1.4f;
    const float top = centre.y - (time.size_px + line) / 2;
    ui::label(ui, {centre.x - room / 2, top, room, time.size_px}, ui::clock_text(left), time,
              {.align = text::TextAlign::centre, .shrink_to = 0.6f});
    ui::label(ui, {centre.x - room / 2, top + time.size_px, room, line}, ui.tr("then we’re back"), small,
              {.align = text::TextAlign::centre, .shrink_to = 0.6f});
}

// Drop, heading, two sentences and a hint; centred when `centred`.
void draw_words(ui::Ui& ui, const ui::Rect& rect, bool centred) {
    const auto& theme = ui.theme;
    const text::TextStyle title = theme.text("hero", theme.colours.on_hearth);
    text::TextStyle lead = theme.text("prompt", theme.colours.on_hearth);
    lead.weight = 450;
    lead.family = theme.text("note").family;
    lead.size_px *= theme.shape == ui::ScreenShape::compact ? 0.8f : 0.9f;
    const text::TextStyle soft = theme.text("note", theme.colours.on_hearth_soft);
    const std::string asleep = ui.tr("The glass is asleep.\nNothing you touch will do anything.");
    const std::string hint = ui.tr("Glass first, then the edges. Let it dry.");
    const float size = theme.px(0.0667);
    const float first = ui::line_height(title),
                second = std::min(ui::text_height(ui, asleep, lead, rect.w), 4.2f * ui::line_height(lead));
    const float third = std::min(ui::text_height(ui, hint, soft, rect.w), 2.2f * ui::line_height(soft));
    const float all = size + theme.space.l + first + theme.space.s + second + theme.space.l + third;
    const text::TextAlign align = centred ? text::TextAlign::centre : text::TextAlign::start;
    float y = rect.y + std::max(0.0f, (rect.h - all) / 2);
    ui::icon(ui, "drop", {centred ? rect.x + rect.w / 2 : rect.x + size / 2, y + size / 2}, size,
             theme.colours.ember_fill);
    y += size + theme.space.l;
    ui::label(ui, {rect.x, y, rect.w, first}, ui.tr("Safe to wipe"), title, {.align = align, .shrink_to = 0.6f});
    y += first + theme.space.s;
    ui::label(ui, {rect.x, y, rect.w, second + 1}, asleep, lead,
              {.align = align, .vertical = ui::VerticalAlign::top, .lines = 4});
    y += second + theme.space.l;
    ui::label(ui, {rect.x, y, rect.w, third + 1}, hint, soft,
              {.align = align, .vertical = ui::VerticalAlign::top, .lines = 2});
}

}  // namespace

void draw_wipe_down(ui::Ui& ui, WipeDownView& view, frame::Overlay& overlay) {
    const auto& theme = ui.theme;
    if (!view.until) {
        view.whole = std::chrono::minutes(ui.environment.wipe_down_minutes);
        view.until = ui.now + view.whole;
    }
    ui::fill(ui, ui::screen_of(ui), theme.colours.scrim, 0, scrim_alpha);
    const float width = static_cast<float>(theme.width), height = static_cast<float>(theme.height);
    const float pad = pad_diameter(ui);
    const float middle = height - std::max(theme.margin.bottom, theme.margin.top) - pad / 2;
    const float bottom = middle - pad / 2 - theme.space.m;
    const huddle::Milliseconds left = std::clamp(std::chrono::duration_cast<huddle::Milliseconds>(*view.until - ui.now),
                                                 huddle::Milliseconds{0}, view.whole);
    if (theme.shape == ui::ScreenShape::portrait) {
        const float diameter = std::min(width * 0.56f, bottom * 0.4f);
        draw_time(ui, {width / 2, bottom * 0.34f}, diameter, left, view.whole);
        const float from = bottom * 0.34f + diameter * 0.6f;
        draw_words(ui, {theme.margin.x, from, width - 2 * theme.margin.x, bottom - from}, true);
    } else {
        const float diameter = std::min({theme.px(0.4815), bottom * 0.62f, width * 0.3f});
        const float x = width * 0.283f;
        draw_time(ui, {x, bottom * 0.52f}, diameter, left, view.whole);
        const float from = std::max(width * 0.539f, x + diameter * 0.75f);
        draw_words(ui, {from, bottom * 0.04f, width - theme.margin.x - from, bottom * 0.96f}, false);
    }
    if (draw_pads(ui, view, middle)) return leave(ui, view, overlay);

    const ImGuiIO& io = ImGui::GetIO();
    const bool touched = io.MouseDown[0] || io.MouseReleased[0];
    if (left.count() > 0) {
        // Wakes just after the shown second changes.
        const long long into = left.count() % 1000;
        ui.wake_at(ui.now + huddle::Milliseconds(into == 0 ? 1000 : into));
    } else if (!touched || ui.now - *view.until >= wipe_lift_within) {
        leave(ui, view, overlay);
    } else {
        ui.wake_at(*view.until + wipe_lift_within);
    }
}

}  // namespace hearthside::screens::at_rest
