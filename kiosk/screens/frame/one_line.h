// Writing one short thing with the keyboard: an answer, a group's title, a role. The whole screen is
// its own while it lasts. It knows neither huddle nor intent; who opens it hears what was written.
#pragma once

#include <string>
#include <vector>

#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

struct OneLine {
    bool open = false;
    TextField field;
    KeyboardView keyboard;
    bool keyboard_shown = true;
    std::string problem;  // why it was not kept; the words stay
};
void open_one_line(OneLine& line, std::string text = {});

// All translated already, or written by people.
struct OneLineLook {
    std::string back;         // the word on the button that leaves
    std::string title;        // what is asked for
    std::string about;        // what it is about; may be empty
    std::string placeholder;  // in the empty field
    std::string keep;         // the word on the button that keeps it
    const RoundColours* colours = nullptr;
    bool may_be_empty = false;
    bool waiting = false;  // for an answer of the Room
};

enum class OneLineAnswer { nothing, leave, keep };
// `keep` only when there is something to keep; the text is line.field.text().
OneLineAnswer draw_one_line(Ui& ui, OneLine& line, const OneLineLook& look);
// Takes the words off the screen and out of memory.
void close_one_line(Ui& ui, OneLine& line);

}  // namespace hearthside
