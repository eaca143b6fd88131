// SPDX-License-Identifier: Apache-2.0
// The keyboard's timing: the meaning of a finger on a key, frame by frame. A state machine that draws
// nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/types.h"
#include "kiosk/ui/keyboard_rows.h"
#include "kiosk/ui/keys.h"

namespace hearthside::ui {

enum class Shift { off, once, lock };

// Always starts in the first language, so it does not show which language the last person used.
struct KeyboardView {
    KeyboardPage page = KeyboardPage::letters;
    Shift shift = Shift::off;
    bool accents = false;                           // the accents key was tapped
    bool shift_by_itself = false;                   // at the beginning of a sentence
    std::optional<std::size_t> judged;              // the caret's place when that was last looked at
    std::vector<std::string> languages{"english"};  // never empty; draw_keyboard keeps them up to date
    std::size_t language = 0;

    bool finger_was_down = false;
    std::string held;  // the key under the finger; empty when there is none or the finger slid off
    huddle::Instant next_repeat;
    bool repeated = false;
    std::optional<huddle::Instant> opens_at;  // when the held key shows its choices
    std::string lifted;                       // the key released last, and when
    huddle::Instant lifted_at;
    std::optional<huddle::Instant> shift_tapped_at;

    std::vector<Key> choices;  // what a long press offers now; empty when nothing is open
    std::string choices_of;    // the key they belong to
    bool sliding = false;      // the finger that opened them is still down
};

// All five values are those of Android's open-source keyboard (AOSP).
inline constexpr huddle::Milliseconds repeat_after{400};
inline constexpr huddle::Milliseconds repeat_each{50};
inline constexpr huddle::Milliseconds double_tap_within{300};
inline constexpr huddle::Milliseconds bounce_within{40};
inline constexpr huddle::Milliseconds long_press_after{300};

struct KeyboardAnswer {
    std::vector<KeyPress> presses;
    bool done = false;
    std::optional<huddle::Instant> wake;  // when a held key next repeats or shows its choices
};

// Puts shift on where a sentence begins, and off again where none does, as long as nobody touched it. `before` is the
// text before the caret; `cased` is whether the shown letters have capitals.
void begin_sentence(KeyboardView& view, std::string_view before, bool cased);

// Handles one frame: which key is under the finger (null for none) and whether the finger touches. A key acts
// when the finger lifts from it, so sliding off cancels. Backspace and the arrows repeat while held. A held
// key with more letters shows them as choices: slide to one, or lift and tap one. The choices close when the
// finger lands elsewhere.
KeyboardAnswer press_keyboard(KeyboardView& view, const Key* under_finger, bool finger_down, huddle::Instant now);

}  // namespace hearthside::ui
