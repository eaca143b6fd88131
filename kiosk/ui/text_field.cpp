// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/text_field.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::ui {

namespace {

struct Lines {  // the text after layout
    text::TextEngine& engine;
    const text::TextStyle& style;
    text::TextBox box;

    text::CaretPlace caret(const TextEdit& edit) const { return engine.caret_at(edit.text, style, box, edit.caret); }
};

void move_by_lines(TextEdit& edit, const Lines& lines, float direction) {
    const text::CaretPlace at = lines.caret(edit);
    const float y = at.top + at.height / 2 + direction * at.height;
    if (y < 0) return place_caret(edit, 0);
    if (y > lines.engine.measure(edit.text, lines.style, lines.box).height) {
        return place_caret(edit, edit.text.size());
    }
    place_caret(edit, lines.engine.index_at(edit.text, lines.style, lines.box, at.x, y));
}

void apply_press(TextField& field, const KeyPress& press, const TextFieldLook& look, const Lines& lines) {
    TextEdit& edit = field.edit;
    // Any press ends the current composition. An input method that goes on composing sends the text again.
    field.composing.clear();
    const auto has_room = [&](std::size_t more) { return edit.text.size() + more <= look.bytes_at_most; };
    switch (press.kind) {
        case KeyPress::Kind::text:
            if (has_room(press.text.size())) insert(edit, press.text);
            break;
        case KeyPress::Kind::composing:
            if (has_room(press.text.size())) field.composing = press.text;
            break;
        case KeyPress::Kind::enter:
            if (look.new_lines && has_room(1)) insert(edit, "\n");
            break;
        case KeyPress::Kind::backspace:
            erase_before(edit);
            break;
        case KeyPress::Kind::delete_forward:
            erase_after(edit);
            break;
        case KeyPress::Kind::left:
            move_left(edit);
            break;
        case KeyPress::Kind::right:
            move_right(edit);
            break;
        case KeyPress::Kind::up:
            move_by_lines(edit, lines, -1);
            break;
        case KeyPress::Kind::down:
            move_by_lines(edit, lines, 1);
            break;
        case KeyPress::Kind::home:
            move_to_line_start(edit);
            break;
        case KeyPress::Kind::end:
            move_to_line_end(edit);
            break;
        case KeyPress::Kind::escape:
        case KeyPress::Kind::tab:
        case KeyPress::Kind::back_tab:
            break;
    }
}

// Follows the caret only when it moved, so that a finger can scroll elsewhere in between.
void follow_caret(TextField& field, const text::CaretPlace& caret, float content, float visible) {
    if (field.edit.caret != field.shown_caret || field.edit.text.size() != field.shown_size) {
        // A little more than the caret itself, so that the first line becomes visible whole.
        field.scroll = std::min(field.scroll, caret.top - caret.height * 0.25f);
        field.scroll = std::max(field.scroll, caret.top + caret.height - visible);
        field.shown_caret = field.edit.caret;
        field.shown_size = field.edit.text.size();
    }
    field.scroll = std::clamp(field.scroll, 0.0f, std::max(0.0f, content - visible));
}

}  // namespace

TextField::TextField() = default;

TextFieldAnswer draw_text_field(Ui& ui, std::string_view name, const Rect& rect, TextField& field,
                                const TextFieldLook& look, const std::vector<KeyPress>& presses) {
    TextFieldAnswer answer;
    const Unmirrored inside_reads_by_itself(ui, rect);
    const Rect inside = inset(rect, look.pad_x, look.pad_y);
    // The caret after the last letter of a full line still needs its own width.
    const float caret_width = std::max(2.0f, std::round(look.style.size_px * 0.06f));
    const Lines lines{ui.pictures.engine(), look.style, {std::max(1.0f, inside.w - caret_width), 0}};

    const Touch finger = touch(ui, name, rect, true, SecondTap::counts);
    if (!ui.targets.empty() && ui.targets.back().name == name) ui.targets.back().text_field = true;
    const ImGuiIO& io = ImGui::GetIO();
    const ImVec2 pointer = ui.pointer();
    if (finger.pressed) {
        const float moved = io.MousePos.y - io.MouseClickedPos[0].y;
        if (std::abs(moved) > ui.theme.space.m) field.dragged = true;
        if (field.dragged) field.scroll -= io.MouseDelta.y;
    }
    if (finger.tapped) {
        answer.tapped = true;
        if (!field.dragged) {
            place_caret(field.edit, lines.engine.index_at(field.text(), look.style, lines.box, pointer.x - inside.x,
                                                          pointer.y - inside.y + field.scroll));
        }
    }
    if (!finger.pressed) field.dragged = false;

    if (look.active) {
        for (const KeyPress& press : presses) {
            const std::string before = field.text();
            apply_press(field, press, look, lines);
            answer.changed = answer.changed || field.text() != before;
        }
    }

    TextEdit with_composing;
    const bool composing = look.active && !field.composing.empty();
    if (composing) {
        with_composing = field.edit;
        insert(with_composing, field.composing);
    }
    const TextEdit& shown = composing ? with_composing : field.edit;
    const text::CaretPlace caret = lines.caret(shown);
    const Picture words = ui.pictures.private_text(shown.text, look.style, lines.box);
    follow_caret(field, caret, std::max(words.height, caret.top + caret.height), inside.h);

    const float left = inside.x - caret_width;
    const float above = look.new_lines ? 0 : look.pad_y;
    const Clipped clipped(ui, {left, inside.y - above, rect.right() - left, inside.h + 2 * above});
    if (shown.text.empty()) {
        text::TextStyle pale = look.style;
        pale.colour = ui.theme.colours.ink_soft;
        // In a field of one line the text may be as tall as the field, because some scripts need that.
        const bool one_line = !look.new_lines && inside.h < 1.9f * line_height(pale);
        const bool from_right = one_line && ui.pictures.engine().measure(look.placeholder, pale, {}).right_to_left;
        label(ui, one_line ? Rect{inside.x, rect.y, inside.w, rect.h} : inside, look.placeholder, pale,
              {.align = from_right ? text::TextAlign::end : text::TextAlign::start,
               .vertical = one_line ? VerticalAlign::middle : VerticalAlign::top,
               .lines = one_line ? 1 : 0});
    }
    const ImVec2 origin{std::round(inside.x), std::round(inside.y - field.scroll)};
    draw_picture(ui, words, origin);
    if (look.active) {
        const float x = std::round(origin.x + caret.x);
        fill(ui, {x, origin.y + caret.top, caret_width, caret.height}, look.caret, 0);
        const text::CaretPlace from = lines.caret(field.edit);
        // A line under the text being composed, for the part in the caret's own line.
        if (composing && from.top == caret.top) {
            const float start = std::min(from.x, caret.x), wide = std::abs(caret.x - from.x);
            fill(ui, {origin.x + start, origin.y + caret.top + caret.height * 0.94f, wide, caret_width}, look.caret, 0);
        }
    }
    clear(with_composing);
    return answer;
}

void set_text(TextField& field, std::string text) {
    field = {};
    replace_all(field.edit, std::move(text));
}

void clear(TextField& field) {
    clear(field.edit);
    TextEdit composing{std::move(field.composing), 0};
    clear(composing);
    field = {};
}

}  // namespace hearthside::ui
