// SPDX-License-Identifier: Apache-2.0
// The screen sleeps while somebody wipes it: touches do nothing for 2 or 4 minutes. It ends by itself, or
// earlier by two pads in opposite corners: a tap on 1, then within six seconds 2 held for three seconds. Any
// other touch in between, or sliding off, starts this sequence again. A cloth cannot do it by chance: it
// would have to lift on one pad and rest on the other.
#pragma once

#include <optional>

#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::at_rest {

inline constexpr huddle::Milliseconds wipe_second_pad_within{6'000};
inline constexpr huddle::Milliseconds wipe_hold{3'000};
// At the end the screen waits for a cloth that is still on the glass, but no longer than this: a wet spot can
// look like a finger that never lifts.
inline constexpr huddle::Milliseconds wipe_lift_within{10'000};

struct WipeDownView {
    std::optional<huddle::Instant> until;  // none until the first frame
    huddle::Milliseconds whole{0};
    std::optional<huddle::Instant> first_pad;  // when 1 was tapped
    std::optional<huddle::Instant> held;       // since when 2 has been held
};

// Draws over everything else, which must be inert.
void draw_wipe_down(ui::Ui& ui, WipeDownView& view, frame::Overlay& overlay);

}  // namespace hearthside::screens::at_rest
