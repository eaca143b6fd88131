// SPDX-License-Identifier: Apache-2.0
#include "core/room/last_taps.h"

#include <sodium.h>

#include <numeric>

#include "core/huddle/limits.h"
#include "core/secrets/chance.h"

namespace hearthside::room {

namespace {

constexpr std::size_t remembered_at_most = 10'000;
constexpr std::size_t taps_at_the_screen = 100;

std::size_t new_limit() {
    return huddle::pages_at_least + secrets::secure_word() % (huddle::pages_at_most - huddle::pages_at_least + 1);
}

}  // namespace

LastTaps::LastTaps() : limit_(new_limit()) {}

std::string LastTaps::hashed(const std::string& text) {
    std::string hash(16, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
    return hash;
}

bool LastTaps::has_room_for(const huddle::AnswerPulse& tap, const huddle::PulseCounts& counts) const {
    const auto answers = static_cast<std::size_t>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
    if (tap.page.empty()) return answers < limit_ + taps_at_the_screen;
    return answers < limit_ || taps_.contains(hashed(tap.page));
}

huddle::AnswerPulse LastTaps::with_earlier_tap(huddle::AnswerPulse tap) const {
    const auto found = tap.page.empty() ? taps_.end() : taps_.find(hashed(tap.page));
    tap.instead_of = found == taps_.end() ? 0 : found->second;
    return tap;
}

void LastTaps::take(const huddle::AnswerPulse& tap) {
    if (tap.page.empty()) return;
    taps_[hashed(tap.page)] = tap.value;
}

void LastTaps::follow(const std::vector<huddle::Change>& changes) {
    for (const huddle::Change& change : changes) {
        if (std::holds_alternative<huddle::HuddleClosed>(change)) {
            taps_.clear();
            limit_ = new_limit();
        }
    }
}

}  // namespace hearthside::room
