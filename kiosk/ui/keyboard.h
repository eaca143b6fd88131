// The on-screen keyboard: English (UK), with a page of figures and signs and one of emoji. The
// timing of presses is a pure state machine (press_keyboard); draw_keyboard lays the keys out, feeds
// it the finger and returns the same KeyPresses a physical keyboard sends. Knows no text field.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/types.h"
#include "kiosk/ui/keys.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

enum class KeyboardPage { letters, figures, emoji };

struct Key {
    enum class Kind { character, space, backspace, enter, shift, figures, emoji, left, right, done };
    Kind kind = Kind::character;
    std::string name;   // the touch target: "key-q", "key-space"; the same with and without shift
    std::string plain;  // what a character key types
    std::string shifted;
    float width = 1;  // a weight: each row fills the width of the keyboard
};

// One row of a page; `indent` is left free before its first key, in the same units.
struct KeyRow {
    float indent = 0;
    std::vector<Key> keys;
};
const std::vector<KeyRow>& key_rows(KeyboardPage page);  // from the top

enum class Shift { off, once, lock };

struct KeyboardView {
    KeyboardPage page = KeyboardPage::letters;
    Shift shift = Shift::off;

    bool finger_was_down = false;
    std::string held;  // the key under the finger; empty when none or slid off
    Instant next_repeat;
    bool repeated = false;
    std::string lifted;  // the key released last, and when
    Instant lifted_at;
    std::optional<Instant> shift_tapped_at;
};

// Source of the four: the AOSP keyboard's values (EXPERIENCE.md).
inline constexpr Milliseconds repeat_after{400};
inline constexpr Milliseconds repeat_each{50};
inline constexpr Milliseconds double_tap_within{300};
inline constexpr Milliseconds bounce_within{40};

struct KeyboardAnswer {
    std::vector<KeyPress> presses;
    bool done = false;
    std::optional<Instant> wake;  // when a held key repeats next
};

// One frame: which key the finger is on (null: none) and whether it touches. A key acts when the
// finger lifts from it, so sliding off cancels; backspace and the arrows repeat while held.
KeyboardAnswer press_keyboard(KeyboardView& view, const Key* under_finger, bool finger_down, Instant now);

// How high the keyboard is with its tray, at this theme, and draws it at the bottom of `rect` over
// the full width. `done_colour` is the round's ink.
float keyboard_height(const Ui& ui);
KeyboardAnswer draw_keyboard(Ui& ui, const Rect& rect, KeyboardView& view, Colour done_colour,
                             Colour on_done_colour);

}  // namespace hearthside
