// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/passcode_entry.h"

#include <algorithm>
#include <cstring>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::frame {

namespace {

constexpr huddle::Milliseconds ask_again{100};  // while it is being checked
constexpr std::size_t bytes_at_most = 256;

bool goes_on(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) { return !goes_on(byte); }));
}

}  // namespace

void open_passcode(PasscodeEntry& entry) {
    entry.secret.reserve(1024);
    entry.keyboard = PasscodeEntry().keyboard;
}

void wipe_secret(std::string& secret) {
    explicit_bzero(secret.data(), secret.capacity());
    secret.clear();
}

std::vector<ui::KeyPress> type_on_keyboard(ui::Ui& ui, ui::KeyboardView& keyboard, ui::Rect& room, bool& done,
                                           const ui::KeyboardLook& look) {
    std::vector<ui::KeyPress> presses = ui.keys;
    const ui::Rect screen = ui::screen_of(ui);
    const ui::KeyboardAnswer answer = ui::draw_keyboard(ui, screen, keyboard, look);
    presses.insert(presses.end(), answer.presses.begin(), answer.presses.end());
    if (answer.wake) ui.wake_at(*answer.wake);
    done = done || answer.done;
    room.h = screen.bottom() - ui::keyboard_height(ui) - ui.theme.space.m - room.y;
    return presses;
}

bool draw_passcode(ui::Ui& ui, PasscodeEntry& entry, const ui::Rect& whole, const std::string& hint) {
    ui::Rect room = whole;
    const bool waiting = entry.checking != 0;
    bool done = false;
    const auto complete = [&] { return !waiting && characters_in(entry.secret) >= passcode_characters_at_least; };
    const std::vector<ui::KeyPress> presses =
        type_on_keyboard(ui, entry.keyboard, room, done, {.done = ui.tr("Continue"), .done_enabled = complete()});
    for (const ui::KeyPress& press : presses) {
        if (waiting) break;
        if (press.kind == ui::KeyPress::Kind::text || press.kind == ui::KeyPress::Kind::backspace) entry.answer.clear();
        if (press.kind == ui::KeyPress::Kind::enter) done = true;
        if (press.kind == ui::KeyPress::Kind::text && entry.secret.size() + press.text.size() <= bytes_at_most)
            entry.secret += press.text;
        if (press.kind == ui::KeyPress::Kind::backspace) {
            while (!entry.secret.empty() && goes_on(entry.secret.back())) entry.secret.pop_back();
            if (!entry.secret.empty()) entry.secret.pop_back();
        }
    }
    const auto& theme = ui.theme;
    const ui::ButtonLook look{.kind = ui::ButtonKind::next, .icon = "check", .enabled = complete()};
    const float wide = std::max(ui::button_width(ui, ui.tr("Continue"), look), theme.px(0.2));
    const text::TextStyle small = theme.text("label", theme.colours.ink_soft);
    const float below = ui::line_height(small) * 2.4f;
    const ui::Rect box{room.x, room.y, room.w - wide - theme.space.l,
                       std::max(std::min(room.h - below, theme.px(0.16)), theme.touch.main)};
    ui::card(ui, box);
    ui::outline(ui, box, theme.colours.primary, theme.radius.card, theme.line.control * 1.4f);
    // Dots, never letters, so that no picture holds any of it.
    const std::size_t count = characters_in(entry.secret);
    const float size = theme.px(0.018), between = size * 1.9f;
    const std::size_t fits = static_cast<std::size_t>(std::max(1.0f, (box.w - 2 * theme.space.l) / between));
    for (std::size_t i = 0; i < std::min(count, fits); ++i) {
        const ui::Rect dot{box.x + theme.space.l + static_cast<float>(i) * between, box.y + (box.h - size) / 2, size,
                           size};
        ui::fill(ui, dot, theme.colours.ink, size / 2);
    }
    if (count == 0)
        ui::fill(ui, {box.x + theme.space.l, box.y + box.h * 0.28f, theme.line.control * 1.5f, box.h * 0.44f},
                 theme.colours.primary, 0);
    const std::string words = waiting ? ui.tr("One moment…") : entry.answer.empty() ? hint : entry.answer;
    ui::label(ui, {box.x, box.bottom() + theme.space.xs, room.w, below}, words, small,
              {.vertical = ui::VerticalAlign::top, .lines = 2});
    if (ui::button(ui, "passcode-on", {room.right() - wide, box.y, wide, box.h}, ui.tr("Continue"), look)) done = true;
    return done && complete();
}

bool pass_with_passcode(ui::Ui& ui, PasscodeEntry& entry, const ui::Rect& room) {
    bool passed = false;
    if (entry.checking != 0) {
        const ui::Outcome outcome = ui.outcome(entry.checking);
        if (outcome.state == ui::OutcomeState::waiting) ui.wake_at(ui.now + ask_again);
        if (outcome.state != ui::OutcomeState::waiting) entry.checking = 0;
        passed = outcome.state == ui::OutcomeState::accepted;
        if (outcome.state == ui::OutcomeState::refused) entry.answer = ui.tr(outcome.sentence);
    }
    if (draw_passcode(ui, entry, room, ui.tr("Please ask whoever looks after this kiosk."))) {
        entry.answer.clear();
        entry.checking = ui.settings()->check_passcode(entry.secret);
        wipe_secret(entry.secret);
        ui.wake_at(ui.now + ask_again);
    }
    return passed;
}

bool left_alone(ui::Ui& ui, huddle::Instant& last_touched, huddle::Milliseconds at_most) {
    const ImGuiIO& io = ImGui::GetIO();
    if (!ui.keys.empty() || io.MouseDown[0] || io.MouseReleased[0]) last_touched = ui.now;
    if (ui.now - last_touched >= at_most) return true;
    ui.wake_at(last_touched + at_most);
    return false;
}

}  // namespace hearthside::screens::frame
