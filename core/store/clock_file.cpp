// SPDX-License-Identifier: Apache-2.0
#include "core/store/clock_file.h"

#include <sodium.h>

#include <array>
#include <cstring>
#include <string>

namespace hearthside::store {

namespace {

constexpr std::size_t place_bytes = 512;

// The stored numbers: the mark's number, the huddle's id, and the members of ClockMark.
using Numbers = std::array<std::int64_t, 7>;
using Hash = std::array<unsigned char, 16>;

Hash hash_of(const Numbers& numbers) {
    Hash hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(numbers.data()), sizeof numbers,
                       nullptr, 0);
    return hash;
}

}  // namespace

std::optional<ClockFile::Kept> ClockFile::newest() {
    std::optional<Kept> found;
    const std::string bytes = disk_.read(file_, 2 * place_bytes);
    for (std::size_t at = 0; at + sizeof(Numbers) + sizeof(Hash) <= bytes.size(); at += place_bytes) {
        Numbers numbers{};
        Hash hash{};
        std::memcpy(numbers.data(), bytes.data() + at, sizeof numbers);
        std::memcpy(hash.data(), bytes.data() + at + sizeof numbers, sizeof hash);
        if (hash != hash_of(numbers)) continue;  // torn by a power cut, or never written
        const auto number = static_cast<std::uint64_t>(numbers[0]);
        if (found && found->number > number) continue;
        found = Kept{number,
                     {.huddle = huddle::HuddleId{static_cast<std::uint64_t>(numbers[1])},
                      .round = static_cast<std::size_t>(numbers[2]),
                      .base_mark = huddle::Instant{huddle::Milliseconds{numbers[3]}},
                      .base_spent = huddle::Milliseconds{numbers[4]},
                      .mark = huddle::Instant{huddle::Milliseconds{numbers[5]}},
                      .spent = huddle::Milliseconds{numbers[6]}}};
    }
    return found;
}

void ClockFile::write(const ClockMark& mark) {
    if (!last_number_) {
        const bool is_new = !disk_.exists(file_);
        disk_.make_file(file_);
        if (is_new) disk_.sync_folder(file_.parent_path());
        const auto kept = newest();
        last_number_ = kept ? kept->number : 0;
    }
    const std::uint64_t number = *last_number_ + 1;
    const Numbers numbers{static_cast<std::int64_t>(number),
                          static_cast<std::int64_t>(mark.huddle.value),
                          static_cast<std::int64_t>(mark.round),
                          mark.base_mark.time_since_epoch().count(),
                          mark.base_spent.count(),
                          mark.mark.time_since_epoch().count(),
                          mark.spent.count()};
    const Hash hash = hash_of(numbers);
    std::string bytes(place_bytes, '\0');
    std::memcpy(bytes.data(), numbers.data(), sizeof numbers);
    std::memcpy(bytes.data() + sizeof numbers, hash.data(), sizeof hash);
    disk_.write(file_, number % 2 * place_bytes, bytes);
    disk_.sync_file(file_);
    last_number_ = number;
}

void ClockFile::bring_up(huddle::State& state) {
    if (!state.huddle) return;
    huddle::Clock& clock = state.huddle->clock;
    huddle::RoundTime& round = clock.rounds[clock.current];
    const auto kept = newest();
    if (!kept || kept->mark.huddle != state.huddle->id || kept->mark.round != clock.current ||
        kept->mark.base_mark != clock.mark || kept->mark.base_spent != round.spent) {
        return;
    }
    clock.mark = kept->mark.mark;
    round.spent = kept->mark.spent;
}

}  // namespace hearthside::store
