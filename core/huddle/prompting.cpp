// SPDX-License-Identifier: Apache-2.0
#include "core/huddle/prompting.h"

#include <algorithm>
#include <set>

namespace hearthside::huddle {

namespace {

// Marks a sentence for translation.
constexpr const char* translatable(const char* english) { return english; }

std::size_t cards_of(const HuddleBoard& huddle, RoundCategory category) {
    std::size_t cards = 0;
    std::set<GroupId> groups;
    for (const Note& note : huddle.notes) {
        if (note.category != category || note.state == NoteState::set_aside) continue;
        if (!note.group || groups.insert(*note.group).second) ++cards;
    }
    return cards;
}

}  // namespace

std::string_view usual_when_empty(RoundKind kind) {
    switch (kind) {
        case RoundKind::wins:
            return translatable("Nothing written yet. What went better than expected?");
        case RoundKind::mistakes:
            return translatable("No mistakes is rare. What nearly went wrong?");
        case RoundKind::lessons:
            return translatable("What would you tell yourself before this shift?");
        case RoundKind::hope:
            return translatable("What small thing would make next time better?");
        case RoundKind::since_last_time:
        case RoundKind::quiet:
        case RoundKind::close:
            break;
    }
    return "";
}

std::string_view usual_when_many(RoundKind kind) {
    return category_of(kind) ? translatable("Choose three to talk about first.") : "";
}

const std::vector<std::string>& usual_speaks_first() {
    static const std::vector<std::string> suggestions{
        translatable("Whoever joined most recently speaks first."),
        translatable("Whoever has spoken least today speaks first."),
        translatable("Students and learners speak first."),
        translatable("Whoever is closest to the work speaks first."),
        translatable("Visiting and temporary colleagues speak first."),
        translatable("The most senior person speaks last."),
    };
    return suggestions;
}

std::vector<std::string> prompts_of(const HuddleBoard& huddle, std::size_t round) {
    const RoundBoard& board = huddle.rounds[round];
    std::vector<std::string> prompts = board.round.prompts;
    const auto category = category_of(board.round.kind);
    if (!category || !board.released) return prompts;
    const std::size_t cards = cards_of(huddle, *category);
    if (cards == 0 && !board.holding) {
        // This prompt replaces the opening one.
        if (!prompts.empty()) prompts.erase(prompts.begin());
        prompts.insert(prompts.begin(), board.round.when_empty.empty() ? std::string{usual_when_empty(board.round.kind)}
                                                                       : board.round.when_empty);
    } else if (cards > many_cards) {
        prompts.insert(prompts.begin(), board.round.when_many.empty() ? std::string{usual_when_many(board.round.kind)}
                                                                      : board.round.when_many);
    }
    return prompts;
}

std::size_t prompt_step_at(const HuddleBoard& huddle, Instant now) {
    const RoundBoard& board = huddle.current();
    if (category_of(board.round.kind) && !board.released) return 0;
    const auto steps = static_cast<std::int64_t>(prompts_of(huddle, huddle.clock.current).size());
    const std::int64_t allotted = board.allotted.count();
    if (steps == 0 || allotted <= 0) return 0;
    const std::int64_t spent = std::clamp<std::int64_t>(spent_at(huddle.clock, now).count(), 0, allotted);
    return static_cast<std::size_t>(std::min(steps * spent / allotted, steps - 1));
}

std::string prompt_at(const HuddleBoard& huddle, Instant now) {
    const std::vector<std::string> prompts = prompts_of(huddle, huddle.clock.current);
    return prompts.empty() ? std::string{} : prompts[prompt_step_at(huddle, now)];
}

std::string speaks_first(const HuddleBoard& huddle, std::size_t round) {
    if (!category_of(huddle.rounds[round].round.kind)) return {};
    const auto& suggestions = huddle.speaks_first.empty() ? usual_speaks_first() : huddle.speaks_first;
    // The huddle's id is random, so the first suggestion is too. Each further round takes the next one.
    return suggestions[(huddle.id.value % suggestions.size() + round) % suggestions.size()];
}

}  // namespace hearthside::huddle
