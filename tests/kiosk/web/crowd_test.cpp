// SPDX-License-Identifier: Apache-2.0
// Which connection is closed when there are too many.
#include "kiosk/web/crowd.h"

#include <gtest/gtest.h>

namespace hearthside {
namespace {

using namespace std::chrono_literals;

Crowd::Time at(std::chrono::seconds since_start) { return Crowd::Time(1000h + since_start); }

TEST(Crowd, ClosesTheLongestWaitingOfAFullAddress) {
    Crowd crowd(400, 2);
    const auto first = crowd.arrive(PeerId{1}, at(0s));
    const auto second = crowd.arrive(PeerId{1}, at(1s));
    const auto third = crowd.arrive(PeerId{1}, at(2s));
    EXPECT_EQ(third.to_close, first.admitted);
    EXPECT_TRUE(third.admitted);
    crowd.wait(*second.admitted, at(3s));
    const auto fourth = crowd.arrive(PeerId{1}, at(4s));
    EXPECT_EQ(fourth.to_close, third.admitted);
    EXPECT_FALSE(crowd.arrive(PeerId{2}, at(5s)).to_close);
}

TEST(Crowd, NeverClosesWhoIsBeingServed) {
    Crowd crowd(2, 2);
    const auto one = crowd.arrive(PeerId{1}, at(0s));
    const auto other = crowd.arrive(PeerId{2}, at(1s));
    crowd.serve(*one.admitted);
    EXPECT_EQ(crowd.arrive(PeerId{3}, at(2s)).to_close, other.admitted);
    crowd.leave(*other.admitted);
    Crowd busy(1, 1);
    busy.serve(*busy.arrive(PeerId{1}, at(0s)).admitted);
    const auto refused = busy.arrive(PeerId{2}, at(1s));
    EXPECT_FALSE(refused.admitted);
    EXPECT_FALSE(refused.to_close);
}

}  // namespace
}  // namespace hearthside
