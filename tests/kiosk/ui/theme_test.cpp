// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/theme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/contrast.h"

namespace hearthside::ui {
namespace {

TEST(RoundCategory, IsCompiledInFromTheTokensFile) {
    std::ifstream file("assets/tokens.toml");
    ASSERT_TRUE(file) << "run from the root of the tree";
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(tokens_text(), text);
}

TEST(RoundCategory, TextHasSevenToOneOnEveryGroundItStandsOn) {
    for (const char* name : {"day", "night"}) {
        const Appearance look = make_theme(1920, 1080, name, 1.0, 24);
        const auto& c = look.colours;
        for (const text::Colour ground : {c.bg, c.bg_end, c.paper, c.ember_tint}) {
            EXPECT_GE(support::contrast(c.ink, ground), 7.0) << name;
            EXPECT_GE(support::contrast(c.ink_soft, ground), 7.0) << name;
        }
        EXPECT_GE(support::contrast(c.on_primary, c.primary), 7.0) << name;
        EXPECT_GE(support::contrast(c.on_hearth, c.hearth_2), 7.0) << name;
        EXPECT_GE(support::contrast(c.on_hearth_soft, c.hearth_2), 7.0) << name;
        EXPECT_GE(support::contrast(c.on_ember_fill, c.ember_fill), 7.0) << name;
        EXPECT_GE(support::contrast(c.ember_ink, c.bg), 7.0) << name;
        for (const huddle::RoundCategory category : huddle::all_categories) {
            const RoundColours& round = look.round(category);
            EXPECT_GE(support::contrast(round.ink, round.tint), 7.0) << name << huddle::to_text(category);
            EXPECT_GE(support::contrast(round.ink, c.bg_end), 7.0) << name << huddle::to_text(category);
            EXPECT_GE(support::contrast(round.on_ink, round.ink), 7.0) << name << huddle::to_text(category);
            EXPECT_GE(support::contrast(c.ink, round.tint), 7.0) << name << huddle::to_text(category);
            EXPECT_GE(support::contrast(c.ink, round.tint_soft), 7.0) << name << huddle::to_text(category);
        }
    }
}

TEST(RoundCategory, ControlsAndGraphicsHaveThreeToOne) {
    for (const char* name : {"day", "night"}) {
        const Appearance look = make_theme(1920, 1080, name, 1.0, 24);
        const auto& c = look.colours;
        for (const text::Colour ground : {c.bg, c.bg_end, c.paper}) {
            EXPECT_GE(support::contrast(c.control_line, ground), 3.0) << name;
            EXPECT_GE(support::contrast(c.ember, ground), 3.0) << name;
        }
        EXPECT_GE(support::contrast(c.qr_dark, c.qr_light), 7.0) << name;
    }
}

TEST(RoundCategory, SizesFollowTheScreenAndNothingTouchableIsUnderFifteenMillimetres) {
    const Appearance full = make_theme(1920, 1080, "day", 1.0, 24);
    EXPECT_NEAR(full.text("note").size_px, 30, 0.1);
    EXPECT_NEAR(full.margin.x, 56, 0.1);
    const Appearance twice = make_theme(3840, 2160, "day", 1.0, 24);
    EXPECT_NEAR(twice.text("note").size_px, 60, 0.1);
    const Appearance portrait = make_theme(1080, 1920, "day", 1.0, 24);
    EXPECT_EQ(portrait.shape, ScreenShape::portrait);
    EXPECT_NEAR(portrait.text("note").size_px, 30, 0.1);
    const Appearance small = make_theme(1024, 600, "day", 1.0, 10.1);
    EXPECT_EQ(small.shape, ScreenShape::compact);
    EXPECT_NEAR(small.text("note").size_px, 20.85, 0.1);
    for (const Appearance* look : {&full, &twice, &portrait, &small}) {
        for (const char* part :
             {"button_primary", "button_next", "button", "button_quiet", "tool", "chip", "round_chip"})
            EXPECT_GE(look->component(part).height, look->mm(15) - 0.5) << part << look->width;
        EXPECT_GE(look->touch.floor, look->mm(15));
        EXPECT_GE(look->touch.main, look->mm(look == &small ? 15 : 20));
    }
}

TEST(RoundCategory, TextSizeGrowsTheTextAndNotTheMargins) {
    const Appearance one = make_theme(1920, 1080, "day", 1.0, 24), large = make_theme(1920, 1080, "day", 1.3, 24);
    EXPECT_NEAR(large.text("body").size_px, one.text("body").size_px * 1.3f, 0.1);
    EXPECT_EQ(large.margin.x, one.margin.x);
}

TEST(RoundCategory, AnUnknownNameIsOurMistakeAndNotSilent) {
    const Appearance look = make_theme(1920, 1080, "day", 1.0, 24);
    EXPECT_THROW(look.text("no such style"), std::out_of_range);
    EXPECT_THROW(look.component("no such part"), std::out_of_range);
}

TEST(RoundCategory, AnUnknownRoundColourIsThePrimaryOne) {
    const Appearance look = make_theme(1920, 1080, "day", 1.0, 24);
    EXPECT_EQ(look.round("primary").ink, look.colours.primary);
    EXPECT_EQ(look.round("hope").ink, look.round(huddle::RoundCategory::hope).ink);
}

}  // namespace
}  // namespace hearthside::ui
