// SPDX-License-Identifier: Apache-2.0
// How many notes one page may send.
#include "kiosk/phone/page_shares.h"

#include <gtest/gtest.h>

#include <set>

namespace hearthside::phone {
namespace {

TEST(PageShares, AreDrawnAnewSoThatNobodyCountsTheOthers) {
    std::set<int> limits;
    for (int run = 0; run < 200; ++run) {
        PageShares shares;
        int passed = 0;
        while (shares.admit(web::PeerId{1}, std::to_string(passed), huddle::HuddleId{1})) ++passed;
        limits.insert(passed);
    }
    EXPECT_GE(limits.size(), 15u);
    EXPECT_GE(*limits.begin(), static_cast<int>(PageShares::least));
    EXPECT_LE(*limits.rbegin(), static_cast<int>(PageShares::most));
}

}  // namespace
}  // namespace hearthside::phone
