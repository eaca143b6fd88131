// SPDX-License-Identifier: Apache-2.0
// SAFETY 12: a power cut at any moment loses no acknowledged note and spoils no file.
#include <gtest/gtest.h>

#include <cstdio>

#include "tests/faults/power_cuts.h"

namespace hearthside::faults {
namespace {

// A killed process loses nothing that it wrote. Only the modelled disk shows what a power cut does.
TEST(PowerCut, Safety12LosesNoAcknowledgedNoteAndSpoilsNoFile) {
    const CutFigures figures = cut_power({.cuts = 5200, .seed = 1, .synchronous = "FULL"});
    std::printf("power cuts, synchronous=FULL:   %s\n", to_line(figures).c_str());
    EXPECT_GE(figures.cuts, 5000u);
    EXPECT_GT(figures.commits, 5000u);
    EXPECT_GT(figures.in_flight_kept, 0u) << "the cuts never hit a commit under way";
    EXPECT_TRUE(figures.flawless()) << to_line(figures);
}

// The same test must find losses when the store syncs less. Otherwise it would prove nothing.
TEST(PowerCut, Safety12TheTestFindsLossesWithSynchronousNormal) {
    const CutFigures figures = cut_power({.cuts = 400, .seed = 1, .synchronous = "NORMAL"});
    std::printf("power cuts, synchronous=NORMAL: %s\n", to_line(figures).c_str());
    EXPECT_GT(figures.lost, 50u);
}

TEST(PowerCut, Safety12TheTestFindsLossesAndDamageWithSynchronousOff) {
    const CutFigures figures = cut_power({.cuts = 400, .seed = 1, .synchronous = "OFF"});
    std::printf("power cuts, synchronous=OFF:    %s\n", to_line(figures).c_str());
    EXPECT_GT(figures.lost, 50u);
    EXPECT_GT(figures.corrupt, 0u);
}

}  // namespace
}  // namespace hearthside::faults
