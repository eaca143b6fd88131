// SPDX-License-Identifier: Apache-2.0
// Services without a Room: intents go straight to the real rules, and the next Board is there at once. For tests
// of the screens. It keeps no file and starts no thread.
#pragma once

#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "core/huddle/apply.h"
#include "core/huddle/board.h"
#include "core/huddle/decide.h"
#include "tests/support/fake_services.h"

namespace hearthside {

class RulesServices final : public FakeServices {
public:
    explicit RulesServices(Instant start) : now(start) { answer = {OutcomeState::refused, {}}; }

    Instant now;
    bool holds_answers = false;            // while true, every outcome is still on its way
    std::optional<std::string> not_saved;  // a sentence: nothing is saved, as with a full disk
    bool slow_disk = false;                // while true, nothing happens and nobody is answered, until answer_held()

    Ticket send(Intent intent) override {
        const Ticket ticket = FakeServices::send(intent);
        outcomes[ticket] = slow_disk ? Outcome{} : outcome_of(intent);
        if (slow_disk) held_.emplace_back(ticket, std::move(intent));
        return ticket;
    }
    void answer_held() {
        slow_disk = false;
        for (auto& [ticket, intent] : std::exchange(held_, {})) outcomes[ticket] = outcome_of(intent);
    }
    Outcome outcome(Ticket ticket) override { return holds_answers ? Outcome{} : FakeServices::outcome(ticket); }
    std::string new_token() override { return to_hex(chance_()) + to_hex(chance_()); }

    const State& state() const { return state_; }
    const Board& board() const { return board_; }

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
    std::vector<std::pair<Ticket, Intent>> held_;
    std::mt19937_64 chance_{42};
};

}  // namespace hearthside
