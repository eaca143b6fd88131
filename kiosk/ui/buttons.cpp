// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/buttons.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::ui {

namespace {

const Component& component_of(const Ui& ui, ButtonKind kind) {
    switch (kind) {
        case ButtonKind::main:
            return ui.theme.component("button_primary");
        case ButtonKind::next:
            return ui.theme.component("button_next");
        case ButtonKind::ordinary:
            return ui.theme.component("button");
        case ButtonKind::quiet:
            return ui.theme.component("button_quiet");
        case ButtonKind::tool:
            return ui.theme.component("tool");
    }
    return ui.theme.component("button");
}

struct ButtonColours {
    text::Colour fill, text, line;
    bool outlined = false;
};

bool is_filled(const ButtonLook& look) {
    return look.filled.value_or(look.kind == ButtonKind::main || look.kind == ButtonKind::next);
}

ButtonColours colours_of(const Ui& ui, const ButtonLook& look) {
    const auto& c = ui.theme.colours;
    if (look.ember) return {c.ember_fill, c.on_ember_fill, c.ember_fill, false};
    const RoundColours& round = look.colours ? *look.colours : ui.theme.primary_round;
    if (is_filled(look)) return {round.ink, round.on_ink, round.ink, false};
    if (look.colours) return {round.tint, round.ink, round.ink, true};
    return {c.paper, c.ink, c.control_line, true};
}

// An icon and a word, measured and placed together.
struct RowContent {
    text::TextStyle style;
    float icon = 0, gap = 0, word = 0;
    float width() const { return icon + (icon > 0 && word > 0 ? gap : 0) + word; }
};

RowContent row_content_of(Ui& ui, std::string_view text, const text::TextStyle& style, std::string_view icon_name,
                          float icon_px) {
    RowContent content;
    content.style = style;
    content.icon = icon_name.empty() ? 0 : icon_px;
    content.gap = style.size_px * 0.55f;
    content.word = text_width(ui, text, style);
    return content;
}

float icon_size(const Component& part, const text::TextStyle& style) {
    return part.icon > 0 ? std::max(part.icon, style.size_px) : style.size_px * 1.1f;
}

// The icon beside the word, both in the middle of the rectangle.
void draw_row(Ui& ui, const Rect& rect, std::string_view text, RowContent content, std::string_view icon_name,
              bool icon_after) {
    const float room = rect.w;
    const float word = std::min(content.word, room - (content.width() - content.word));
    const float width = content.width() - content.word + word;
    float x = rect.x + (room - width) / 2;
    const float middle = rect.y + rect.h / 2;
    const auto draw_icon = [&] {
        if (content.icon <= 0) return;
        icon(ui, icon_name, {x + content.icon / 2, middle}, content.icon, content.style.colour);
        x += content.icon + content.gap;
    };
    if (!icon_after) draw_icon();
    label(ui, {x, rect.y, std::max(0.0f, word + 1), rect.h}, text, content.style, {.shrink_to = 0.7f});
    if (icon_after) {
        x += word + content.gap;
        draw_icon();
    }
}

}  // namespace

float button_height(const Ui& ui, ButtonKind kind) {
    const Component& part = component_of(ui, kind);
    const bool main = kind == ButtonKind::main || kind == ButtonKind::next;
    const float floor = main ? ui.theme.touch.main : ui.theme.touch.floor;
    return std::round(std::max({part.height, floor, line_height(ui.theme.text(part.font)) * 1.5f}));
}

float button_width(Ui& ui, std::string_view text, const ButtonLook& look) {
    const Component& part = component_of(ui, look.kind);
    text::TextStyle style = ui.theme.text(part.font);
    if (look.kind == ButtonKind::quiet) style.weight = 600;
    const RowContent content = row_content_of(ui, text, style, look.icon, icon_size(part, style));
    float width = content.width();
    if (!look.caption.empty()) {
        const float words = std::max(content.word, text_width(ui, look.caption, ui.theme.text("small")));
        width = words + (content.icon > 0 ? content.icon + content.gap : 0);
    }
    return std::ceil(std::max(width + 2 * part.pad_x, ui.theme.touch.floor));
}

