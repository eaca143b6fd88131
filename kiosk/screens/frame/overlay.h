// SPDX-License-Identifier: Apache-2.0
// Screens that cover the round's own screen: writing a note, one note at the front, what the team learnt from
// it, the support card, how the screen looks, or the wipe-down. The route draws the overlay when there is one,
// otherwise the screen of the round or the home screen. Screens open and close overlays through this and never call
// each other.
//
// For the route: one Overlay is in Views (`views.overlay`) and is the last argument of draw_round_wall,
// draw_front_card, draw_write_here and draw_capture. A screen that wants a note written sets
// `overlay.open(Overlay::Kind::write_here)`. Each overlay closes itself when the Board no longer fits it (the
// huddle closed, the round changed), and empties its own view when it closes.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/huddle/intent.h"
#include "kiosk/screens/frame/farewell.h"

namespace hearthside::screens::frame {

// How long the wall shows a message and offers to undo the last action.
inline constexpr huddle::Milliseconds undo_for{8'000};

struct Overlay {
    enum class Kind {
        none,
        write_here,
        front_card,
        capture,
        care,
        display,
        wipe_down,
        settings,
        first_start,
        review,
        take_away,
        ending
    };

    // A message on the wall after an overlay closed, for a few seconds, with an undo button.
    struct Toast {
        std::string sentence;  // already translated
        std::string undo;      // the word on its button; empty: nothing to undo
        std::vector<huddle::Intent> undoing;
        huddle::Instant until;
    };

    Kind kind = Kind::none;
    huddle::NoteId note;  // of front_card and capture; zero for a lesson without a note
    std::optional<Toast> toast;
    // The note that was talked about last; the message does not cover it.
    huddle::NoteId talked_about;
    // The wall waits for the note to group with this one.
    std::optional<huddle::NoteId> joining;
    // From the tap on "Close with thanks" to the end of the ending.
    std::optional<Farewell> farewell;

    void open(Kind what, huddle::NoteId which = {}) {
        kind = what;
        note = which;
    }
    // Opens a tool of the pause over what is open. Closing it brings that back, but no note that was being written.
    void open_over(Kind what) {
        beneath = kind == Kind::write_here ? Beneath{} : Beneath{kind, note};
        kind = what;
    }
    void close() {
        const auto [what, which] = std::exchange(beneath, {});
        open(what, which);
    }

private:
    struct Beneath {
        Kind kind = Kind::none;
        huddle::NoteId note;
    };
    Beneath beneath;
};

}  // namespace hearthside::screens::frame
