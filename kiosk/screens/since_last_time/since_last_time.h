// SPDX-License-Identifier: Apache-2.0
// The opening: what the team promised last time and whether it helped, the questions whose day has come, what
// was found out since, and one lesson of another team. All answers look equal, and a second tap takes each
// back.
#pragma once

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/day_picker.h"
#include "kiosk/screens/frame/one_line.h"
#include "kiosk/screens/frame/overlay.h"

namespace hearthside::screens::since_last_time {

struct SinceLastTimeView {
    frame::ChromeView chrome;
    huddle::HuddleId huddle;    // the huddle of this view; an unfinished answer of another one is dropped
    std::size_t page = 0;       // of the cards, when not all fit
    std::uint64_t touched = 0;  // id of the card touched last, which stays on the screen; zero after paging

    // What is asked after a first tap on a card. The tap itself is kept already, but for `whose`, which needs a role.
    enum class Asking { nothing, new_day, unknown_until, whose };
    Asking asking = Asking::nothing;
    std::uint64_t about = 0;  // id of its action or question

    frame::DayPicker days;
    frame::OneLine line;  // the answer, or who may know it
    bool line_is_role = false;
    ui::Ticket line_ticket = 0;
    huddle::SharedLessonId told;  // the other team's lesson that this huddle has certainly seen
};

void draw_since_last_time(ui::Ui& ui, const huddle::Board& board, SinceLastTimeView& view, frame::Overlay& overlay);

}  // namespace hearthside::screens::since_last_time
