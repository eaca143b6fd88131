// SPDX-License-Identifier: Apache-2.0
// The passcode before settings and review: writing it as dots on a number pad or the keyboard behind it, checking it,
// and locking again when nobody touches the screen. No letter is shown, and none is kept longer than needed.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::frame {

struct PasscodeEntry {
    std::string secret;       // what is written so far
    std::string answer;       // why it was refused
    ui::Ticket checking = 0;  // while it is being checked
    ui::KeyboardView keyboard{.page = ui::KeyboardPage::pad};
};

// Reserves the memory before the first letter, so that the growing text is never moved and leaves no copy.
void open_passcode(PasscodeEntry& entry);
void wipe_secret(std::string& secret);

// No passcode is shorter, so none is checked before.
inline constexpr std::size_t passcode_characters_at_least = 8;

// The dots with the keys below. True when the person is done with it. `hint` is below the dots until
// there is an answer.
bool draw_passcode(ui::Ui& ui, PasscodeEntry& entry, const ui::Rect& room, const std::string& hint);
// The same with the check: true once the passcode was right. Requires ui.settings().
bool pass_with_passcode(ui::Ui& ui, PasscodeEntry& entry, const ui::Rect& room);

// The keyboard at the foot of the screen. `room` becomes the area above it.
std::vector<ui::KeyPress> type_on_keyboard(ui::Ui& ui, ui::KeyboardView& keyboard, ui::Rect& room, bool& done,
                                           const ui::KeyboardLook& look = {});

// Whether nobody touched anything for this long. Asks for the frame at which that becomes true.
bool left_alone(ui::Ui& ui, huddle::Instant& last_touched, huddle::Milliseconds at_most);

}  // namespace hearthside::screens::frame
