// The keyboard's timing: what a finger on a key means, frame by frame.
#include "kiosk/ui/keyboard.h"

namespace hearthside {

namespace {

bool repeats(Key::Kind kind) {
    return kind == Key::Kind::backspace || kind == Key::Kind::left || kind == Key::Kind::right;
}

void tap_shift(KeyboardView& view, Instant now) {
    const bool second = view.shift_tapped_at && now - *view.shift_tapped_at <= double_tap_within;
    if (view.shift == Shift::once && second) {
        view.shift = Shift::lock;
    } else {
        view.shift = view.shift == Shift::off ? Shift::once : Shift::off;
    }
    view.shift_tapped_at = now;
}

void act(KeyboardView& view, const Key& key, Instant now, KeyboardAnswer& answer) {
    const auto press = [&](KeyPress::Kind kind, std::string text = {}) {
        answer.presses.push_back({kind, std::move(text)});
    };
    switch (key.kind) {
        case Key::Kind::character:
            press(KeyPress::Kind::text, view.shift == Shift::off ? key.plain : key.shifted);
            if (view.shift == Shift::once) view.shift = Shift::off;
            break;
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
            view.page = view.page == KeyboardPage::figures ? KeyboardPage::letters : KeyboardPage::figures;
            view.shift = Shift::off;
            break;
        case Key::Kind::emoji:
            view.page = view.page == KeyboardPage::emoji ? KeyboardPage::letters : KeyboardPage::emoji;
            view.shift = Shift::off;
            break;
        case Key::Kind::done:
            answer.done = true;
            break;
    }
    // Two taps on shift make a lock only when nothing came between them.
    view.shift_tapped_at.reset();
}

}  // namespace

KeyboardAnswer press_keyboard(KeyboardView& view, const Key* under_finger, bool finger_down, Instant now) {
    KeyboardAnswer answer;
    const bool lands = finger_down && !view.finger_was_down;
    const bool lifts = !finger_down && view.finger_was_down;
    view.finger_was_down = finger_down;

    if (lands && under_finger) {
        const bool bounced = under_finger->name == view.lifted && now - view.lifted_at < bounce_within;
        if (!bounced) {
            view.held = under_finger->name;
            view.next_repeat = now + repeat_after;
            view.repeated = false;
            if (repeats(under_finger->kind)) answer.wake = view.next_repeat;
        }
        return answer;
    }
    if (view.held.empty()) return answer;
    if (!under_finger || under_finger->name != view.held) {
        view.held.clear();
        return answer;
    }
    if (lifts) {
        if (!view.repeated) act(view, *under_finger, now, answer);
        view.lifted = view.held;
        view.lifted_at = now;
        view.held.clear();
        return answer;
    }
    if (finger_down && repeats(under_finger->kind)) {
        // A slow frame catches up, but a stalled one must not delete a whole sentence at once.
        for (int count = 0; now >= view.next_repeat && count < 4; ++count) {
            act(view, *under_finger, now, answer);
            view.next_repeat += repeat_each;
            view.repeated = true;
        }
        if (now >= view.next_repeat) view.next_repeat = now + repeat_each;
        answer.wake = view.next_repeat;
    }
    return answer;
}

}  // namespace hearthside
