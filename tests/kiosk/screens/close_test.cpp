// SPDX-License-Identifier: Apache-2.0
// The close of a huddle: what it asks, and what it never shows.
#include "tests/kiosk/screens/writing_house.h"

namespace hearthside::screens {
namespace {

std::int64_t answers(const WritingHouse& house) {
    std::int64_t sum = 0;
    for (const std::int64_t count : house.services.state().huddle->pulse) sum += count;
    return sum;
}

TEST(Close, Safety8EachPersonTapsOnceAndTheRoomSeesNoFigure) {
    WritingHouse house;
    house.start_in(3);
    house.pass(huddle::Milliseconds{1000});
    ASSERT_TRUE(house.robot->sees("pulse-4"));
    const text::Image before = house.robot->image();
    house.robot->tap("pulse-4");
    EXPECT_EQ(answers(house), 1);
    EXPECT_NE(house.robot->image().pixels, before.pixels) << "thank you";
    EXPECT_FALSE(house.robot->sees("pulse-2")) << "a second tap at once is the same finger";
    house.pass(huddle::Milliseconds{1000});
    house.robot->tap("pulse-2");
    house.pass(huddle::Milliseconds{1000});
    EXPECT_EQ(answers(house), 2);
    // Another huddle at the same moment with other answers looks the same.
    WritingHouse other;
    other.start_in(3);
    other.pass(huddle::Milliseconds{1000});
    other.robot->tap("pulse-1");
    other.pass(huddle::Milliseconds{1000});
    other.pass(huddle::Milliseconds{1000});
    EXPECT_EQ(answers(other), 1);
    EXPECT_EQ(other.robot->image().pixels, house.robot->image().pixels);
}

TEST(Close, AsksNoPulseWhereTheLayoutAsksNone) {
    WritingHouse house;
    huddle::Layout layout = test_layout();
    layout.pulse = false;
    house.services.send(huddle::StartHuddle{layout});
    for (int round = 0; round < 3; ++round) house.services.send(huddle::OpenNextRound{});
    house.pass(huddle::Milliseconds{100});
    EXPECT_TRUE(house.robot->sees("close-huddle"));
    EXPECT_FALSE(house.robot->sees("pulse-3"));
}

}  // namespace
}  // namespace hearthside::screens
