// SPDX-License-Identifier: Apache-2.0
// Live events: each listener gets each event once, and a slow one misses some.
#include "kiosk/web/live_listeners.h"

#include <gtest/gtest.h>

namespace hearthside::web {
namespace {

using namespace std::chrono_literals;

LiveListeners::Time at(std::chrono::seconds since_start) { return LiveListeners::Time(1000h + since_start); }

TEST(LiveListeners, SlowOnesMissEventsAndOthersGetEachOnce) {
    LiveListeners live(10s);
    int wakes = 0;
    const auto fast = std::make_shared<LiveListener>();
    const auto slow = std::make_shared<LiveListener>();
    for (const auto& one : {fast, slow}) {
        one->topic = "key";
        one->wake = [&wakes] { ++wakes; };
    }
    live.add(1, fast);
    live.add(2, slow);
    LiveNews news{.version = 1, .event = "one"};
    int asked = 0;
    const auto tell = [&](std::chrono::seconds when) {
        live.tell(
            [&](const std::string&) {
                ++asked;
                return news;
            },
            at(when));
    };
    tell(0s);
    EXPECT_EQ(asked, 1) << "one question for one topic";
    EXPECT_EQ(wakes, 2);
    EXPECT_EQ(*fast->waiting, "one");
    EXPECT_EQ(fast->waiting, slow->waiting) << "the same bytes, not a copy each";
    fast->waiting = nullptr;
    tell(1s);
    EXPECT_EQ(fast->waiting, nullptr) << "nothing is new";
    news = {.version = 2, .event = "two"};
    tell(2s);
    news = {.version = 3, .event = "three"};
    tell(3s);
    EXPECT_EQ(*slow->waiting, "three");
    fast->waiting = nullptr;
    tell(12s);
    EXPECT_EQ(fast->waiting, nullptr);
    tell(13s);
    EXPECT_EQ(*fast->waiting, "three") << "the heartbeat";
    news = {.version = 3, .event = "over", .over = true};
    tell(14s);
    EXPECT_TRUE(fast->over);
    fast->waiting = nullptr;
    tell(30s);
    EXPECT_EQ(fast->waiting, nullptr) << "after the last one";
}

}  // namespace
}  // namespace hearthside::web
