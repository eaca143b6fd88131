// How long an address has to wait until it may try the passcode again (SAFETY 20): longer after each wrong try, so that
// one alone never uses up the tries of all. In memory only, under a code that means nothing outside this run. Belongs to
// one thread.
#pragma once

#include <chrono>
#include <map>

#include "kiosk/web/http.h"

namespace hearthside {

class SignInDelay {
public:
    using Time = std::chrono::steady_clock::time_point;

    // Zero: it may try now.
    std::chrono::seconds left(const PeerId& peer, Time now);
    void was_wrong(const PeerId& peer, Time now);
    void was_right(const PeerId& peer) { of_.erase(peer); }

private:
    struct Tries {
        int wrong = 0;
        Time last{}, free_at{};
    };
    // An hour after its last try an address is forgotten. No more than the tries of an hour are ever in here.
    std::map<PeerId, Tries> of_;
};

}  // namespace hearthside
