// SPDX-License-Identifier: Apache-2.0
// QR codes of links.
#include "core/text/qr.h"

#include <gtest/gtest.h>

namespace hearthside::text {
namespace {

TEST(Qr, HoldsALinkInASmallCode) {
    const auto code = qr_code("http://192.168.100.200:8080/n/0123456789abcdef0123456789abcdef");
    ASSERT_TRUE(code);
    EXPECT_EQ(code->size, 33);
    ASSERT_EQ(code->dark.size(), 33u * 33u);
    // The three finder patterns have a dark frame and a light ring in it.
    for (const auto& [column, row] : {std::pair{0, 0}, std::pair{26, 0}, std::pair{0, 26}}) {
        for (int step = 0; step < 7; ++step) EXPECT_TRUE(code->dark_at(column + step, row));
        for (int step = 1; step < 6; ++step) EXPECT_FALSE(code->dark_at(column + step, row + 1));
    }
}

TEST(Qr, RefusesWhatNoCodeCanHold) {
    EXPECT_FALSE(qr_code(""));
    EXPECT_FALSE(qr_code(std::string(5000, 'x')));
}

}  // namespace
}  // namespace hearthside::text
