// SPDX-License-Identifier: Apache-2.0
// Writing one short text with the keyboard: an answer, a group's title, a role. It takes the whole screen.
// The caller gets the text and decides what to do with it.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/frame/nudge.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::frame {

struct OneLine {
    bool open = false;
    ui::TextField field;
    ui::KeyboardView keyboard;
    bool keyboard_shown = true;
    NudgingView nudge;
    std::string problem;  // why it was not kept; the words stay
};
void open_one_line(OneLine& line, std::string text = {});

// All texts are already translated, or written by people.
struct OneLineLook {
    std::string back;         // the word on the back button
    std::string title;        // what is asked for
    std::string about;        // the subject; may be empty
    std::string placeholder;  // in the empty field
    std::string keep;         // the word on the keep button
    std::string icon;         // of what is written, beside its title when it is asked about
    const ui::RoundColours* colours = nullptr;
    bool may_be_empty = false;
    bool waiting = false;  // for an answer of the Room
};

enum class OneLineAnswer { nothing, leave, keep };
// Returns `keep` only when there is text to keep; the text is line.field.text(). Words that could point to somebody or
// sound like blame are asked about first.
OneLineAnswer draw_one_line(ui::Ui& ui, OneLine& line, const OneLineLook& look);
// Removes the words from the screen and from memory.
void close_one_line(ui::Ui& ui, OneLine& line);

}  // namespace hearthside::screens::frame
