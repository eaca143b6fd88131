// SPDX-License-Identifier: Apache-2.0
// How long an address must wait before it may try the passcode again (SAFETY 20). The wait grows with each
// wrong try, so that one address never uses up the tries of all. Kept in memory only, under a code that means
// nothing outside this run. Used on one thread only.
#pragma once

#include <chrono>
#include <map>

#include "kiosk/web/http.h"

namespace hearthside::review {

class SignInDelay {
public:
    using Time = std::chrono::steady_clock::time_point;

    // Zero means that it may try now.
    std::chrono::seconds left(const web::PeerId& peer, Time now);
    void was_wrong(const web::PeerId& peer, Time now);
    void was_right(const web::PeerId& peer) { by_peer_.erase(peer); }

private:
    struct Tries {
        int wrong = 0;
        Time last{}, free_at{};
    };
    // An address is forgotten an hour after its last try, so the map holds at most the tries of an hour.
    std::map<web::PeerId, Tries> by_peer_;
};

}  // namespace hearthside::review
