// SPDX-License-Identifier: Apache-2.0
#include "core/room/dots.h"

#include <algorithm>

#include "core/huddle/limits.h"
#include "core/secrets/chance.h"

namespace hearthside {

Dots::Dots() : limit_(pages_at_least + secure_word() % (pages_at_most - pages_at_least + 1)) {}

Problem Dots::too_late() {
    const auto conflict = [](const char* sentence) { return Problem{ProblemKind::conflict, sentence}; };
    return conflict("The dots are all placed; the team sees them now.");
}

Result<void> Dots::place(const std::string& page, std::vector<NoteId> notes) {
    if (ended_) return too_late();
    if (!pages_.contains(page) && pages_.size() >= limit_) return enough_pages();
    pages_[page] = std::move(notes);
    return {};
}

void Dots::end() { ended_ = true; }

void Dots::follow(const State& state) {
    if (!state.huddle || (round_ && round_->first != state.huddle->id)) *this = Dots{};
    if (!state.huddle) return;
    const std::pair here{state.huddle->id, state.huddle->clock.current};
    if (has_voting(*state.huddle)) {
        if (round_ && round_ != here) *this = Dots{};
        round_ = here;
    } else if (round_ && round_ != here) {
        ended_ = true;  // the round was left, so the result is shown as if somebody had ended the voting
    }
    open_ = has_voting(*state.huddle) && !ended_;
    for (auto& [page, notes] : pages_) {
        std::erase_if(notes, [&](NoteId note) {
            const Note* shown = find_note(state, note);
            return !shown || shown->state == NoteState::set_aside;
        });
    }
}

Voting Dots::voting() const {
    Voting voting{.open = open_ && !ended_, .result = {}};
    if (!ended_) return voting;
    std::map<NoteId, int> counts;
    for (const auto& [page, notes] : pages_) {
        for (const NoteId note : notes) ++counts[note];
    }
    voting.result.assign(counts.begin(), counts.end());
    std::stable_sort(voting.result.begin(), voting.result.end(),
                     [](const auto& left, const auto& right) { return left.second > right.second; });
    return voting;
}

}  // namespace hearthside
