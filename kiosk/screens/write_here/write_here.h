// SPDX-License-Identifier: Apache-2.0
// Writing a note on the touchscreen: a round, the words, Send. The text is only in this view until it is
// sent, and leaves no trace on the screen: it is wiped when nobody touches it for a while, also after Close.
// The screen does not know who writes.
#pragma once

#include <string>

#include "core/huddle/board.h"
#include "kiosk/screens/frame/nudge.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::write_here {

struct WriteHereView {
    bool open = false;  // false until the first frame after the overlay opened
    huddle::RoundCategory category = huddle::RoundCategory::wins;
    ui::TextField field;
    ui::KeyboardView keyboard;
    bool keyboard_shown = true;
    std::string token;         // one for each note: a repeated sending is the same note
    ui::Ticket ticket = 0;     // of the note being sent
    std::string problem;       // why it was not sent; the text stays
    frame::NudgingView nudge;  // after Send, when something was found
    bool sent = false;
    bool put_down = false;  // by Close: the words stay for the rest of their time, in case it was touched by mistake
    huddle::Instant last_touched;
};

// Text that somebody left unfinished is wiped after this time, so that the next person does not see it.
inline constexpr huddle::Milliseconds write_here_idle{20'000};
// During the last part of that time the screen says so, and any touch keeps the text.
inline constexpr huddle::Milliseconds write_here_warning{8'000};

void draw_write_here(ui::Ui& ui, const huddle::Board& board, WriteHereView& view, frame::Overlay& overlay);
// Call instead of drawing it while the huddle is paused. The words are not shown, and are still wiped when
// their time is up.
void hide_write_here(ui::Ui& ui, WriteHereView& view, frame::Overlay& overlay);
// Call in every frame while another screen is in its place: the words are wiped at once, or when their time is up
// where somebody put them down by Close.
void abandon_write_here(ui::Ui& ui, WriteHereView& view);

}  // namespace hearthside::screens::write_here
