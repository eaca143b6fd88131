// SPDX-License-Identifier: Apache-2.0
// The record on the kiosk, behind the passcode: huddles by date with one huddle's record beside them, a
// search, actions and questions with their results, and the notes that were set aside. It asks the record
// service, draws the answers, and never waits. It locks itself when it is left or unattended.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/huddle/board.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/screens/frame/passcode_entry.h"
#include "kiosk/screens/frame/take_away_ask.h"
#include "kiosk/screens/review/column.h"
#include "kiosk/ui/record_service.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::review {

// One row of a list. A tap opens its huddle's record.
struct ReviewRow {
    std::string name;  // of the target
    huddle::HuddleId huddle;
    std::string text, below;
    std::string icon = {};                               // none: a huddle, whose text is bold
    std::optional<huddle::RoundCategory> category = {};  // colours of the icon; none: neutral
    int lessons = 0, actions = 0, questions = 0;         // of a huddle
};

// What the tab lists, as far as it has been read.
struct ReviewList {
    std::vector<ReviewRow> rows;
    std::optional<std::int64_t> total;  // none until the first answer
    ui::Ticket asked = 0;
    huddle::Instant asked_at;
    bool wants_more = false;  // the next page
    bool stale = false;       // the next answer replaces the rows
    bool failed = false;      // the record could not be read
    ReviewColumn column;
};

// One huddle's record, in pieces from the top.
struct ReviewPiece {
    enum class Kind {
        title,
        about,
        card_head,
        lesson,
        cause,
        action,
        of_action,
        round_head,
        group,
        note,
        question,
        of_question,
        foot
    };
    Kind kind = Kind::note;
    std::string text;
    huddle::RoundCategory category = huddle::RoundCategory::wins;
};

struct ReviewRecord {
    std::optional<huddle::HuddleId> huddle;  // the chosen one
    ui::Ticket asked = 0;
    huddle::Instant asked_at;
    bool failed = false, gone = false;
    huddle::Day day;
    std::vector<ReviewPiece> pieces;   // empty while it is being read
    std::string wanted;                // the text that was chosen in a list, until it is shown
    std::optional<std::size_t> found;  // the index of that text in `pieces`
    ReviewColumn column;
};

struct ReviewView {
    enum class Tab { huddles, search, actions, questions, set_aside };
    enum class Period { month, quarter, all };

    bool open = false;  // false until the first frame after the overlay opened
    bool unlocked = false;
    frame::PasscodeEntry passcode;
    huddle::Instant last_touched;

    Tab tab = Tab::huddles;
    Period period = Period::all;
    ReviewList list;
    ReviewRecord record;
    std::string chosen_row;  // the row of that huddle
    bool reading = false;    // where there is room for only one: the record, not the list

    ui::TextField field;  // of the search
    ui::KeyboardView keyboard;
    bool typing = false;   // the keyboard is shown
    std::string searched;  // what the list was asked for

    ReviewColumn bin;
    ui::Ticket bringing_back = 0;
    std::string brought_back;  // the message about it, and until when
    huddle::Instant said_until;

    // What somebody wants to export. The screen that shows it closes it again.
    frame::TakeAwayAsk take_away;
    bool take_away_open = false;
};

// The review locks itself after this time without a touch.
inline constexpr huddle::Milliseconds review_idle{120'000};

void draw_review(ui::Ui& ui, const huddle::Board& board, ReviewView& view, frame::Overlay& overlay);
// Call when another screen has replaced it: locks it and removes everything.
void abandon_review(ui::Ui& ui, ReviewView& view);

}  // namespace hearthside::screens::review
