// The on-screen keyboard: the letters of the ward's chosen languages, a page of figures and signs, a page of
// emoji, and the accents of a key on a long press. A pure state machine (press_keyboard) times the presses.
// draw_keyboard lays the keys out, passes the finger to it, and returns the same KeyPresses as a physical
// keyboard.
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
    std::string plain;  // the text of a character key; the label of the language and accents keys
    std::string shifted;
    float width = 1;  // relative: the keys of a row share the keyboard's full width by weight
    // The choices on a long press, without and with shift.
    std::vector<std::string> more, more_shifted;
    bool hint = false;  // the shifted character is a different one and is shown small
};

// One row of a page. `indent` is the free space before its first key, in the same units.
struct KeyRow {
    float indent = 0;
    std::vector<Key> keys;
};
// The rows of a page from the top, in a language of keyboard_languages(); any other word means English. With
// `several` there is a key for the next language. The first call for a language reads the system's layout,
// which takes some milliseconds. The rows remain valid until the program ends. Any thread.
const std::vector<KeyRow>& key_rows(KeyboardPage page, std::string_view language = "english",
                                    bool several = false);

enum class Shift { off, once, lock };

// Always starts in the first language, so it does not show which language the last person used.
struct KeyboardView {
    KeyboardPage page = KeyboardPage::letters;
    Shift shift = Shift::off;
    bool accents = false;                           // the accents key was tapped
    std::vector<std::string> languages{"english"};  // never empty; draw_keyboard keeps them up to date
    std::size_t language = 0;

    bool finger_was_down = false;
    std::string held;  // the key under the finger; empty when there is none or the finger slid off
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

// All five values are those of Android's open-source keyboard (AOSP).
inline constexpr Milliseconds repeat_after{400};
inline constexpr Milliseconds repeat_each{50};
inline constexpr Milliseconds double_tap_within{300};
inline constexpr Milliseconds bounce_within{40};
inline constexpr Milliseconds long_press_after{300};

struct KeyboardAnswer {
    std::vector<KeyPress> presses;
    bool done = false;
    std::optional<Instant> wake;  // when a held key next repeats or shows its choices
};

// Handles one frame: which key is under the finger (null for none) and whether the finger touches. A key acts
// when the finger lifts from it, so sliding off cancels. Backspace and the arrows repeat while held. A held
// key with more letters shows them as choices: slide to one, or lift and tap one. The choices close when the
// finger lands elsewhere.
KeyboardAnswer press_keyboard(KeyboardView& view, const Key* under_finger, bool finger_down, Instant now);

// keyboard_height is the height with the tray at this theme. draw_keyboard draws the keyboard at the bottom
// of `rect` over the full width, in the languages of ui.around.keyboards. `done_colour` is the round's ink.
// While choices are open, anything drawn later in this frame is inert, because the choices may lie over it.
float keyboard_height(const Ui& ui);
KeyboardAnswer draw_keyboard(Ui& ui, const Rect& rect, KeyboardView& view, Colour done_colour,
                             Colour on_done_colour);

}  // namespace hearthside
