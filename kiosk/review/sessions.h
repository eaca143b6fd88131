// Who has signed in to the reviewer's pages: random marks in memory, and nothing of who they are. Ends after a
// quarter of an hour without a request. Belongs to one thread.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearthside {

// Takes as long for every wrong text of the same length.
bool same_secret(std::string_view one, std::string_view other);

class Sessions {
public:
    using Time = std::chrono::steady_clock::time_point;
    static constexpr std::chrono::minutes idle_at_most{15};
    static constexpr std::size_t at_most = 16;  // a further one ends the one that is idle longest

    struct Session {
        std::string id;      // what the cookie holds: 128 random bits
        std::string secret;  // what every form of theirs holds, so that no other page can send one
        Time until;
    };

    const Session& begin(Time now);
    // Null when there is none or its time is over; else its time begins anew.
    const Session* find(std::string_view id, Time now);
    void end(std::string_view id);
    void end_all() { sessions_.clear(); }
    std::size_t size() const { return sessions_.size(); }

private:
    std::vector<Session> sessions_;
};

}  // namespace hearthside
