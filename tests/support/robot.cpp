// SPDX-License-Identifier: Apache-2.0
#include "tests/support/robot.h"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace hearthside::support {

Robot::Robot(const ui::Appearance& category, ui::Services& services, const ui::Environment& environment,
             huddle::Instant now_, std::function<void(ui::Ui&)> draw)
    : now(now_),
      theme_(category),
      services_(services),
      environment_(environment),
      draw_(std::move(draw)),
      offscreen_(category.width, category.glass_height) {
    settle();
}

std::vector<SDL_Rect> Robot::frame() {
    platform::Stage& stage = offscreen_.stage();
    return stage.frame(
        [&] {
            ui::Ui ui(theme_, stage.pictures(), services_, environment_, now);
            ui.keys = stage.touch().take_keys();
            ui.focus = &focus_;
            draw_(ui);
            targets_ = std::move(ui.targets);
            wake_ = ui.wake;
            rest_ = ui.double_tap ? ui.double_tap->rest(now) : huddle::Milliseconds{0};
        },
        1.0f / 60);
}

void Robot::settle() {
    while (offscreen_.stage().touch().more()) frame();
    frame();
    frame();
}

const ui::Target* Robot::find(std::string_view name) const {
    const auto found =
        std::find_if(targets_.begin(), targets_.end(), [&](const ui::Target& t) { return t.name == name; });
    return found == targets_.end() ? nullptr : &*found;
}

ui::Rect Robot::where(std::string_view name) const {
    if (const ui::Target* const target = find(name)) return target->rect;
    std::string there = "no target " + std::string(name) + " among:";
    for (const ui::Target& target : targets_) there += " " + target.name;
    throw std::out_of_range(there);
}

void Robot::tap(std::string_view name) {
    now += std::exchange(rest_, huddle::Milliseconds{0});
    const ui::Rect rect = where(name);
    tap_at(rect.x + rect.w / 2, rect.y + rect.h / 2);
}

void Robot::tap_at(float x, float y) {
    finger(SDL_FINGERDOWN, x, y);
    finger(SDL_FINGERUP, x, y);
    settle();
}

void Robot::drag(float from_x, float from_y, float to_x, float to_y) {
    finger(SDL_FINGERDOWN, from_x, from_y);
    settle();
    constexpr int steps = 8;
    for (int step = 1; step <= steps; ++step) {
        const float part = static_cast<float>(step) / steps;
        finger(SDL_FINGERMOTION, from_x + (to_x - from_x) * part, from_y + (to_y - from_y) * part);
        frame();
    }
    finger(SDL_FINGERUP, to_x, to_y);
    settle();
}

void Robot::type(std::string_view text) {
    // SDL passes at most 31 bytes at a time, never a part of a character.
    while (!text.empty()) {
        SDL_Event event{};
        event.type = SDL_TEXTINPUT;
        std::size_t length = std::min(text.size(), sizeof event.text.text - 1);
        while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
        std::memcpy(event.text.text, text.data(), length);
        offscreen_.stage().touch().take(event, 1, 1);
        text.remove_prefix(length);
        frame();
    }
    settle();
}

void Robot::compose(std::string_view text) {
    SDL_Event event{};
    event.type = SDL_TEXTEDITING;
    std::memcpy(event.edit.text, text.data(), std::min(text.size(), sizeof event.edit.text - 1));
    offscreen_.stage().touch().take(event, 1, 1);
    settle();
}

void Robot::key(SDL_Keycode code, Uint16 modifiers) {
    SDL_Event event{};
    event.type = SDL_KEYDOWN;
    event.key.keysym.sym = code;
    event.key.keysym.mod = modifiers;
    offscreen_.stage().touch().take(event, 1, 1);
    settle();
}

void Robot::finger(Uint32 type, float x, float y, SDL_FingerID id) {
    const auto width = static_cast<float>(theme_.width), height = static_cast<float>(theme_.glass_height);
    SDL_Event event{};
    event.type = type;
    event.tfinger.touchId = 1;
    event.tfinger.fingerId = id;
    event.tfinger.x = x / width;
    event.tfinger.y = y / height;
    offscreen_.stage().touch().take(event, width, height);
}

}  // namespace hearthside::support
