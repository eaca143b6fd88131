// SPDX-License-Identifier: Apache-2.0
// A random but plausible huddle for the property tests. Builds Stamps from a seed and draws Intents. It uses only the
// public functions of the rules.
#pragma once

#include <memory>
#include <random>
#include <string>

#include "core/huddle/decide.h"

namespace hearthside::support {

// The rounds of layouts/learning-huddle.toml, with short prompts.
huddle::Layout learning_huddle();

// A clock and a generator that a test drives.
class Hands {
public:
    explicit Hands(std::uint64_t seed) : generator_(std::make_shared<std::mt19937_64>(seed)) {}

    huddle::Stamp stamp() const {
        return {.now = now,
                .wall = now,
                .today = std::chrono::floor<std::chrono::days>(now),
                .chance = [generator = generator_] { return (*generator)(); }};
    }
    void wait(huddle::Milliseconds time) { now += time; }
    std::uint64_t below(std::uint64_t bound) { return (*generator_)() % bound; }
    huddle::Intent draw(const huddle::State& state);  // any intent a person or the Room may send in this state
    std::string fresh_token() { return "t" + std::to_string(++tokens_); }

    huddle::Instant now{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours(7)};

private:
    std::shared_ptr<std::mt19937_64> generator_;
    std::uint64_t tokens_ = 0;
};

// decide() and, when accepted, apply(). Returns what decide() said.
huddle::Result<std::vector<huddle::Change>> step(huddle::State& state, const huddle::Intent& intent,
                                                 const huddle::Stamp& stamp);

}  // namespace hearthside::support
