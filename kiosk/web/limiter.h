// SPDX-License-Identifier: Apache-2.0
// Limits how many notes one address may send in ten minutes (SAFETY 18). Kept in memory only, keyed by a code
// that means nothing outside this run. A phone learns nothing from its limit about others behind the same
// address: the limit is drawn again for each period of ten minutes, the periods follow a clock and not the
// notes, nothing becomes free within a period, and a repeated sending costs nothing. Used on one thread only.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string_view>
#include <unordered_map>

#include "kiosk/web/http.h"

namespace hearthside::web {

// Turns an address into its code for this run. The key is random and never leaves this object.
class PeerCoder {
public:
    PeerCoder();
    // `address` is 4 or 16 bytes. Only the network half of an IPv6 address counts, because a phone can choose
    // the rest freely.
    PeerId code(std::string_view address) const;

private:
    std::array<std::uint8_t, 32> key_{};
};

// Turns what a phone sent into eight bytes that identify it, in this run only.
class ShortCoder {
public:
    ShortCoder();
    std::uint64_t code(std::string_view bytes) const;

private:
    std::array<std::uint8_t, 16> key_{};
};

class Limiter {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::minutes stretch{10};

    // In each period an address may send between `notes_in_ten_minutes` and twice as many.
    explicit Limiter(int notes_in_ten_minutes);

    // Counts one sending, whether or not the note is kept. Returns zero when it may pass; otherwise nothing
    // is counted, and the result is how long to wait, at least a second. `sent` is what the phone would send
    // again. When it is known from this period or the one before, it passes free of charge, up to
    // `free_repeats` times.
    std::chrono::seconds ask(const PeerId& peer, std::string_view sent, Time now);

    // Lets this pass like a repetition of the sending that just passed, because it is what that became.
    void know(const PeerId& peer, std::string_view sent, Time now);

    std::size_t peers() const { return by_peer_.size(); }

    // Above this many addresses, the one that has sent least is forgotten.
    static constexpr std::size_t peers_at_most = 4096;
    static constexpr int free_repeats = 16;  // of one sending; then it costs once more

private:
    using Sent = std::unordered_map<std::uint64_t, int>;  // by its code: how often it was repeated
    struct Counted {
        std::int64_t stretch = -1;
        int limit = 0;
        int count = 0;
        Sent sent, sent_before;
    };
    std::int64_t stretch_of(Time now) const;
    Counted& brought_up_to(const PeerId& peer, std::int64_t stretch);
    void forget_some(std::int64_t stretch);

    int least_;
    std::chrono::milliseconds phase_;  // random, so that nobody can know when the periods begin
    ShortCoder coder_;
    std::map<PeerId, Counted> by_peer_;
};

}  // namespace hearthside::web
