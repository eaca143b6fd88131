// Taking the record away: what of it, in which form, and where to; then how far it is, and the sentence at
// its end. It asks the take-away service for everything, and knows no file and no stick.
#pragma once

#include "core/huddle/board.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/screens/frame/take_away_ask.h"
#include "kiosk/ui/take_away_service.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

struct TakeAwayView {
    enum class What { huddle, asked, this_month, last_month, three_months, all };
    enum class Over { nothing, what, form };  // a list over the screen, where chips have no room

    bool open = false;  // false until the first frame after the overlay opened
    TakeAwayAsk ask;
    Overlay::Kind opened_from = Overlay::Kind::none;
    What what = What::this_month;
    TakeAwayForm form = TakeAwayForm::excel;
    bool notes = false;
    Over over = Over::nothing;
    Instant next_look, last_touched;
    bool was_left = false;  // nobody was here for a while; a code stays until its time is over
};

// Left alone for so long, the screen closes by itself, and what it was opened from does too.
inline constexpr Milliseconds take_away_idle{120'000};

// Opens the screen over the one that asks; Back leads there again.
void open_take_away(TakeAwayView& view, const TakeAwayAsk& ask, Overlay& overlay);

// Closes itself when there is no service, or a huddle begins.
void draw_take_away(Ui& ui, const Board& board, TakeAwayView& view, Overlay& overlay);

// Another screen stands there now: what is under way is broken off, and a code is taken back.
void abandon_take_away(Ui& ui, TakeAwayView& view);

}  // namespace hearthside
