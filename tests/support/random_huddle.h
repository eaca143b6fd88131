// SPDX-License-Identifier: Apache-2.0
// A random but plausible huddle for the property tests. Builds Stamps from a seed and draws Intents. It uses only the
// public functions of the rules.
#pragma once

#include <memory>
#include <random>
#include <string>

#include "core/huddle/decide.h"

namespace hearthside::tests {

// The rounds of layouts/learning-huddle.toml, with short prompts.
Layout learning_huddle();

// A clock and a generator that a test drives.
class Hands {
public:
    explicit Hands(std::uint64_t seed) : generator_(std::make_shared<std::mt19937_64>(seed)) {}

    Stamp stamp() const {
        return {.now = now,
                .wall = now,
                .today = std::chrono::floor<std::chrono::days>(now),
                .chance = [generator = generator_] { return (*generator)(); }};
    }
    void wait(Milliseconds time) { now += time; }
    std::uint64_t below(std::uint64_t bound) { return (*generator_)() % bound; }
    Intent draw(const State& state);  // any intent a person or the Room may send in this state
    std::string fresh_token() { return "t" + std::to_string(++tokens_); }

    Instant now{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours(7)};

private:
    std::shared_ptr<std::mt19937_64> generator_;
    std::uint64_t tokens_ = 0;
};

// decide() and, when accepted, apply(). Returns what decide() said.
Result<std::vector<Change>> step(State& state, const Intent& intent, const Stamp& stamp);

}  // namespace hearthside::tests
