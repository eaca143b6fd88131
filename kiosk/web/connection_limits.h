// SPDX-License-Identifier: Apache-2.0
// Decides who may be connected at the same time, and whose connection closes when it gets full: the one that
// has kept its request back the longest (SAFETY 16, 21). So slow or idle connections never shut out a phone
// that has something to send. Used on one thread only.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>

#include "kiosk/web/http.h"

namespace hearthside::web {

class ConnectionLimits {
public:
    using Time = std::chrono::steady_clock::time_point;
    using Number = std::uint64_t;

    ConnectionLimits(std::size_t at_most, std::size_t of_one_peer) : at_most_(at_most), of_one_peer_(of_one_peer) {}

    struct Arrival {
        std::optional<Number> admitted;  // none: everybody is being served, so close the new one
        std::optional<Number> to_close;  // close this one to make room; it stays counted until leave()
    };
    Arrival arrive(const PeerId& peer, Time now);
    void leave(Number number);

    // A connection that is being served is never closed. One that waits (for a request, or for the end) can
    // be.
    void serve(Number number);
    void wait(Number number, Time now);
    bool is_waiting(Number number) const;

    std::size_t size() const { return members_.size(); }

private:
    struct Member {
        PeerId peer;
        Time waiting_since;
        bool waiting = true;
        bool leaving = false;
    };
    std::optional<Number> longest_waiting(const PeerId* peer) const;

    std::size_t at_most_, of_one_peer_;
    Number last_ = 0;
    std::map<Number, Member> members_;
};

}  // namespace hearthside::web
