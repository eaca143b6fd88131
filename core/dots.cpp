#include "core/dots.h"

#include <algorithm>

namespace hearthside {

namespace {

constexpr std::size_t pages_at_most = 10'000;

}  // namespace

bool Dots::place(const std::string& page, std::vector<NoteId> notes) {
    if (ended_ || (!pages_.contains(page) && pages_.size() >= pages_at_most)) return false;
    pages_[page] = std::move(notes);
    return true;
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
        ended_ = true;  // the round was left: shown together, as if somebody had ended it
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
