// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/keyboard_press.h"

#include <algorithm>

#include "kiosk/ui/keyboard_layouts.h"

namespace hearthside::ui {

namespace {

bool repeats(Key::Kind kind) {
    return kind == Key::Kind::backspace || kind == Key::Kind::left || kind == Key::Kind::right;
}

bool is_choice(const Key& key) { return key.kind == Key::Kind::choice || key.kind == Key::Kind::choose_language; }

const std::vector<std::string>& more_of(const KeyboardView& view, const Key& key) {
    return view.shift == Shift::off ? key.more : key.more_shifted;
}

bool has_choices(const KeyboardView& view, const Key& key) {
    if (key.kind == Key::Kind::language) return view.languages.size() > 1;
    return key.kind == Key::Kind::character && !more_of(view, key).empty();
}

void open_choices(KeyboardView& view, const Key& key) {
    view.choices.clear();
    view.choices_of = key.name;
    if (key.kind == Key::Kind::language) {
        for (const std::string& id : view.languages) {
            const text::LanguageRow* language = text::find_keyboard(id);
            if (!language) continue;
            view.choices.push_back(
                {Key::Kind::choose_language, "language-" + id, std::string(language->own_name), {}, 1});
        }
        return;
    }
    for (const std::string& text : more_of(view, key)) {
        view.choices.push_back({Key::Kind::choice, "choice-" + text, text, text, 1});
    }
}

void close_choices(KeyboardView& view) {
    view.choices.clear();
    view.choices_of.clear();
    view.sliding = false;
}

void go_to_language(KeyboardView& view, std::size_t language) {
    view.language = language;
    view.page = KeyboardPage::letters;
    view.judged.reset();
    view.shift = Shift::off;
    view.accents = false;
}

void tap_shift(KeyboardView& view, huddle::Instant now) {
    const bool second = view.shift_tapped_at && now - *view.shift_tapped_at <= double_tap_within;
    // Where it was on by itself, the first of two quick taps turned it off.
    if (second && (view.shift == Shift::once || view.shift_by_itself)) {
        view.shift = Shift::lock;
        view.shift_by_itself = false;
    } else {
        view.shift = view.shift == Shift::off ? Shift::once : Shift::off;
    }
    view.shift_tapped_at = now;
}

void act(KeyboardView& view, const Key& key, huddle::Instant now, KeyboardAnswer& answer) {
    const auto press = [&](KeyPress::Kind kind, std::string text = {}) {
        answer.presses.push_back({kind, std::move(text)});
    };
    switch (key.kind) {
        case Key::Kind::character:
            if (view.accents && has_choices(view, key)) {
                open_choices(view, key);
            } else {
                press(KeyPress::Kind::text, view.shift == Shift::off ? key.plain : key.shifted);
                if (view.shift == Shift::once) view.shift = Shift::off;
            }
            view.accents = false;
            break;
        case Key::Kind::choice:
            press(KeyPress::Kind::text, key.plain);
            if (view.shift == Shift::once) view.shift = Shift::off;
            break;
        case Key::Kind::accents:
            // Shift stays on together with it, for an accented capital.
            view.accents = !view.accents;
            break;
        case Key::Kind::language:
            open_choices(view, key);
            break;
        case Key::Kind::choose_language: {
            const auto chosen = std::find_if(view.languages.begin(), view.languages.end(),
                                             [&](const std::string& id) { return "language-" + id == key.name; });
            if (chosen != view.languages.end())
                go_to_language(view, static_cast<std::size_t>(chosen - view.languages.begin()));
            break;
        }
        case Key::Kind::space:
            press(KeyPress::Kind::text, " ");
            break;
        case Key::Kind::backspace:
            press(KeyPress::Kind::backspace);
            break;
        case Key::Kind::enter:
            press(KeyPress::Kind::enter);
            break;
        case Key::Kind::left:
            press(KeyPress::Kind::left);
            break;
        case Key::Kind::right:
            press(KeyPress::Kind::right);
            break;
        case Key::Kind::shift:
            tap_shift(view, now);
            return;
        case Key::Kind::figures:
            view.page = view.page == KeyboardPage::figures || view.page == KeyboardPage::pad ? KeyboardPage::letters
                                                                                             : KeyboardPage::figures;
            view.shift = Shift::off;
            view.judged.reset();
            break;
        case Key::Kind::emoji:
            view.page = view.page == KeyboardPage::emoji ? KeyboardPage::letters : KeyboardPage::emoji;
            view.shift = Shift::off;
            view.judged.reset();
            break;
        case Key::Kind::done:
            answer.done = true;
            break;
    }
    // Two taps on shift lock it only when nothing came between them.
    view.shift_tapped_at.reset();
}

// The finger that opened the choices is still down, or lifts now.
void slide(KeyboardView& view, const Key* under, bool lifts, huddle::Instant now, KeyboardAnswer& answer) {
    const bool on_choice = under && is_choice(*under);
    const bool on_own_key = under && under->name == view.choices_of;
    view.held = on_choice || on_own_key ? under->name : "";
    if (!lifts) return;
    view.sliding = false;
    view.held.clear();
    // A lift on the key itself leaves the choices open for a tap. A lift outside everything closes them.
    if (on_own_key) return;
    if (on_choice) {
        const Key chosen = *under;  // a copy: `under` points into the choices, which are cleared now
        close_choices(view);
        act(view, chosen, now, answer);
    } else {
        close_choices(view);
    }
}

void land(KeyboardView& view, const Key* under, huddle::Instant now, KeyboardAnswer& answer) {
    if (!view.choices.empty() && !(under && is_choice(*under))) close_choices(view);
    if (!under || (under->name == view.lifted && now - view.lifted_at < bounce_within)) return;
    view.held = under->name;
    view.next_repeat = now + repeat_after;
    view.repeated = false;
    view.opens_at.reset();
    if (repeats(under->kind)) answer.wake = view.next_repeat;
    if (has_choices(view, *under)) answer.wake = view.opens_at = now + long_press_after;
}

void lift(KeyboardView& view, const Key& under, huddle::Instant now, KeyboardAnswer& answer) {
    const Key key = under;
    view.lifted = view.held;
    view.lifted_at = now;
    view.held.clear();
    if (is_choice(key)) close_choices(view);
    if (!view.repeated) act(view, key, now, answer);
}

void hold(KeyboardView& view, const Key& under, huddle::Instant now, KeyboardAnswer& answer) {
    if (view.opens_at) {
        if (now < *view.opens_at) {
            answer.wake = view.opens_at;
            return;
        }
        view.opens_at.reset();
        view.sliding = true;
        view.accents = false;
        open_choices(view, under);
        return;
    }
    if (!repeats(under.kind)) return;
    // A slow frame catches up, but a stalled one must not delete a whole sentence at once.
    for (int count = 0; now >= view.next_repeat && count < 4; ++count) {
        act(view, under, now, answer);
        view.next_repeat += repeat_each;
        view.repeated = true;
    }
    if (now >= view.next_repeat) view.next_repeat = now + repeat_each;
    answer.wake = view.next_repeat;
}

}  // namespace

void begin_sentence(KeyboardView& view, std::string_view before, bool cased) {
    if (view.judged == before.size() || view.shift == Shift::lock) return;
    view.judged = before.size();
    const std::size_t last = before.find_last_not_of(' ');
    const bool spaced = last != std::string_view::npos && last + 1 < before.size();
    const bool begins = last == std::string_view::npos || before[last] == '\n' ||
                        (spaced && (before[last] == '.' || before[last] == '?' || before[last] == '!'));
    if (begins && cased && view.page == KeyboardPage::letters) {
        view.shift_by_itself = view.shift == Shift::off;
        view.shift = Shift::once;
    } else if (view.shift_by_itself) {
        view.shift = Shift::off;
        view.shift_by_itself = false;
    }
}

KeyboardAnswer press_keyboard(KeyboardView& view, const Key* under_finger, bool finger_down, huddle::Instant now) {
    KeyboardAnswer answer;
    const bool lands = finger_down && !view.finger_was_down;
    const bool lifts = !finger_down && view.finger_was_down;
    view.finger_was_down = finger_down;

    if (lands) {
        land(view, under_finger, now, answer);
    } else if (view.sliding) {
        slide(view, under_finger, lifts, now, answer);
    } else if (!view.held.empty()) {
        if (!under_finger || under_finger->name != view.held)
            view.held.clear();
        else if (lifts)
            lift(view, *under_finger, now, answer);
        else if (finger_down)
            hold(view, *under_finger, now, answer);
    }
    return answer;
}

}  // namespace hearthside::ui
