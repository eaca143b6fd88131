// How many notes one address may send in ten minutes (SAFETY 18): in memory only, keyed by a code
// that means nothing outside this run, in whole minutes so that no time of a note is held. Belongs
// to one thread.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <string_view>

#include "kiosk/phone/http.h"

namespace hearthside {

// Turns an address into what stands for it in this run. The key is random and never leaves it.
class PeerCoder {
public:
    PeerCoder();
    // `address` is 4 or 16 bytes. Of an IPv6 address only the network's half counts: a phone has as
    // many of the rest as it likes.
    PeerId code(std::string_view address) const;

private:
    std::array<std::uint8_t, 32> key_{};
};

class Limiter {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit Limiter(int notes_in_ten_minutes) : most_(notes_in_ten_minutes) {}

    // Counts one note. Zero when it may pass; otherwise nothing is counted and the answer is how long
    // to wait, at least a second. Never more than the limit within any ten minutes.
    std::chrono::seconds ask(const PeerId& peer, Time now);

    // The note that was just counted was not kept after all.
    void give_back(const PeerId& peer, Time now);

    std::size_t peers() const { return minutes_of_.size(); }

    // Above this many addresses the one that has sent least is forgotten.
    static constexpr std::size_t peers_at_most = 4096;

private:
    static constexpr std::size_t slots = 11;  // ten whole minutes and the present one
    struct Minutes {
        std::array<int, slots> notes{};
        std::int64_t newest = 0;  // minutes since the clock's start
    };
    Minutes& brought_up_to(const PeerId& peer, std::int64_t minute);
    void forget_some(std::int64_t minute);

    int most_;
    std::map<PeerId, Minutes> minutes_of_;
};

}  // namespace hearthside
