// What a physical keyboard sends in one frame, already in words: the platform translates its own
// events into these, and text fields read them from Ui::keys. The on-screen keyboard makes the same
// presses, so both kinds of keyboard edit alike. Knows no SDL.
#pragma once

#include <string>

namespace hearthside {

struct KeyPress {
    enum class Kind {
        text,
        composing,  // what an input method is making: `text` takes the place of the last such text
        backspace,
        delete_forward,
        left,
        right,
        up,
        down,
        home,
        end,
        enter,
        escape,
        tab,
        back_tab  // with the shift key
    };
    Kind kind = Kind::text;
    std::string text;  // UTF-8 to insert, for Kind::text; may be several characters. Or what is being made

    friend bool operator==(const KeyPress&, const KeyPress&) = default;
};

}  // namespace hearthside
