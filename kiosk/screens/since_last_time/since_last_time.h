// SPDX-License-Identifier: Apache-2.0
// The opening: what the team promised last time and whether it helped, the questions whose day has come, what
// was found out since, and one lesson of another team. All answers look equal, and a second tap takes each
// back.
#pragma once

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/screens/frame/day_picker.h"
#include "kiosk/screens/frame/one_line.h"
#include "kiosk/screens/frame/overlay.h"

namespace hearthside {

struct SinceLastTimeView {
    ChromeView chrome;
    HuddleId huddle;        // the huddle of this view; an unfinished answer of another one is dropped
    std::size_t first = 0;  // index of the first card on the screen, when not all fit

    // What is asked after a first tap on a card, before anything is sent.
    enum class Asking { nothing, help, new_day, unknown_until, whose };
    Asking asking = Asking::nothing;
    std::uint64_t about = 0;  // id of its action or question

    DayPicker days;
    OneLine line;  // the answer, or who may know it
    bool line_is_role = false;
    Ticket line_ticket = 0;
    SharedLessonId told;  // the other team's lesson that this huddle has certainly seen
};

void draw_since_last_time(Ui& ui, const Board& board, SinceLastTimeView& view, Overlay& overlay);

}  // namespace hearthside
