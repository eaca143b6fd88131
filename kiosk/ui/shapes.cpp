// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kiosk/ui/widgets.h"

namespace hearthside::ui {

namespace {

constexpr float turn = 2 * std::numbers::pi_v<float>;

ImDrawList* list() { return ImGui::GetWindowDrawList(); }

std::uint8_t blend(std::uint8_t from, std::uint8_t to, float part) {
    return static_cast<std::uint8_t>(std::lround(from + (to - from) * part));
}

// A rectangle on whole pixels, so that the quads of the parts meet without a seam.
Rect snapped(const Rect& rect) {
    const float x = std::round(rect.x), y = std::round(rect.y);
    return {x, y, std::round(rect.right()) - x, std::round(rect.bottom()) - y};
}

enum class Corner { top_left, top_right, bottom_left, bottom_right };

// Draws one corner of the picture `rounded` into the corner of `rect`.
void corner(const Picture& picture, const Rect& rect, Corner which, ImU32 colour) {
    if (!picture.texture) return;
    const float side = picture.width / 2;
    const bool right = which == Corner::top_right || which == Corner::bottom_right;
    const bool low = which == Corner::bottom_left || which == Corner::bottom_right;
    const ImVec2 at{right ? rect.right() - side : rect.x, low ? rect.bottom() - side : rect.y};
    const ImVec2 from{right ? picture.uv_end.x / 2 : 0, low ? picture.uv_end.y / 2 : 0};
    list()->AddImage(picture.texture, at, {at.x + side, at.y + side}, from,
                     {from.x + picture.uv_end.x / 2, from.y + picture.uv_end.y / 2}, colour);
}

void block(float left, float top, float right, float bottom, ImU32 colour) {
    if (right > left && bottom > top) list()->AddRectFilled({left, top}, {right, bottom}, colour);
}

float whole_line(float thickness) { return std::max(1.0f, std::round(thickness)); }

// `bottom_left` and `bottom_right` may have different radii: the tail of a note.
void rounded_fill(Ui& ui, const Rect& wanted, float radius, float bottom_left, float bottom_right, ImU32 colour) {
    const Rect rect = snapped(ui.placing.rect(wanted));
    const Picture big = ui.pictures.rounded(radius, 0);
    const float r = std::ceil(radius), left = std::ceil(bottom_left), right = std::ceil(bottom_right);
    corner(big, rect, Corner::top_left, colour);
    corner(big, rect, Corner::top_right, colour);
    corner(ui.pictures.rounded(bottom_left, 0), rect, Corner::bottom_left, colour);
    corner(ui.pictures.rounded(bottom_right, 0), rect, Corner::bottom_right, colour);
    const float low = std::max(left, right);
    block(rect.x + r, rect.y, rect.right() - r, rect.y + r, colour);
    block(rect.x, rect.y + r, rect.right(), rect.bottom() - low, colour);
    block(rect.x + left, rect.bottom() - low, rect.right() - right, rect.bottom(), colour);
    // Beside the larger of two unequal corners, the smaller one leaves a gap to fill.
    if (left < low) block(rect.x, rect.bottom() - low, rect.x + left, rect.bottom() - left, colour);
    if (right < low) block(rect.right() - right, rect.bottom() - low, rect.right(), rect.bottom() - right, colour);
}

void rounded_line(Ui& ui, const Rect& wanted, float radius, float bottom_left, float bottom_right, float thickness,
                  ImU32 colour) {
    const Rect rect = snapped(ui.placing.rect(wanted));
    const float line = whole_line(thickness);
    const Picture big = ui.pictures.rounded(radius, line);
    const float r = std::ceil(radius), left = std::ceil(bottom_left), right = std::ceil(bottom_right);
    corner(big, rect, Corner::top_left, colour);
    corner(big, rect, Corner::top_right, colour);
    corner(ui.pictures.rounded(bottom_left, line), rect, Corner::bottom_left, colour);
    corner(ui.pictures.rounded(bottom_right, line), rect, Corner::bottom_right, colour);
    block(rect.x + r, rect.y, rect.right() - r, rect.y + line, colour);
    block(rect.x + left, rect.bottom() - line, rect.right() - right, rect.bottom(), colour);
    block(rect.x, rect.y + r, rect.x + line, rect.bottom() - left, colour);
    block(rect.right() - line, rect.y + r, rect.right(), rect.bottom() - right, colour);
}

void draw_arc(Ui& ui, ImVec2 centre, float diameter, float stroke, float part, int dashes, ImU32 colour) {
    const Picture picture = ui.pictures.arc(diameter, stroke, part, dashes);
    if (!picture.texture) return;
    const ImVec2 middle = ui.placing.point(centre);
    const ImVec2 at{std::round(middle.x - picture.width / 2), std::round(middle.y - picture.height / 2)};
    list()->AddImage(picture.texture, at, {at.x + picture.width, at.y + picture.height}, {0, 0}, picture.uv_end,
                     colour);
}

// A corner is at most half of the whole pixels between the edges.
float possible_radius(const Rect& rect, float radius) {
    const Rect whole = snapped(rect);
    return std::min(radius, std::floor(std::min(whole.w, whole.h) / 2));
}

}  // namespace

ImU32 to_imgui(text::Colour colour, float alpha) {
    const float a = std::clamp(static_cast<float>(colour.alpha) * alpha, 0.0f, 255.0f);
    return IM_COL32(colour.red, colour.green, colour.blue, static_cast<int>(std::lround(a)));
}

text::Colour mix(text::Colour from, text::Colour to, float part) {
    return {blend(from.red, to.red, part), blend(from.green, to.green, part), blend(from.blue, to.blue, part),
            blend(from.alpha, to.alpha, part)};
}

text::Colour darker(text::Colour colour, float part) { return mix(colour, {0, 0, 0, colour.alpha}, part); }

void fill(Ui& ui, const Rect& rect, text::Colour colour, float radius, float alpha) {
    const float r = possible_radius(rect, radius);
    if (r < 1) {
        const Rect whole = snapped(ui.placing.rect(rect));
        block(whole.x, whole.y, std::max(whole.right(), whole.x + 1), std::max(whole.bottom(), whole.y + 1),
              to_imgui(colour, alpha));
        return;
    }
    rounded_fill(ui, rect, r, r, r, to_imgui(colour, alpha));
}

void outline(Ui& ui, const Rect& rect, text::Colour colour, float radius, float thickness) {
    const float r = std::max(1.0f, possible_radius(rect, radius));
    rounded_line(ui, rect, r, r, r, thickness, to_imgui(colour));
}

void vertical_gradient(Ui& ui, const Rect& wanted, text::Colour top, text::Colour bottom, float radius) {
    const Rect rect = snapped(ui.placing.rect(wanted));
    const ImU32 a = to_imgui(top), b = to_imgui(bottom);
    const float r = std::ceil(possible_radius(rect, radius));
    // The rows of the corners have one colour each, so that the corners' pictures join them.
    list()->AddRectFilledMultiColor({rect.x, rect.y + r}, {rect.right(), rect.bottom() - r}, a, a, b, b);
    if (r < 1) return;
    const Picture picture = ui.pictures.rounded(possible_radius(rect, radius), 0);
    corner(picture, rect, Corner::top_left, a);
    corner(picture, rect, Corner::top_right, a);
    corner(picture, rect, Corner::bottom_left, b);
    corner(picture, rect, Corner::bottom_right, b);
    block(rect.x + r, rect.y, rect.right() - r, rect.y + r, a);
    block(rect.x + r, rect.bottom() - r, rect.right() - r, rect.bottom(), b);
}

void shadow(Ui& ui, const Rect& wanted, float radius) {
    const auto& look = ui.theme.shadow;
    const Rect rect = ui.placing.rect(wanted);
    if (look.alpha <= 0) return;
    const Picture picture = ui.pictures.shadow(look.spread, radius);
    if (!picture.texture) return;
    const float part = picture.width / 3;
    const Rect outer{rect.x - look.spread, rect.y - look.spread + look.offset_y, rect.w + 2 * look.spread,
                     rect.h + 2 * look.spread};
    const float side_x = std::min(part, outer.w / 2), side_y = std::min(part, outer.h / 2);
    const float xs[4] = {outer.x, outer.x + side_x, outer.right() - side_x, outer.right()};
    const float ys[4] = {outer.y, outer.y + side_y, outer.bottom() - side_y, outer.bottom()};
    const ImU32 tint = to_imgui(look.colour, look.alpha);
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column) {
            const ImVec2 from{picture.uv_end.x * static_cast<float>(column) / 3,
                              picture.uv_end.y * static_cast<float>(row) / 3};
            const ImVec2 to{picture.uv_end.x * static_cast<float>(column + 1) / 3,
                            picture.uv_end.y * static_cast<float>(row + 1) / 3};
            if (xs[column + 1] <= xs[column] || ys[row + 1] <= ys[row]) continue;
            list()->AddImage(picture.texture, {xs[column], ys[row]}, {xs[column + 1], ys[row + 1]}, from, to, tint);
        }
}

