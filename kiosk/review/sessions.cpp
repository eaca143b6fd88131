// SPDX-License-Identifier: Apache-2.0
#include "kiosk/review/sessions.h"

#include <sodium.h>

#include <algorithm>

#include "core/secrets/chance.h"

namespace hearthside::review {

bool same_secret(std::string_view one, std::string_view other) {
    return one.size() == other.size() && !one.empty() && sodium_memcmp(one.data(), other.data(), one.size()) == 0;
}

const Sessions::Session& Sessions::begin(Time now) {
    std::erase_if(sessions_, [&](const Session& session) { return now >= session.until; });
    if (sessions_.size() >= at_most) sessions_.erase(std::ranges::min_element(sessions_, {}, &Session::until));
    sessions_.push_back({secrets::new_retry_token(), secrets::new_retry_token(), now + idle_at_most});
    return sessions_.back();
}

const Sessions::Session* Sessions::find(std::string_view id, Time now) {
    std::erase_if(sessions_, [&](const Session& session) { return now >= session.until; });
    Session* found = nullptr;
    for (Session& session : sessions_) {
        if (same_secret(session.id, id)) found = &session;
    }
    if (found) found->until = now + idle_at_most;
    return found;
}

void Sessions::end(std::string_view id) {
    std::erase_if(sessions_, [&](const Session& session) { return same_secret(session.id, id); });
}

}  // namespace hearthside::review
