// The on-screen keyboard: the letters of the languages a place chose, a page of figures and signs,
// one of emoji, and the accents of a key on a long press. The timing of presses is a pure state
// machine (press_keyboard); draw_keyboard lays the keys out, feeds it the finger and returns the same
// KeyPresses a physical keyboard sends. Knows no text field.
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
    // accents: the next letter shows its choices without a long press. choice, choose_language: what a
    // long press offers.
    enum class Kind {
        character,
        space,
        backspace,
        enter,
        shift,
        accents,
        figures,
        emoji,
        language,
        left,
        right,
        done,
        choice,
        choose_language
    };
    Kind kind = Kind::character;
    std::string name;   // the touch target: "key-q", "key-space"; the same with and without shift
    std::string plain;  // what a character key types; what the language and accents keys say
    std::string shifted;
    float width = 1;  // a weight: each row fills the width of the keyboard
    // What a long press offers, without and with shift.
    std::vector<std::string> more, more_shifted;
    bool hint = false;  // the shifted letter is another one and shown small
};

// One row of a page; `indent` is left free before its first key, in the same units.
struct KeyRow {
    float indent = 0;
    std::vector<Key> keys;
};
// A page from the top, in a language of keyboard_languages() (any other word: English). With
// `several` there is a key to the next language. The first call for a language reads the system's
// layout, some milliseconds; the rows stay for as long as the program runs. Any thread.
const std::vector<KeyRow>& key_rows(KeyboardPage page, std::string_view language = "english",
                                    bool several = false);

enum class Shift { off, once, lock };

// Starts in the first language every time: what language the last person wrote in leaves no trace.
struct KeyboardView {
    KeyboardPage page = KeyboardPage::letters;
    Shift shift = Shift::off;
    bool accents = false;                           // the accents key was tapped
    std::vector<std::string> languages{"english"};  // never empty; draw_keyboard keeps them up to date
    std::size_t language = 0;

    bool finger_was_down = false;
    std::string held;  // the key under the finger; empty when none or slid off
    Instant next_repeat;
    bool repeated = false;
    std::optional<Instant> opens_at;  // when the held key shows its choices
    std::string lifted;               // the key released last, and when
    Instant lifted_at;
    std::optional<Instant> shift_tapped_at;

    std::vector<Key> choices;  // what a long press offers now; empty when nothing is open
    std::string choices_of;    // the key they belong to
    bool sliding = false;      // the finger that opened them is still down
};

// All five are the values of Android's open-source keyboard (AOSP).
inline constexpr Milliseconds repeat_after{400};
inline constexpr Milliseconds repeat_each{50};
inline constexpr Milliseconds double_tap_within{300};
inline constexpr Milliseconds bounce_within{40};
inline constexpr Milliseconds long_press_after{300};

struct KeyboardAnswer {
    std::vector<KeyPress> presses;
    bool done = false;
    std::optional<Instant> wake;  // when a held key repeats next, or shows its choices
};

// One frame: which key the finger is on (null: none) and whether it touches. A key acts when the
// finger lifts from it, so sliding off cancels; backspace and the arrows repeat while held. A key
// with more letters shows them as choices when held: slide to one, or lift and tap one. They go when
// the finger lands elsewhere.
KeyboardAnswer press_keyboard(KeyboardView& view, const Key* under_finger, bool finger_down, Instant now);

// How high the keyboard is with its tray, at this theme, and draws it at the bottom of `rect` over
// the full width, in the languages of ui.around.keyboards. `done_colour` is the round's ink. While
// choices are open, what is drawn after the keyboard in this frame is inert, for they may lie over it.
float keyboard_height(const Ui& ui);
KeyboardAnswer draw_keyboard(Ui& ui, const Rect& rect, KeyboardView& view, Colour done_colour,
                             Colour on_done_colour);

}  // namespace hearthside