bool button(Ui& ui, std::string_view name, const Rect& rect, std::string_view text, const ButtonLook& look) {
    const Touch finger = touch(ui, name, rect, look.enabled, look.second);
    const Component& part = component_of(ui, look.kind);
    ButtonColours colours = colours_of(ui, look);
    if (finger.pressed) colours.fill = darker(colours.fill);
    if (!look.enabled) {
        colours.fill = mix(colours.fill, ui.theme.colours.bg, is_filled(look) ? 0.75f : 1.0f);
        colours.text = mix(colours.text, ui.theme.colours.bg, is_filled(look) ? 0.0f : 0.45f);
        if (is_filled(look)) colours.text = mix(ui.theme.colours.ink_soft, colours.fill, 0.2f);
        colours.line = ui.theme.colours.line;
    }
    fill(ui, rect, colours.fill, part.radius);
    if (colours.outlined) outline(ui, rect, colours.line, part.radius, ui.theme.line.control);

    text::TextStyle style = ui.theme.text(part.font, colours.text);
    if (look.kind == ButtonKind::quiet) style.weight = 600;
    const Rect room = inset(rect, std::min(part.pad_x, rect.w * 0.12f), 0);
    if (look.icon_above && !look.icon.empty()) {
        const float size = style.size_px * 1.5f, gap = style.size_px * 0.4f;
        const float line = line_height(style), top = rect.y + (rect.h - size - gap - line) / 2;
        icon(ui, look.icon, {rect.x + rect.w / 2, top + size / 2}, size, colours.text);
        label(ui, {room.x, top + size + gap, room.w, line}, text, style, {.align = text::TextAlign::centre});
        return finger.tapped;
    }
    const RowContent content = row_content_of(ui, text, style, look.icon, icon_size(part, style));
    if (look.caption.empty()) {
        draw_row(ui, room, text, content, look.icon, look.icon_after);
        return finger.tapped;
    }
    // The icon with two lines beside it, all in the middle.
    const text::Colour soft = mix(colours.text, colours.fill, 0.12f);
    const text::TextStyle small = ui.theme.text("small", soft);
    const float lead = content.icon > 0 ? content.icon + content.gap : 0;
    const float words = std::min(room.w - lead, std::max(content.word, text_width(ui, look.caption, small)));
    const float x = room.x + (room.w - lead - words) / 2;
    const float first = style.size_px * 1.15f, second = small.size_px * 1.2f;
    const float top = rect.y + (rect.h - first - second) / 2;
    if (content.icon > 0) icon(ui, look.icon, {x + content.icon / 2, rect.y + rect.h / 2}, content.icon, colours.text);
    label(ui, {x + lead, top, words + 1, first}, text, style);
    label(ui, {x + lead, top + first, words + 1, second}, look.caption, small);
    return finger.tapped;
}

float chip_height(const Ui& ui) {
    const Component& part = ui.theme.component("chip");
    return std::round(std::max(part.height, line_height(ui.theme.text(part.font)) * 1.5f));
}

float chip_width(Ui& ui, std::string_view text, const ChipLook& look) {
    const Component& part = ui.theme.component("chip");
    const text::TextStyle style = ui.theme.text(part.font);
    const bool ticked = look.on && look.tick;
    const RowContent content =
        row_content_of(ui, text, style, ticked ? std::string_view("check") : look.icon, style.size_px);
    return std::ceil(std::max(content.width() + 2 * part.pad_x, ui.theme.touch.floor));
}

