// SPDX-License-Identifier: Apache-2.0
// Exporting the record: what of it, in which format, and where to; then the progress, and a sentence at the
// end. The take-away service does all the work.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/screens/frame/take_away_ask.h"
#include "kiosk/ui/take_away_service.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::take_away {

struct TakeAwayView {
    enum class What { huddle, asked, this_month, last_month, three_months, all };
    enum class Over { nothing, what, form };  // a list over the screen, where chips do not fit

    bool open = false;  // false until the first frame after the overlay opened
    frame::TakeAwayAsk ask;
    frame::Overlay::Kind opened_from = frame::Overlay::Kind::none;
    What what = What::this_month;
    ui::TakeAwayForm form;
    bool notes = false;
    Over over = Over::nothing;
    huddle::Instant next_look, last_touched;
    bool was_left = false;  // nobody was here for a while; a code stays until it expires
};

// The screen closes by itself after this time without a touch, and so does the screen it was opened from.
inline constexpr huddle::Milliseconds take_away_idle{120'000};

// Opens the screen over the one that asks; Back returns there.
void open_take_away(TakeAwayView& view, const frame::TakeAwayAsk& ask, frame::Overlay& overlay);

// Closes itself when there is no service, or a huddle begins.
void draw_take_away(ui::Ui& ui, const huddle::Board& board, TakeAwayView& view, frame::Overlay& overlay);

// Call when another screen has replaced it: stops the current export and withdraws a code.
void abandon_take_away(ui::Ui& ui, TakeAwayView& view);

}  // namespace hearthside::screens::take_away