void card(Ui& ui, const Rect& rect) {
    shadow(ui, rect, ui.theme.radius.card);
    fill(ui, rect, ui.theme.colours.paper, ui.theme.radius.card);
}

void panel(Ui& ui, const Rect& rect) {
    shadow(ui, rect, ui.theme.radius.panel);
    fill(ui, rect, ui.theme.colours.paper, ui.theme.radius.panel);
}

void well(Ui& ui, const Rect& rect, text::Colour colour) { fill(ui, rect, colour, ui.theme.radius.card); }

void note_card(Ui& ui, const Rect& rect, const RoundColours& colours, const NoteCardLook& look) {
    const float radius = std::max(1.0f, possible_radius(rect, look.radius > 0 ? look.radius : ui.theme.radius.note));
    const float tail = std::clamp(ui.theme.radius.note_tail, 1.0f, radius);
    const float left = look.right_to_left ? radius : tail, right = look.right_to_left ? tail : radius;
    text::Colour colour = look.talked ? colours.tint_soft : colours.tint;
    if (look.pressed) colour = darker(colour);
    if (!look.talked && look.alpha >= 1) shadow(ui, rect, radius);
    rounded_fill(ui, rect, radius, left, right, to_imgui(colour, look.alpha));
    if (look.talked)
        rounded_line(ui, rect, radius, left, right, ui.theme.line.hair, to_imgui(colours.tint, look.alpha));
}

