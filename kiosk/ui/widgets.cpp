// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/shapes.h"

namespace hearthside::ui {

namespace {

ImVec2 rounded(float x, float y) { return {std::round(x), std::round(y)}; }

constexpr float tall_script = 1.7f;  // of the size; the height of a line of Latin is well below this

// No text is smaller than this, whatever the text size.
float readable_px(const Ui& ui) { return ui.theme.text("small").size_px / ui.theme.text_size; }

// The largest size, from the style's own down to its part `shrink_to`, at which the text fits the box. There
// are few steps, so that the texture cache stays small.
text::TextStyle fitting(Ui& ui, std::string_view text, text::TextStyle style, const Rect& rect, const LabelLook& look) {
    const float full = style.size_px;
    // A smaller text is better than a cut one while it can be read. Longer languages and large texts need it.
    const float least = look.shrink_to < 1 && full > readable_px(ui)
                            ? std::min(look.shrink_to, std::ceil(readable_px(ui)) / full)
                            : look.shrink_to;
    for (float part = 1;; part -= 0.07f) {
        style.size_px = full * std::max(part, least);
        const text::TextBox box{look.lines == 1 ? -1 : rect.w, 0};
        const Picture picture = ui.pictures.text(text, style, box);
        const float most =
            look.lines > 1 ? std::min(rect.h, line_height(style) * (static_cast<float>(look.lines) + 0.5f)) : rect.h;
        bool fits = look.lines == 1 ? picture.width <= rect.w + 0.5f : picture.height <= most + 1;
        // Nastaliq is half as high again as its line. A single line would overlap the lines around it;
        // several lines may use all the height there is.
        const bool tall = look.lines == 1 ? picture.height > tall_script * style.size_px
                                          : !fits && ui.pictures.engine().measure(text, style, {}).height >
                                                         tall_script * style.size_px;
        if (tall)
            fits = look.lines == 1 ? fits && (picture.height <= rect.h * 1.3f || look.shrink_to >= 1 ||
                                              style.size_px - 0.07f * full < readable_px(ui))
                                   : picture.height <= rect.h + 1;
        if (fits || part <= least) return style;
    }
}

}  // namespace

Rect inset(const Rect& rect, float x, float y) {
    return {rect.x + x, rect.y + y, std::max(0.0f, rect.w - 2 * x), std::max(0.0f, rect.h - 2 * y)};
}

Rect screen_of(const Ui& ui) { return {0, 0, static_cast<float>(ui.theme.width), static_cast<float>(ui.theme.height)}; }

Rect glass_of(const Ui& ui) {
    const auto above = static_cast<float>(ui.theme.glass_height - ui.theme.height);
    const Rect screen = screen_of(ui);
    return {0, -above, screen.w, screen.h + above};
}

Rect sided(const Ui& ui, const Rect& rect) {
    if (!ui.environment.left_handed) return rect;
    return {static_cast<float>(ui.theme.width) - rect.right(), rect.y, rect.w, rect.h};
}

Clipped::Clipped(const Ui& ui, const Rect& rect) {
    const Rect glass = ui.placing.rect(rect);
    ImGui::GetWindowDrawList()->PushClipRect({glass.x, glass.y}, {glass.right(), glass.bottom()}, true);
}

Clipped::~Clipped() { ImGui::GetWindowDrawList()->PopClipRect(); }

void draw_picture(Ui& ui, const Picture& picture, ImVec2 at, float alpha) {
    if (!picture.texture) return;
    const Rect glass = ui.placing.rect({at.x, at.y, picture.width, picture.height});
    const ImVec2 place = rounded(glass.x, glass.y);
    ImGui::GetWindowDrawList()->AddImage(picture.texture, place, {place.x + picture.width, place.y + picture.height},
                                         {0, 0}, picture.uv_end, to_imgui({255, 255, 255, 255}, alpha));
}

namespace {

// Two lines, one dark and one light, so that the focus is visible on every background.
void draw_focus(Ui& ui) {
    const Target* target = ui.focus->target();
    if (!target) return;
    ui.placing = {};
    const float line = std::max(3.0f, ui.theme.px(0.0037));
    const float radius = ui.theme.radius.button + 2 * line;
    outline(ui, inset(target->rect, -2 * line), ui.theme.colours.ink, radius, line);
    outline(ui, inset(target->rect, -line), ui.theme.colours.paper, radius - line, line);
}

}  // namespace

void begin_screen(Ui& ui) {
    if (ui.focus) ui.focus->take(ui.keys, ImGui::GetIO().MouseDown[0]);
    const Rect glass = glass_of(ui);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({glass.w, glass.h});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::Begin("hearthside", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse |
                     ImGuiWindowFlags_NoBringToFrontOnFocus);
    vertical_gradient(ui, glass, ui.theme.colours.bg, ui.theme.colours.bg_end, 0);
}

void end_screen(Ui& ui) {
    if (ui.focus) {
        ui.focus->see(ui.targets, ui.placing.mirrored());
        draw_focus(ui);
    }
    ImGui::End();
    ImGui::PopStyleVar(3);
}

namespace {

// A finger that moved has dragged something.
bool moved(const Ui& ui) {
    const float far = ui.theme.space.m;
    return ImGui::GetIO().MouseDragMaxDistanceSqr[0] > far * far;
}

}  // namespace

Touch touch(Ui& ui, std::string_view name, const Rect& rect, bool enabled, SecondTap second) {
    if (ui.inert || !enabled || rect.w <= 0 || rect.h <= 0) return {};
    const std::string id(name);
    const Rect glass = ui.placing.rect(rect);
    ui.targets.push_back({.name = id, .rect = glass, .by_touch_only = ui.by_touch_only});
    ImGui::SetCursorScreenPos({glass.x, glass.y});
    bool tapped = ImGui::InvisibleButton(id.c_str(), {glass.w, glass.h});
    const bool by_key = ui.focus && ui.focus->presses(name);
    if (by_key) tapped = true;
    if (ui.double_tap) {
        const Target target = ui.targets.back();
        if (ui.double_tap->ignores(target, by_key, ui.now)) return {};
        // A keyboard's keys are tapped quickly one after the other, close together.
        if (tapped && !ui.by_touch_only && (by_key || !moved(ui))) ui.double_tap->tapped(target, second, ui.now);
    }
    return {tapped, ImGui::IsItemActive() && ImGui::IsItemHovered()};
}

float text_width(Ui& ui, std::string_view text, const text::TextStyle& style) {
    return text.empty() ? 0 : ui.pictures.text(text, style, {}).width;
}

float text_height(Ui& ui, std::string_view text, const text::TextStyle& style, float width, int lines_at_most) {
    return text.empty() ? 0 : ui.pictures.text(text, style, {width, lines_at_most}).height;
}

float line_height(const text::TextStyle& style) { return style.size_px * style.line; }

namespace {

// Notes a text that is not whole or not readable. Costs nothing unless ui.notes_cuts is set.
void note_cut(Ui& ui, const Rect& rect, std::string_view text, const text::TextStyle& style, const text::TextBox& box,
              float asked_px) {
    if (!ui.notes_cuts) return;
    const text::TextSize size = ui.pictures.engine().measure(text, style, box);
    // A smaller size is sometimes wanted: a word in a ring, a key's corner.
    const float readable = std::min(asked_px, readable_px(ui));
    if (size.cut || size.width > rect.w + 1.5f || style.size_px < readable - 0.6f)
        ui.cut.push_back({std::string(text), rect, style.size_px, size.cut});
}

}  // namespace

Rect label(Ui& ui, const Rect& rect, std::string_view text, text::TextStyle style, const LabelLook& look) {
    if (text.empty() || rect.w < 1 || rect.h < 1) {
        // A screen that leaves a part out gives it no height. A missing width is a fault.
        if (ui.notes_cuts && !text.empty() && rect.h >= 1) ui.cut.push_back({std::string(text), rect, 0, true});
        return {rect.x, rect.y, 0, 0};
    }
    const float asked_px = style.size_px;
    // In a box the text follows its own direction: "start" is the right edge for Urdu. A single line is
    // placed here instead, because its picture is only as wide as the words.
    style.align = look.lines == 1 ? text::TextAlign::start : look.align;
    style = fitting(ui, text, style, rect, look);
    text::TextBox box{rect.w, look.lines};
    if (look.lines == 0) box.lines_at_most = std::max(1, static_cast<int>((rect.h + 1) / line_height(style)));
    if (look.lines == 1 && ui.pictures.text(text, style, {}).width <= rect.w + 0.5f) box = {};
    const Picture picture = ui.pictures.text(text, style, box);
    note_cut(ui, rect, text, style, box, asked_px);
    float x = rect.x;
    if (look.align == text::TextAlign::centre)
        x += (rect.w - picture.width) / 2;
    else if (look.align == text::TextAlign::end)
        x += rect.w - picture.width;
    float y = rect.y;
    if (look.vertical == VerticalAlign::middle)
        y += (rect.h - picture.height) / 2;
    else if (look.vertical == VerticalAlign::bottom)
        y += rect.h - picture.height;
    draw_picture(ui, picture, {x, y}, look.alpha);
    return {x, y, picture.width, picture.height};
}

namespace {

// Icons that point in the direction of reading.
std::string_view directed(const Ui& ui, std::string_view name) {
    if (!ui.placing.mirrored()) return name;
    if (name == "back") return "next";
    if (name == "next") return "back";
    if (name == "chevron") return "chevron_back";
    if (name == "chevron_back") return "chevron";
    return name;
}

}  // namespace

void icon(Ui& ui, std::string_view name, ImVec2 centre, float size, text::Colour colour, float alpha) {
    if (name.empty()) return;
    const Picture picture = ui.pictures.icon(directed(ui, name), std::round(size), colour);
    draw_picture(ui, picture, {centre.x - picture.width / 2, centre.y - picture.height / 2}, alpha);
}

void mark(Ui& ui, ImVec2 centre, float size) {
    const auto& colours = ui.theme.colours;
    icon(ui, "arch", centre, size, colours.ink);
    icon(ui, "flame", centre, size, ui.theme.night ? colours.ember_fill : colours.ember);
}

Rect qr_code(Ui& ui, const Rect& box, std::string_view text, int module_at_most) {
    if (text.empty()) return {box.x, box.y, 0, 0};
    const auto& colours = ui.theme.colours;
    const int modules = static_cast<int>(ui.pictures.qr(text, 1, colours.qr_dark, colours.qr_light).width);
    if (modules <= 0) return {box.x, box.y, 0, 0};
    // Four modules of quiet zone on each side.
    // By night the light square is a little inside the card.
    const float edge = ui.theme.night ? 2 * ui.theme.space.xs : 0;
    const int fits = static_cast<int>(std::min(box.w, box.h) - edge) / (modules + 8);
    const int module = std::clamp(fits, 1, std::max(1, module_at_most));
    const Picture picture = ui.pictures.qr(text, module, colours.qr_dark, colours.qr_light);
    const ImVec2 at{std::round(box.x + (box.w - picture.width) / 2), std::round(box.y + (box.h - picture.height) / 2)};
    const Rect code{at.x, at.y, picture.width, picture.height};
    // By day the card itself is the quiet zone. By night the light square has to be drawn.
    if (ui.theme.night)
        fill(ui, inset(code, -4.0f * static_cast<float>(module)), colours.qr_light, ui.theme.radius.note);
    draw_picture(ui, picture, at, 1);
    return code;
}

}  // namespace hearthside::ui
