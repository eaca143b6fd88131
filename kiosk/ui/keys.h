// SPDX-License-Identifier: Apache-2.0
// Key presses of one frame, independent of SDL. The platform translates its events into these, and text
// fields read them from Ui::keys. The on-screen keyboard makes the same presses, so both kinds of keyboard
// edit alike.
#pragma once

#include <string>

namespace hearthside::ui {

struct KeyPress {
    enum class Kind {
        text,
        composing,  // text that an input method is composing: `text` replaces the last such text
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
    std::string text;  // UTF-8 to insert, for Kind::text, perhaps several characters; or the text being
                       // composed

    friend bool operator==(const KeyPress&, const KeyPress&) = default;
};

}  // namespace hearthside::ui
