// SPDX-License-Identifier: Apache-2.0
#include "kiosk/review/sign_in_delay.h"

#include <algorithm>
#include <array>

namespace hearthside::review {

namespace {

// The waits by number of wrong tries. Two slips are free. Five tries in an hour are half of what all
// addresses have together.
constexpr std::array<std::chrono::seconds, 5> waits{std::chrono::seconds(0), std::chrono::seconds(0),
                                                    std::chrono::minutes(1), std::chrono::minutes(10),
                                                    std::chrono::hours(1)};

}  // namespace

std::chrono::seconds SignInDelay::left(const web::PeerId& peer, Time now) {
    std::erase_if(by_peer_, [&](const auto& entry) { return now - entry.second.last >= std::chrono::hours(1); });
    const auto found = by_peer_.find(peer);
    if (found == by_peer_.end() || now >= found->second.free_at) return std::chrono::seconds(0);
    return std::chrono::ceil<std::chrono::seconds>(found->second.free_at - now);
}

void SignInDelay::was_wrong(const web::PeerId& peer, Time now) {
    Tries& tries = by_peer_[peer];
    tries.last = now;
    tries.free_at = now + waits[std::min<std::size_t>(static_cast<std::size_t>(tries.wrong), waits.size() - 1)];
    ++tries.wrong;
}

}  // namespace hearthside::review
