// SPDX-License-Identifier: Apache-2.0
// A layout is the kind of a huddle: a named list of rounds with their times, prompts and minimums. Layouts
// are data files (see layouts/README.md). This header defines a layout after it is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/types.h"

namespace hearthside::huddle {

enum class RoundKind { since_last_time, quiet, wins, mistakes, lessons, hope, close };

std::string_view to_text(RoundKind kind);
std::optional<RoundKind> round_kind_from_text(std::string_view text);

// The category of notes that a round releases. Since last time, quiet and close have none.
std::optional<RoundCategory> category_of(RoundKind kind);

// Hope and close never give time to another round, so every huddle ends on hope and on time.
bool keeps_its_time(RoundKind kind);

struct Round {
    std::string id;  // unique in its layout: letters, digits and '-'
    RoundKind kind = RoundKind::quiet;
    std::string title;   // at the top of the screen and above the prompt
    std::string icon;    // a name in assets/icons
    std::string colour;  // a colour token: wins, mistakes, lessons, hope or primary
    Milliseconds planned{0};
    Milliseconds minimum{0};   // borrowing never takes a round below this
    double silent_share = 0;   // the part of the round's own time for silent writing, 0 to 0.9
    int release_at_least = 1;  // fewer sealed notes than this wait for the next huddle
    // At most 12 words each. A talk round steps through them with the clock: opening, deepening, whose view
    // is missing, closing.
    std::vector<std::string> prompts;
    bool dots = false;       // lessons only: phones may place dots on its notes
    std::string when_empty;  // the first prompt when nothing was released; empty: the default for its kind
    std::string when_many;   // the first prompt when there are more than eight; empty: the default for its kind

    friend bool operator==(const Round&, const Round&) = default;
};

struct Layout {
    std::string id;  // also the file's name: learning-huddle
    std::string name;
    std::string for_whom;
    bool pulse = true;                      // ask "how was it?" at the close; small teams should switch it off
    std::vector<Round> rounds;              // at least one; exactly one close, which comes last
    std::vector<std::string> speaks_first;  // suggestions for who begins a round; empty: the usual ones

    friend bool operator==(const Layout&, const Layout&) = default;
};

Milliseconds planned_total(const Layout& layout);

}  // namespace hearthside::huddle
