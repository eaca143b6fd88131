// SPDX-License-Identifier: Apache-2.0
// Which connection is closed when there are too many.
#include "kiosk/web/connection_limits.h"

#include <gtest/gtest.h>

namespace hearthside::web {
namespace {

using namespace std::chrono_literals;

ConnectionLimits::Time at(std::chrono::seconds since_start) { return ConnectionLimits::Time(1000h + since_start); }

TEST(ConnectionLimits, ClosesTheLongestWaitingOfAFullAddress) {
    ConnectionLimits limits(400, 2);
    const auto first = limits.arrive(PeerId{1}, at(0s));
    const auto second = limits.arrive(PeerId{1}, at(1s));
    const auto third = limits.arrive(PeerId{1}, at(2s));
    EXPECT_EQ(third.to_close, first.admitted);
    EXPECT_TRUE(third.admitted);
    limits.wait(*second.admitted, at(3s));
    const auto fourth = limits.arrive(PeerId{1}, at(4s));
    EXPECT_EQ(fourth.to_close, third.admitted);
    EXPECT_FALSE(limits.arrive(PeerId{2}, at(5s)).to_close);
}

TEST(ConnectionLimits, NeverClosesWhoIsBeingServed) {
    ConnectionLimits limits(2, 2);
    const auto one = limits.arrive(PeerId{1}, at(0s));
    const auto other = limits.arrive(PeerId{2}, at(1s));
    limits.serve(*one.admitted);
    EXPECT_EQ(limits.arrive(PeerId{3}, at(2s)).to_close, other.admitted);
    limits.leave(*other.admitted);
    ConnectionLimits busy(1, 1);
    busy.serve(*busy.arrive(PeerId{1}, at(0s)).admitted);
    const auto refused = busy.arrive(PeerId{2}, at(1s));
    EXPECT_FALSE(refused.admitted);
    EXPECT_FALSE(refused.to_close);
}

}  // namespace
}  // namespace hearthside::web
