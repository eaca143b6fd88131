// Who listens to live events, and what each still has to be told. One write is under way for a
// listener at most: what comes meanwhile takes the place of what waits, so that a slow phone misses
// events and costs nothing. Knows no socket; belongs to one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "kiosk/web/http.h"

namespace hearthside {

struct LiveListener {
    std::string topic;
    std::function<void()> wake;                  // called when there is something to write
    std::shared_ptr<const std::string> waiting;  // to be written next; none when all was said
    bool over = false;                           // after that, nothing more

    // What was said last, and when.
    std::uint64_t version = 0;
    bool told = false;
    std::chrono::steady_clock::time_point said{};
};

class LiveListeners {
public:
    using Number = std::uint64_t;
    using Time = std::chrono::steady_clock::time_point;

    explicit LiveListeners(std::chrono::milliseconds heartbeat) : heartbeat_(heartbeat) {}

    void add(Number number, std::shared_ptr<LiveListener> listener) {
        listeners_[number] = std::move(listener);
    }
    void remove(Number number) { listeners_.erase(number); }
    std::size_t size() const { return listeners_.size(); }

    // Asks `news_of` once for each topic, and gives it to whoever has not had it, or has heard nothing
    // for the time of a heartbeat.
    void tell(const std::function<LiveNews(const std::string&)>& news_of, Time now);

private:
    std::chrono::milliseconds heartbeat_;
    std::map<Number, std::shared_ptr<LiveListener>> listeners_;
};

}  // namespace hearthside
