// SPDX-License-Identifier: Apache-2.0
#include "core/room/dots.h"

#include <algorithm>

#include "core/huddle/limits.h"
#include "core/secrets/chance.h"

namespace hearthside::room {

Dots::Dots()
    : limit_(huddle::pages_at_least + secrets::secure_word() % (huddle::pages_at_most - huddle::pages_at_least + 1)) {}

huddle::Problem Dots::too_late() {
    const auto conflict = [](const char* sentence) { return huddle::Problem{huddle::ProblemKind::conflict, sentence}; };
    return conflict("The dots are all placed; the team sees them now.");
}

huddle::Result<void> Dots::place(const std::string& page, std::vector<huddle::NoteId> notes) {
    if (ended_) return too_late();
    if (!pages_.contains(page) && pages_.size() >= limit_) return huddle::enough_pages();
    pages_[page] = std::move(notes);
    return {};
}

void Dots::end() { ended_ = true; }

void Dots::follow(const huddle::State& state) {
    if (!state.huddle || (round_ && round_->first != state.huddle->id)) *this = Dots{};
    if (!state.huddle) return;
    const std::pair here{state.huddle->id, state.huddle->clock.current};
    if (huddle::has_voting(*state.huddle)) {
        if (round_ && round_ != here) *this = Dots{};
        round_ = here;
    } else if (round_ && round_ != here) {
        ended_ = true;  // the round was left, so the result is shown as if somebody had ended the voting
    }
    open_ = huddle::has_voting(*state.huddle) && !ended_;
    for (auto& [page, notes] : pages_) {
        std::erase_if(notes, [&](huddle::NoteId note) {
            const huddle::Note* shown = huddle::find_note(state, note);
            return !shown || shown->state == huddle::NoteState::set_aside;
        });
    }
}

huddle::Voting Dots::voting() const {
    huddle::Voting voting{.open = open_ && !ended_, .result = {}};
    if (!ended_) return voting;
    std::map<huddle::NoteId, int> counts;
    for (const auto& [page, notes] : pages_) {
        for (const huddle::NoteId note : notes) ++counts[note];
    }
    voting.result.assign(counts.begin(), counts.end());
    std::stable_sort(voting.result.begin(), voting.result.end(),
                     [](const auto& left, const auto& right) { return left.second > right.second; });
    return voting;
}

}  // namespace hearthside::room
