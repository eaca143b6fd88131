// SPDX-License-Identifier: Apache-2.0
// The listeners to live events, and what each must still be told. Each listener has at most one write in
// progress. Newer events replace the waiting one, so a slow phone misses events and costs nothing. Used on
// one thread only.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "kiosk/web/http.h"

namespace hearthside::web {

struct LiveListener {
    std::string topic;
    std::function<void()> wake;                  // called when there is something to write
    std::shared_ptr<const std::string> waiting;  // the next write; null when there is none
    bool over = false;                           // nothing more follows

    // The version that was sent last, and when.
    std::uint64_t version = 0;
    bool told = false;
    std::chrono::steady_clock::time_point said{};
};

class LiveListeners {
public:
    using Number = std::uint64_t;
    using Time = std::chrono::steady_clock::time_point;

    explicit LiveListeners(std::chrono::milliseconds heartbeat) : heartbeat_(heartbeat) {}

    void add(Number number, std::shared_ptr<LiveListener> listener) { listeners_[number] = std::move(listener); }
    void remove(Number number) { listeners_.erase(number); }
    std::size_t size() const { return listeners_.size(); }

    // Calls `news_of` once for each topic. Sends the news to each listener that does not have it, or that has
    // heard nothing for the time of a heartbeat.
    void tell(const std::function<LiveNews(const std::string&)>& news_of, Time now);

private:
    std::chrono::milliseconds heartbeat_;
    std::map<Number, std::shared_ptr<LiveListener>> listeners_;
};

}  // namespace hearthside::web
