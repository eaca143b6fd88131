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

namespace hearthside::support {

class RulesServices final : public FakeServices {
public:
    explicit RulesServices(huddle::Instant start) : now(start) { answer = {ui::OutcomeState::refused, {}}; }

    huddle::Instant now;
    bool holds_answers = false;            // while true, every outcome is still on its way
    std::optional<std::string> not_saved;  // a sentence: nothing is saved, as with a full disk
    bool slow_disk = false;                // while true, nothing happens and nobody is answered, until answer_held()

    ui::Ticket send(huddle::Intent intent) override {
        const ui::Ticket ticket = FakeServices::send(intent);
        outcomes[ticket] = slow_disk ? ui::Outcome{} : outcome_of(intent);
        if (slow_disk) held_.emplace_back(ticket, std::move(intent));
        return ticket;
    }
    void answer_held() {
        slow_disk = false;
        for (auto& [ticket, intent] : std::exchange(held_, {})) outcomes[ticket] = outcome_of(intent);
    }
    ui::Outcome outcome(ui::Ticket ticket) override {
        return holds_answers ? ui::Outcome{} : FakeServices::outcome(ticket);
    }
    std::string new_token() override { return huddle::to_hex(chance_()) + huddle::to_hex(chance_()); }

    const huddle::State& state() const { return state_; }
    const huddle::Board& board() const { return board_; }

private:
    ui::Outcome outcome_of(const huddle::Intent& intent) {
        ui::Outcome outcome{ui::OutcomeState::accepted, {}};
        if (not_saved) {
            outcome = {ui::OutcomeState::refused, *not_saved};
        } else if (auto changes = huddle::decide(state_, intent, stamp())) {
            for (const huddle::Change& change : *changes) huddle::apply(state_, change);
            board_ = huddle::board_of(state_, huddle::bands_of(state_));
        } else {
            outcome = {ui::OutcomeState::refused, changes.problem().sentence};
        }
        return outcome;
    }
    huddle::Stamp stamp() {
        return {now, now, std::chrono::floor<std::chrono::days>(now), [this] { return chance_(); }};
    }

    huddle::State state_;
    huddle::Board board_ = huddle::board_of(huddle::State{}, huddle::Bands{});
    std::vector<std::pair<ui::Ticket, huddle::Intent>> held_;
    std::mt19937_64 chance_{42};
};

}  // namespace hearthside::support
