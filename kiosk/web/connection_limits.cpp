// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/connection_limits.h"

#include <algorithm>

namespace hearthside::web {

std::optional<ConnectionLimits::Number> ConnectionLimits::longest_waiting(const PeerId* peer) const {
    std::optional<Number> found;
    Time since = Time::max();
    for (const auto& [number, member] : members_) {
        if (!member.waiting || member.leaving || (peer && member.peer != *peer)) continue;
        if (member.waiting_since < since) {
            since = member.waiting_since;
            found = number;
        }
    }
    return found;
}

ConnectionLimits::Arrival ConnectionLimits::arrive(const PeerId& peer, Time now) {
    const auto staying = std::ranges::count_if(members_, [](const auto& entry) { return !entry.second.leaving; });
    const auto of_peer = std::ranges::count_if(
        members_, [&](const auto& entry) { return !entry.second.leaving && entry.second.peer == peer; });
    Arrival arrival;
    const bool peer_full = static_cast<std::size_t>(of_peer) >= of_one_peer_;
    if (peer_full || static_cast<std::size_t>(staying) >= at_most_) {
        arrival.to_close = longest_waiting(peer_full ? &peer : nullptr);
        if (!arrival.to_close) return arrival;
        members_.at(*arrival.to_close).leaving = true;
    }
    arrival.admitted = ++last_;
    members_[last_] = Member{.peer = peer, .waiting_since = now};
    return arrival;
}

void ConnectionLimits::leave(Number number) { members_.erase(number); }

void ConnectionLimits::serve(Number number) {
    if (const auto found = members_.find(number); found != members_.end()) found->second.waiting = false;
}

void ConnectionLimits::wait(Number number, Time now) {
    const auto found = members_.find(number);
    if (found == members_.end()) return;
    found->second.waiting = true;
    found->second.waiting_since = now;
}

bool ConnectionLimits::is_waiting(Number number) const {
    const auto found = members_.find(number);
    return found != members_.end() && found->second.waiting;
}

}  // namespace hearthside::web
