// SPDX-License-Identifier: Apache-2.0
#include "core/huddle/layout.h"

namespace hearthside::huddle {

namespace {
constexpr std::array<RoundKind, 7> all_kinds{
    RoundKind::since_last_time, RoundKind::quiet, RoundKind::wins, RoundKind::mistakes,
    RoundKind::lessons,         RoundKind::hope,  RoundKind::close};
}

std::string_view to_text(RoundKind kind) {
    switch (kind) {
        case RoundKind::since_last_time:
            return "since_last_time";
        case RoundKind::quiet:
            return "quiet";
        case RoundKind::wins:
            return "wins";
        case RoundKind::mistakes:
            return "mistakes";
        case RoundKind::lessons:
            return "lessons";
        case RoundKind::hope:
            return "hope";
        case RoundKind::close:
            return "close";
    }
    return "";
}

std::optional<RoundKind> round_kind_from_text(std::string_view text) {
    for (const RoundKind kind : all_kinds) {
        if (to_text(kind) == text) return kind;
    }
    return std::nullopt;
}

std::optional<RoundCategory> category_of(RoundKind kind) { return category_from_text(to_text(kind)); }

bool keeps_its_time(RoundKind kind) { return kind == RoundKind::hope || kind == RoundKind::close; }

Milliseconds planned_total(const Layout& layout) {
    Milliseconds total{0};
    for (const Round& round : layout.rounds) total += round.planned;
    return total;
}

}  // namespace hearthside::huddle
