// What kind of huddle this is: a named list of rounds with their times, prompts and minimums.
// Layouts are data (see layouts/README.md); this header only says what one holds once it is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/types.h"

namespace hearthside {

enum class RoundKind { since_last_time, quiet, wins, mistakes, lessons, hope, close };

std::string_view to_text(RoundKind kind);
std::optional<RoundKind> round_kind_from_text(std::string_view text);

// The theme whose notes a round releases; none for since last time, quiet and close.
std::optional<RoundCategory> category_of(RoundKind kind);

// Hope and close never give time to another round: every huddle ends on hope, on time.
bool keeps_its_time(RoundKind kind);

struct Round {
    std::string id;        // unique in its layout: letters, digits and '-'
    RoundKind kind = RoundKind::quiet;
    std::string title;     // on the strip and above the prompt
    std::string icon;      // a name in assets/icons
    std::string colour;    // a colour token: wins, mistakes, lessons, hope or primary
    Milliseconds planned{0};
    Milliseconds minimum{0};  // borrowing never leaves the round less than this
    double silent_share = 0;  // part of the round's own time that is silent writing, 0 to 0.9
    int release_at_least = 1; // fewer sealed notes than this wait for the next huddle
    // At most 12 words each. A talk round steps through them with the clock: opening, deepening,
    // whose view is missing, closing.
    std::vector<std::string> prompts;
    bool dots = false;         // lessons only: phones may place dots on its notes
    std::string when_empty;    // the first prompt when nothing was released; empty: the kind's own
    std::string when_many;     // the first prompt when there are more than eight; empty: the kind's own

    friend bool operator==(const Round&, const Round&) = default;
};

struct Layout {
    std::string id;        // also the file's name: learning-huddle
    std::string name;
    std::string for_whom;
    bool pulse = true;     // asks at the close how it was; a small team is better not asked
    std::vector<Round> rounds;  // at least one; exactly one close, and it comes last
    std::vector<std::string> speaks_first;  // who might begin a round; empty: the usual suggestions

    friend bool operator==(const Layout&, const Layout&) = default;
};

Milliseconds planned_total(const Layout& layout);

}  // namespace hearthside
