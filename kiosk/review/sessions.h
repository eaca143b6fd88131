// SPDX-License-Identifier: Apache-2.0
// The sessions of the reviewer's pages: random marks in memory, with nothing about the person. A session ends
// after a quarter of an hour without a request. Used on one thread only.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside::review {

// Takes the same time for every wrong text of the same length.
bool same_secret(std::string_view one, std::string_view other);

class Sessions {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::minutes idle_at_most{15};
    static constexpr std::size_t at_most = 16;  // a further one ends the one that is idle longest

    struct Session {
        std::string id;      // the cookie's value: 128 random bits
        std::string secret;  // in every form of this session, so that no other page can send one
        Time until;
    };

    const Session& begin(Time now);
    // Null when there is none or it has expired. Otherwise its time starts again.
    const Session* find(std::string_view id, Time now);
    void end(std::string_view id);
    void end_all() { sessions_.clear(); }
    std::size_t size() const { return sessions_.size(); }

private:
    std::vector<Session> sessions_;
};

}  // namespace hearthside::review