bool chip(Ui& ui, std::string_view name, const Rect& rect, std::string_view text, const ChipLook& look) {
    const Touch finger = touch(ui, name, rect, look.enabled);
    const RoundColours& round = look.colours ? *look.colours : ui.theme.round(huddle::RoundCategory::lessons);
    text::Colour colour = look.on ? round.ink : ui.theme.colours.paper;
    if (finger.pressed) colour = darker(colour);
    fill(ui, rect, colour, rect.h / 2);
    if (!look.on) outline(ui, rect, ui.theme.colours.control_line, rect.h / 2, ui.theme.line.control);
    const Component& part = ui.theme.component("chip");
    const text::TextStyle style = ui.theme.text(part.font, look.on ? round.on_ink : ui.theme.colours.ink);
    const std::string_view icon_name = look.on && look.tick ? std::string_view("check") : look.icon;
    draw_row(ui, inset(rect, std::min(part.pad_x, rect.w * 0.12f), 0), text,
             row_content_of(ui, text, style, icon_name, style.size_px), icon_name, false);
    return finger.tapped;
}

std::string_view icon_of(huddle::RoundCategory category) {
    switch (category) {
        case huddle::RoundCategory::wins:
            return "star";
        case huddle::RoundCategory::mistakes:
            return "bowl";
        case huddle::RoundCategory::lessons:
            return "book";
        case huddle::RoundCategory::hope:
            return "sunrise";
    }
    return "chat";
}

std::string word_of(const Ui& ui, huddle::RoundCategory category) {
    switch (category) {
        case huddle::RoundCategory::wins:
            return ui.tr("Wins");
        case huddle::RoundCategory::mistakes:
            return ui.tr("Mistakes");
        case huddle::RoundCategory::lessons:
            return ui.tr("Lessons");
        case huddle::RoundCategory::hope:
            return ui.tr("Hope");
    }
    return {};
}

float round_chip_height(const Ui& ui) {
    const Component& part = ui.theme.component("round_chip");
    return std::round(std::max(part.height, line_height(ui.theme.text(part.font)) * 1.5f));
}

float round_chip_width(Ui& ui, huddle::RoundCategory category) {
    const Component& part = ui.theme.component("round_chip");
    const text::TextStyle style = ui.theme.text(part.font);
    return std::ceil(row_content_of(ui, word_of(ui, category), style, icon_of(category), part.icon).width() +
                     2 * part.pad_x);
}

bool round_chip(Ui& ui, std::string_view name, const Rect& rect, huddle::RoundCategory category, bool on) {
    const Touch finger = touch(ui, name, rect);
    const Component& part = ui.theme.component("round_chip");
    const RoundColours& round = ui.theme.round(category);
    text::Colour colour = on ? round.ink : round.tint;
    if (finger.pressed) colour = darker(colour);
    fill(ui, rect, colour, rect.h / 2);
    if (!on) outline(ui, rect, round.ink, rect.h / 2, ui.theme.line.control);
    const text::TextStyle style = ui.theme.text(part.font, on ? round.on_ink : round.ink);
    const std::string word = word_of(ui, category);
    draw_row(ui, inset(rect, std::min(part.pad_x, rect.w * 0.12f), 0), word,
             row_content_of(ui, word, style, icon_of(category), part.icon), icon_of(category), false);
    return finger.tapped;
}

float banner_height(const Ui& ui) {
    return std::round(std::max(ui.theme.component("banner").height, ui.theme.touch.floor + ui.theme.space.m));
}

namespace {

struct BannerRoom {
    text::TextStyle bold, plain;
    float icon = 0, lead = 0, end = 0;  // px that the icon and the buttons take, with the space around
    float pad = 0;
    bool buttons_first = false;
    float words(const Rect& rect) const { return std::max(0.0f, rect.w - lead - end - (buttons_first ? pad : 0)); }
};

BannerRoom room_of(const Ui& ui, const BannerLook& look) {
    const float pad = ui.theme.component("banner").pad_x;
    const text::TextStyle body = ui.theme.text("body");
    BannerRoom room{.bold = body, .plain = body, .pad = pad};
    room.bold.weight = 650;
    room.icon = look.icon.empty() ? 0 : body.size_px * 1.4f;
    room.lead = pad + (look.icon.empty() ? 0 : room.icon + pad * 0.8f);
    room.end = look.room_for_buttons > 0 ? look.room_for_buttons + pad : pad;
    room.buttons_first = look.room_for_buttons > 0 && ui.environment.left_handed;
    return room;
}

}  // namespace

