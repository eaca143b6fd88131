// SPDX-License-Identifier: Apache-2.0
// The close of a huddle: what it asks, and what it never shows; and the ten seconds after it.
#include "kiosk/ui/motion.h"
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

// A huddle that learnt something, at its close.
class EndingHouse : public WritingHouse {
public:
    explicit EndingHouse(int notes = 2, bool still = false) {
        environment.reduced_motion = still;
        environment.next_time = "07:30";
        environment.next_day = environment.today + std::chrono::days(1);
        show_notes(notes);
        services.send(huddle::KeepLesson{support::clean("Ask before the round."), {}, {}});
        services.send(huddle::KeepAction{
            {}, {}, support::clean("ask the lamp team"), support::clean("Ward clerk"), environment.today});
        services.send(huddle::ChooseNextLead{support::clean("Ward clerk")});
        for (int round = 0; round < 2; ++round) services.send(huddle::OpenNextRound{});
        pass(huddle::Milliseconds{2'000});
        pass(robot->rest());
    }
    bool is_shown() const { return views.overlay.kind == frame::Overlay::Kind::ending; }
    // Only the frame that a moment needs.
    long painted_after(huddle::Milliseconds time) {
        services.now += time;
        robot->now = services.now;
        long pixels = 0;
        for (const SDL_Rect& rect : robot->frame()) pixels += static_cast<long>(rect.w) * rect.h;
        return pixels;
    }
};

TEST(Ending, StaysForTenSecondsAndThenIsHome) {
    EndingHouse house;
    house.robot->tap("close-huddle");
    ASSERT_FALSE(house.services.board().huddle);
    EXPECT_TRUE(house.is_shown());
    EXPECT_FALSE(house.robot->sees("start-huddle"));
    house.pass(huddle::Milliseconds{9'900});
    EXPECT_TRUE(house.robot->sees("go-on"));
    house.pass(huddle::Milliseconds{100});
    EXPECT_FALSE(house.robot->sees("go-on"));
    EXPECT_FALSE(house.views.overlay.farewell) << "what was learnt is not kept here";
}

TEST(Ending, ATouchAnywhereLeadsHomeAndDoesNothingElse) {
    EndingHouse house;
    house.robot->tap("close-huddle");
    house.pass(huddle::Milliseconds{10'000});
    const ui::Rect start = house.robot->where("write-here");
    EndingHouse other;
    other.robot->tap("close-huddle");
    other.pass(huddle::Milliseconds{4'000});
    const std::size_t sent = other.services.sent.size();
    other.robot->tap_at(start.x + start.w / 2, start.y + start.h / 2);
    EXPECT_TRUE(other.robot->sees("write-here"));
    EXPECT_EQ(other.views.overlay.kind, frame::Overlay::Kind::none);
    EXPECT_EQ(other.services.sent.size(), sent);
}

TEST(Ending, DoesNotGoUnderAFinger) {
    EndingHouse house;
    house.robot->tap("close-huddle");
    const ui::Rect glass = house.robot->where("go-on");
    house.pass(huddle::Milliseconds{9'000});
    house.robot->finger(SDL_FINGERDOWN, glass.w / 2, glass.h / 2);
    house.robot->settle();
    house.pass(huddle::Milliseconds{3'000});
    EXPECT_TRUE(house.is_shown()) << "home would get the end of the touch";
    house.robot->finger(SDL_FINGERUP, glass.w / 2, glass.h / 2);
    house.robot->settle();
    EXPECT_FALSE(house.is_shown());
}

TEST(Ending, OnlyComesAfterCloseWithThanks) {
    EndingHouse house;
    house.services.send(huddle::CloseHuddle{});  // by a script, or because nobody led the huddle any more
    house.robot->settle();
    EXPECT_TRUE(house.robot->sees("write-here"));
    EndingHouse refused;
    refused.services.not_saved = "The kiosk is busy. Please try again.";
    refused.robot->tap("close-huddle");
    EXPECT_TRUE(refused.robot->sees("close-huddle"));
    refused.services.not_saved.reset();
    refused.services.send(huddle::CloseHuddle{});
    refused.robot->settle();
    EXPECT_FALSE(refused.is_shown());
}

TEST(Ending, LooksTheSameHoweverManyNotesCame) {
    EndingHouse few(1), many(12);
    for (EndingHouse* house : {&few, &many}) {
        house->robot->tap("close-huddle");
        house->pass(huddle::Milliseconds{4'000});
    }
    EXPECT_EQ(few.robot->image().pixels, many.robot->image().pixels);
}

TEST(Ending, ShowsNothingThatAPauseHid) {
    EndingHouse house;
    house.tap("pause");
    house.robot->tap("close-huddle");
    ASSERT_TRUE(house.is_shown());
    EXPECT_TRUE(house.views.overlay.farewell->lesson.empty());
    EXPECT_FALSE(house.views.overlay.farewell->action);
}

TEST(Ending, IsAStillPictureWithLessMotion) {
    EndingHouse house(2, true);
    house.robot->tap("close-huddle");
    const text::Image first = house.robot->image();
    EXPECT_EQ(house.robot->wake(), house.services.now + huddle::Milliseconds{10'000}) << "nothing asks for frames";
    house.pass(huddle::Milliseconds{9'000});
    EXPECT_EQ(house.robot->image().pixels, first.pixels);
    house.pass(huddle::Milliseconds{1'000});
    EXPECT_FALSE(house.is_shown());
}

TEST(Ending, PaintsOnlyTheEndOfItsArcOnceTheLinesHaveRisen) {
    EndingHouse house;
    house.robot->tap("close-huddle");
    house.pass(huddle::Milliseconds{4'000});
    for (int frame = 0; frame < 60; ++frame) {
        const long pixels = house.painted_after(huddle::Milliseconds{16});
        EXPECT_GT(pixels, 0);
        EXPECT_LT(pixels, 2'500) << frame;
    }
    EXPECT_GE(*house.robot->wake(), house.services.now + ui::motion_frame);
}

TEST(Ending, TakesTheNewestActionWithItsLesson) {
    EndingHouse house;
    house.services.send(huddle::KeepLesson{support::clean("A later lesson."), {}, {}});
    EXPECT_EQ(frame::farewell_of(*house.services.board().huddle).lesson, "Ask before the round.");
    house.pass(huddle::Milliseconds{1'000});
    house.services.send(huddle::KeepAction{
        {}, {}, support::clean("write it down"), support::clean("Ward clerk"), house.environment.today});
    EXPECT_EQ(frame::farewell_of(*house.services.board().huddle).lesson, "A later lesson.");
    EXPECT_EQ(frame::farewell_of(*house.services.board().huddle).action->response, "write it down");
}

}  // namespace
}  // namespace hearthside::screens
