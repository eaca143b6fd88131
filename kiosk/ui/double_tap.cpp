// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/double_tap.h"

#include <algorithm>

namespace hearthside::ui {

void DoubleTap::begin(bool pressed, ImVec2 finger, huddle::Instant now) {
    if (!pressed) return;
    soon_ = waits(now);
    in_place_ = soon_ && last_.rect.contains(finger);
}

bool DoubleTap::ignores(const Target& target, bool by_key, huddle::Instant now) const {
    const bool same = target.name == last_.name;
    const bool soon = by_key ? waits(now) : soon_;
    if (!soon || (same && second_ == SecondTap::counts)) return false;
    return same || (!by_key && in_place_);
}

void DoubleTap::tapped(const Target& target, SecondTap second, huddle::Instant now) {
    last_ = target;
    second_ = second;
    there_ = true;
    from_ = now;
}

void DoubleTap::screen_changed(huddle::Instant now) {
    if (now - from_ > changes_within) return;  // something else changed it
    from_ = now;
    // A button of the same name on the next screen is another one.
    second_ = SecondTap::mistake;
}

void DoubleTap::end(const std::vector<Target>& targets, huddle::Instant now) {
    const bool there =
        std::any_of(targets.begin(), targets.end(), [&](const Target& it) { return it.name == last_.name; });
    if (there_ && !there) screen_changed(now);
    there_ = there;
}

}  // namespace hearthside::ui
