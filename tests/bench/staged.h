// SPDX-License-Identifier: Apache-2.0
// A real window with the real screens over a real Room, drawn frame by frame as the kiosk's loop does. For benchmarks
// that must run inside the program.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/room/room.h"
#include "kiosk/platform/window.h"
#include "kiosk/screens/route.h"
#include "tests/bench/machine.h"
#include "tests/support/room_services.h"

namespace hearthside::bench {

inline constexpr int notes_on_wall = 200;
std::string sample_note(int number);  // in several languages, with emoji
std::vector<huddle::Layout> layouts();

// Asks and waits for the answer; throws when it is refused.
std::shared_ptr<const huddle::Board> ask(room::Room& room, huddle::Intent intent);
// Leads to the open round of wins with `notes_on_wall` sealed notes, and releases them when asked.
void prepare(room::Room& room, bool released);

class Screen {
public:
    explicit Screen(room::Room& room);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    // Draws one frame of the present Board. Returns the number of painted pixels.
    long frame();
    // Takes all waiting events and draws until nothing changes.
    void settle();
    // Waits as the frame loop does, and draws as soon as something comes.
    long wait_and_draw();
    void finger(Uint32 type, float x, float y);
    // Touches a target by its name; throws when it is not there.
    void tap(const std::string& name);
    bool sees(const std::string& name) const;
    ui::Rect where(const std::string& name) const;  // throws with the names that exist when there is none

    platform::Window& window() { return *window_; }
    ui::Services& services() { return services_; }
    const ui::Appearance& theme() const { return theme_; }
    huddle::Instant now() const { return room_.now(); }

    std::vector<ui::Target> targets;
    std::optional<huddle::Instant> wake;
    double built_ms = 0;  // of the last frame's draw list
    ui::Environment environment;
    screens::Views views;

private:
    room::Room& room_;
    text::TextEngine engine_;
    std::unique_ptr<platform::Window> window_;
    support::WaitingServices services_;
    ui::Appearance theme_;
    screens::home::DisplayChoices shown_as_;
};

}  // namespace hearthside::bench
