// The passcode before settings and review: writing it on the on-screen keyboard as dots, having it tried, and
// locking again when nobody touches the screen. It shows and keeps no letter longer than it is needed, and
// knows no screen behind it.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

struct PasscodeEntry {
    std::string secret;   // as far as it is written
    std::string answer;   // why it was refused
    Ticket checking = 0;  // while it is being tried
    KeyboardView keyboard;
};

// Before the first letter: the text is never moved while it grows, so that no copy is left behind.
void open_passcode(PasscodeEntry& entry);
void wipe_secret(std::string& secret);

// The dots with the keyboard below: true when the person is done with it. `hint` stands under them until
// there is an answer.
bool draw_passcode(Ui& ui, PasscodeEntry& entry, const Rect& room, const std::string& hint);
// The same with its trying: true once it was the right one. Only where there is ui.settings().
bool pass_with_passcode(Ui& ui, PasscodeEntry& entry, const Rect& room);

// The keyboard at the foot of the screen; `room` becomes what is left above it.
std::vector<KeyPress> type_on_keyboard(Ui& ui, KeyboardView& keyboard, Rect& room, bool& done);

// Whether nobody touched anything for so long; asks for the frame in which that is so.
bool left_alone(Ui& ui, Instant& last_touched, Milliseconds at_most);

}  // namespace hearthside
