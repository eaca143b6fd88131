// SPDX-License-Identifier: Apache-2.0
// The frame loop's errands without a Room: intents go straight to the real rules, and the Board that
// follows is there at once. For tests of the screens; keeps no file and starts no thread.
#pragma once

#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "core/huddle/apply.h"
#include "core/huddle/board.h"
#include "core/huddle/decide.h"
#include "kiosk/ui/ui.h"

namespace hearthside {

class RulesServices final : public Services {
public:
    explicit RulesServices(Instant start) : now(start) {}

    Instant now;
    bool holds_answers = false;            // while true, every outcome is still on its way
    std::optional<std::string> not_saved;  // a sentence: nothing is kept, as with a full disk
    bool slow_disk = false;                // while true, nothing happens and nobody is answered, until answer_held()
    std::vector<Intent> sent;

    Ticket send(Intent intent) override {
        sent.push_back(intent);
        if (slow_disk) {
            outcomes_.emplace_back();
            held_.emplace_back(outcomes_.size() - 1, std::move(intent));
        } else {
            outcomes_.push_back(outcome_of(intent));
        }
        return outcomes_.size();
    }
    void answer_held() {
        slow_disk = false;
        for (auto& [place, intent] : std::exchange(held_, {})) outcomes_[place] = outcome_of(intent);
    }
    Outcome outcome(Ticket ticket) override {
        if (holds_answers) return {};
        return ticket >= 1 && ticket <= outcomes_.size() ? outcomes_[ticket - 1] : Outcome{OutcomeState::refused, ""};
    }
    std::string new_token() override { return to_hex(chance_()) + to_hex(chance_()); }

    const State& state() const { return state_; }
    const Board& board() const { return board_; }

    template <class Kind>
    std::size_t count_sent() const {
        std::size_t count = 0;
        for (const Intent& intent : sent) count += std::holds_alternative<Kind>(intent) ? 1 : 0;
        return count;
    }

private:
    Outcome outcome_of(const Intent& intent) {
        Outcome outcome{OutcomeState::accepted, {}};
        if (not_saved) {
            outcome = {OutcomeState::refused, *not_saved};
        } else if (auto changes = decide(state_, intent, stamp())) {
            for (const Change& change : *changes) apply(state_, change);
            board_ = board_of(state_, bands_of(state_));
        } else {
            outcome = {OutcomeState::refused, changes.problem().sentence};
        }
        return outcome;
    }
    Stamp stamp() {
        return {now, now, std::chrono::floor<std::chrono::days>(now), [this] { return chance_(); }};
    }

    State state_;
    Board board_ = board_of(State{}, Bands{});
    std::vector<Outcome> outcomes_;
    std::vector<std::pair<std::size_t, Intent>> held_;
    std::mt19937_64 chance_{42};
};

}  // namespace hearthside