Rect banner(Ui& ui, const Rect& rect, const BannerLook& look) {
    const Component& part = ui.theme.component("banner");
    const auto& colours = ui.theme.colours;
    fill(ui, rect, colours.ember_tint, part.radius);
    const BannerRoom measures = room_of(ui, look);
    const text::TextStyle &bold = measures.bold, &plain = measures.plain;
    const float left = rect.x + (measures.buttons_first ? measures.end : 0);
    const Rect room{left + measures.lead, rect.y, measures.words(rect), rect.h};
    const float middle = room.y + room.h / 2;
    icon(ui, look.icon, {left + part.pad_x + measures.icon / 2, middle}, measures.icon, colours.ember_ink);
    const float gap = bold.size_px * 0.5f;
    const float first = text_width(ui, look.bold, bold), second = text_width(ui, look.plain, plain);
    if (look.plain.empty() || look.bold.empty()) {
        const bool wraps = first + second > room.w && line_height(bold) * 2 < room.h;
        label(ui, room, look.bold.empty() ? look.plain : look.bold, look.bold.empty() ? plain : bold,
              {.lines = wraps ? 2 : 1});
    } else if (first + gap + second <= room.w) {
        label(ui, {room.x, room.y, first + 1, room.h}, look.bold, bold);
        label(ui, {room.x + first + gap, room.y, second + 1, room.h}, look.plain, plain);
    } else {
        const float half = std::min(line_height(bold), room.h / 2);
        label(ui, {room.x, middle - half, room.w, half}, look.bold, bold);
        label(ui, {room.x, middle, room.w, half}, look.plain, plain);
    }
    return {measures.buttons_first ? rect.x + part.pad_x : rect.right() - measures.end, rect.y, look.room_for_buttons,
            rect.h};
}

float toast_height(const Ui& ui) { return std::max(banner_height(ui), ui.theme.touch.floor + 2 * ui.theme.space.s); }

Rect toast_rect(Ui& ui, std::string_view sentence, std::string_view undo, float bottom) {
    const auto& theme = ui.theme;
    const float height = toast_height(ui);
    const float most = static_cast<float>(theme.width) - 2 * theme.margin.x;
    const float wanted = text_width(ui, sentence, theme.text("body")) + 2 * theme.space.xl +
                         (undo.empty() ? 0 : button_width(ui, undo, {.kind = ButtonKind::quiet}) + theme.space.l);
    const float width = std::min(most, wanted);
    // In the middle, above the bar of buttons.
    if (bottom <= 0)
        bottom = static_cast<float>(theme.height) - theme.margin.bottom - button_height(ui, ButtonKind::next) -
                 theme.space.m;
    return {(static_cast<float>(theme.width) - width) / 2, bottom - height, width, height};
}

bool toast(Ui& ui, std::string_view sentence, std::string_view undo, float bottom) {
    const auto& theme = ui.theme;
    const text::TextStyle style = theme.text("body", theme.colours.on_primary);
    const ButtonLook look{.kind = ButtonKind::quiet};
    const float undo_width = undo.empty() ? 0 : button_width(ui, undo, look);
    const Rect rect = toast_rect(ui, sentence, undo, bottom);
    const float width = rect.w, height = rect.h;
    shadow(ui, rect, theme.radius.card);
    fill(ui, rect, theme.colours.primary, theme.radius.card);
    const float words = width - 2 * theme.space.xl - (undo.empty() ? 0 : undo_width + theme.space.l);
    label(ui, {rect.x + theme.space.xl, rect.y, words + 1, height}, sentence, style, {.lines = 2});
    if (undo.empty()) return false;
    const float tall = std::max(theme.touch.floor, button_height(ui, ButtonKind::quiet));
    return button(ui, "undo",
                  {rect.right() - theme.space.m - undo_width, rect.y + (height - tall) / 2, undo_width, tall}, undo,
                  look);
}

}  // namespace hearthside::ui