void disc(Ui& ui, ImVec2 centre, float diameter, text::Colour colour, std::string_view icon_name,
          text::Colour icon_colour, float icon_part) {
    const float side = std::round(diameter);
    draw_arc(ui, centre, side, side / 2, 1, 0, to_imgui(colour));
    icon(ui, icon_name, centre, diameter * icon_part, icon_colour);
}

void glow(Ui& ui, ImVec2 centre, float diameter, text::Colour colour, float alpha) {
    // Enough sides that no corner is visible, even on the largest ring.
    constexpr int sides = 160;
    list()->AddCircleFilled(ui.placing.point(centre), diameter / 2, to_imgui(colour, alpha), sides);
}

void ring(Ui& ui, ImVec2 centre, float diameter, const RingLook& look) {
    const float side = std::round(diameter);
    const float stroke = side * (look.stroke > 0 ? look.stroke : ui.theme.ring.stroke);
    draw_arc(ui, centre, side, stroke, 1, 0, to_imgui(look.track, look.track_alpha));
    // Steps of a third of a pixel. Finer ones are not visible, and each step is a separate picture.
    const float steps = 3 * turn / 2 * side;
    const float part = std::round(std::clamp(look.part, 0.0f, 1.0f) * steps) / steps;
    if (part <= 0) return;
    draw_arc(ui, centre, side, stroke, look.dashed ? std::round(part * 24) / 24 : part, look.dashed ? 24 : 0,
             to_imgui(look.arc));
}

void half_arc(Ui& ui, ImVec2 centre, float radius, float from, float to, float stroke, text::Colour colour) {
    if (to <= from) return;
    // The corners stand at the same places in every frame, about 6 px apart.
    const float steps = std::max(24.0f, std::round(turn / 2 * radius / 6));
    const auto place = [&](float part) {
        const float angle = turn / 2 * (1 + part);
        return ui.placing.point({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    };
    const ImU32 ink = to_imgui(colour);
    ImDrawList* const out = list();
    out->PathLineTo(place(from));
    for (float step = std::floor(from * steps) + 1; step < to * steps; ++step) {
        // A corner just beside an end would only bend the line.
        if (step / steps - from > 0.2f / steps && to - step / steps > 0.2f / steps)
            out->PathLineTo(place(step / steps));
    }
    out->PathLineTo(place(to));
    out->PathStroke(ink, 0, stroke);
    for (const float end : {from, to}) out->AddCircleFilled(place(end), stroke / 2, ink, 16);
}

}  // namespace hearthside::ui
