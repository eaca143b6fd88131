// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/screen_change.h"

namespace hearthside::screens::frame {

ui::Pose follow_screen(ui::Ui& ui, const huddle::Board& board, Overlay::Kind overlay, ScreenChange& change) {
    ScreenChange now{.overlay = overlay, .seen = true, .from = change.from};
    if (board.huddle) {
        now.huddle = board.huddle->id;
        now.round = board.huddle->clock.current;
    }
    const bool other = now.huddle != change.huddle || now.round != change.round || now.overlay != change.overlay;
    if (other && ui.double_tap) ui.double_tap->screen_changed(ui.now);
    // A wipe-down starts at once. After it, the screen that was below is shown again at once. The ending dims the
    // room by itself.
    const bool at_once = overlay == Overlay::Kind::wipe_down || change.overlay == Overlay::Kind::wipe_down ||
                         overlay == Overlay::Kind::ending;
    if (other) now.from = change.seen && !at_once ? std::optional(ui.now) : std::nullopt;
    const ui::Appearance::Motion& motion = ui::motion_of(ui);
    if (now.from && ui.now >= *now.from + motion.screen_change) now.from.reset();
    change = now;
    if (!change.from) return {};
    const float rise = overlay == Overlay::Kind::front_card ? motion.rise : 0;
    return ui::settling(*change.from, motion.screen_change, rise, ui.now);
}

}  // namespace hearthside::screens::frame
