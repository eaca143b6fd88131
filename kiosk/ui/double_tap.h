// SPDX-License-Identifier: Apache-2.0
// A finger often taps twice, by habit or because a hand shakes, and a second tap must not press what the first one
// brought. For a short time after a tap, and after the screen that it changed, two things do nothing: a tap on the same
// button, and a touch that begins in its place. It knows only names, rectangles on the glass and times.
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/types.h"
#include "kiosk/ui/focus.h"

namespace hearthside::ui {

inline constexpr huddle::Milliseconds second_tap_within{600};
// A slow disk may change the screen this long after the tap.
inline constexpr huddle::Milliseconds changes_within{5'000};

// Whether a second tap at once is a mistake, or means the same again, as on a stepper or a page's arrow.
enum class SecondTap { mistake, counts };

class DoubleTap {
public:
    // Call first in a frame. `pressed`: a finger came down in this frame, at `finger`.
    void begin(bool pressed, ImVec2 finger, huddle::Instant now);
    // Whether the touch on the glass began in the place of the button that was tapped just before, and does nothing.
    bool is_void() const { return in_place_; }
    // Whether a tap on this target does nothing. `by_key`: it is pressed by a physical key, in this frame.
    bool ignores(const Target& target, bool by_key, huddle::Instant now) const;
    // How long a person waits before the next tap, to be sure that it counts.
    huddle::Milliseconds rest(huddle::Instant now) const {
        return waits(now) ? second_tap_within - (now - from_) : huddle::Milliseconds{0};
    }
    void tapped(const Target& target, SecondTap second, huddle::Instant now);
    // Another screen is shown from this frame on, perhaps later than the tap.
    void screen_changed(huddle::Instant now);
    // Call last in a frame, with its targets. That the tapped button is gone counts as a change of screen.
    void end(const std::vector<Target>& targets, huddle::Instant now);

private:
    bool waits(huddle::Instant now) const {
        return !last_.name.empty() && now >= from_ && now - from_ < second_tap_within;
    }

    Target last_;  // the target of the last tap; without a name there was none
    SecondTap second_ = SecondTap::mistake;
    bool there_ = false;  // it was among the last frame's targets
    huddle::Instant from_;
    // Of the touch on the glass, decided when it began.
    bool soon_ = false, in_place_ = false;
};

}  // namespace hearthside::ui
