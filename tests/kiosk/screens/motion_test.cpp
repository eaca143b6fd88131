// SPDX-License-Identifier: Apache-2.0
// What moves and for how long. Afterwards everything is where it would be without motion.
#include "kiosk/ui/motion.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/route.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/clean.h"
#include "tests/support/random_huddle.h"
#include "tests/support/robot.h"
#include "tests/support/rules_services.h"

namespace hearthside::screens {
namespace {

using support::clean;

using std::chrono::milliseconds;

const huddle::Instant start{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours(7)};

// The number of pixels in which two pictures differ.
int different(const text::Image& one, const text::Image& other) {
    int count = 0;
    for (std::size_t at = 0; at < one.pixels.size(); at += 4) {
        if (!std::equal(&one.pixels[at], &one.pixels[at] + 3, &other.pixels[at])) ++count;
    }
    return count;
}

// A kiosk in the round of wins with sealed notes.
class Kiosk {
public:
    explicit Kiosk(bool reduced, int notes = 12, int width = 1280, int height = 800)
        : theme_(ui::make_theme(width, height, "day", 1.0, 24)), services_(start), environment_(environment(reduced)) {
        services_.send(huddle::StartHuddle{support::learning_huddle()});
        for (int note = 0; note < notes; ++note)
            services_.send(huddle::AddNote{huddle::RoundCategory::wins,
                                           clean(fmt::format("Something that went well, number {}", note)),
                                           services_.new_token()});
        services_.send(huddle::OpenNextRound{});
        services_.send(huddle::OpenNextRound{});
        robot_ = std::make_unique<support::Robot>(theme_, services_, environment_, start, [this](ui::Ui& ui) {
            ui::begin_screen(ui);
            draw_screen(ui, services_.board(), views_);
            ui::end_screen(ui);
        });
        pass(milliseconds(2'000));  // the first screen is at rest
    }

    void pass(huddle::Milliseconds time) {
        robot_->now += time;
        services_.now = robot_->now;
        robot_->settle();
    }
    void release() {
        robot_->tap("release-notes");
        ASSERT_EQ(services_.count_sent<huddle::ReleaseNotes>(), 1u);
        ASSERT_FALSE(services_.board().huddle->notes.empty());
    }
    support::Robot& robot() { return *robot_; }
    const support::RulesServices& services() const { return services_; }
    const Views& views() const { return views_; }
    // Only of the wall, because the ring has its own motion.
    text::Image wall() const { return robot_->image(); }
    std::vector<ui::Target> cards() const {
        std::vector<ui::Target> found;
        for (const ui::Target& target : robot_->targets()) {
            if (target.name.starts_with("card-")) found.push_back(target);
        }
        return found;
    }

private:
    static ui::Environment environment(bool reduced) {
        ui::Environment environment;
        environment.team = "Willow Ward";
        environment.reduced_motion = reduced;
        return environment;
    }

    ui::Appearance theme_;
    support::RulesServices services_;
    ui::Environment environment_;
    Views views_;
    std::unique_ptr<support::Robot> robot_;
};

TEST(Motion, IsQuickFirstAndSlowAtTheEnd) {
    EXPECT_EQ(ui::progress(start, milliseconds(400), start), 0);
    EXPECT_GT(ui::progress(start, milliseconds(400), start + milliseconds(100)), 0.5f);
    EXPECT_LT(ui::progress(start, milliseconds(400), start + milliseconds(380)), 1);
    EXPECT_EQ(ui::progress(start, milliseconds(400), start + milliseconds(400)), 1);
    EXPECT_EQ(ui::progress(start, milliseconds(0), start), 1);
}

TEST(Motion, APartRisesByWholePixelsAndEndsInItsPlace) {
    float last = 13, alpha = -1;
    for (int at = 0; at <= 600; at += 16) {
        const ui::Pose pose = ui::settling(start, milliseconds(600), 12, start + milliseconds(at));
        EXPECT_EQ(pose.down_px, std::round(pose.down_px));
        EXPECT_LE(pose.down_px, last);
        EXPECT_GE(pose.alpha, alpha);
        last = pose.down_px;
        alpha = pose.alpha;
    }
    EXPECT_TRUE(ui::settling(start, milliseconds(600), 12, start + milliseconds(600)).at_rest());
}

TEST(Motion, TheTokensKeepItShortAndReducedMotionKeepsItsPlace) {
    const ui::Appearance theme = ui::make_theme(1920, 1080, "day", 1.0, 24);
    EXPECT_EQ(theme.motion.note_arrive, milliseconds(600));
    EXPECT_EQ(theme.motion.rise, 12);
    EXPECT_LE(theme.motion.rise, theme.px(0.03));
    EXPECT_EQ(theme.reduced_motion.rise, 0);
    EXPECT_EQ(theme.reduced_motion.slide, milliseconds(0));
    EXPECT_EQ(theme.reduced_motion.ring_ease, milliseconds(0));
    EXPECT_LE(theme.reduced_motion.screen_change, milliseconds(120));
    EXPECT_LE(theme.reduced_motion.note_arrive, milliseconds(120));
}

TEST(Ring, EasesFromSecondToSecondAndIsNeverASecondOff) {
    huddle::Milliseconds last{10'001};
    for (huddle::Milliseconds left{10'000}; left >= huddle::Milliseconds{-5'000}; left -= milliseconds(8)) {
        const huddle::Milliseconds shown = ui::eased_left(left, milliseconds(900));
        EXPECT_LE(shown, last) << left.count();
        EXPECT_LE(shown, left);
        EXPECT_LT(left - shown, milliseconds(1'000));
        if (left.count() % 1'000 == 0) {
            EXPECT_EQ(shown, left);
        }
        last = shown;
    }
    EXPECT_EQ(ui::eased_left(milliseconds(7'400), milliseconds(0)), milliseconds(7'400));
    EXPECT_EQ(ui::eased_left(milliseconds(7'100), milliseconds(900)), milliseconds(7'000)) << "at rest before the step";
}

TEST(Ring, IsPaintedAnewWhereItMovedAndRestsWhereItDoesNot) {
    const huddle::Milliseconds ease{900};
    for (const float px_a_second : {0.4f, 6.0f, 18.0f, 200.0f}) {
        int frames = 0;
        huddle::Milliseconds left{5'000};
        while (left > huddle::Milliseconds{4'000}) {
            const huddle::Milliseconds next = ui::next_ring_frame(left, ease, px_a_second);
            if (next == huddle::Milliseconds{0}) break;
            EXPECT_GE(next, ui::motion_frame);
            const float moved =
                static_cast<float>((ui::eased_left(left, ease) - ui::eased_left(left - next, ease)).count()) *
                px_a_second / 1000;
            // There is never a jump: at most half a pixel, with a millisecond of tolerance, or what one frame must
            // take.
            if (next > ui::motion_frame) {
                EXPECT_LT(moved, 0.6f + px_a_second / 1000) << px_a_second << " at " << left.count();
            }
            left -= next;
            ++frames;
        }
        EXPECT_EQ(ui::eased_left(left, ease), milliseconds(4'000)) << "it came to rest at its place";
        EXPECT_LE(frames, std::max(1, static_cast<int>(std::lround(px_a_second / 0.5f))) + 1);
    }
}

TEST(Reveal, SettlesWithin600MillisecondsAndThenIsThePictureOfNoMotion) {
    Kiosk moving(false), still(true);
    moving.release();
    still.release();
    moving.pass(milliseconds(150));
    still.pass(milliseconds(150));  // longer than reduced motion takes
    EXPECT_GT(different(moving.wall(), still.wall()), 10'000);
    EXPECT_LE(moving.robot().wake(), moving.robot().now + ui::motion_frame);
    moving.pass(milliseconds(450));
    still.pass(milliseconds(450));
    // The rings differ only by their easing, on the rail.
    moving.robot().now += milliseconds(350);
    still.robot().now += milliseconds(350);
    moving.pass(milliseconds(0));
    still.pass(milliseconds(0));
    EXPECT_EQ(moving.views().round_wall.reveal.from, std::nullopt);
    EXPECT_LT(different(moving.wall(), still.wall()), 400);
    EXPECT_EQ(moving.cards().size(), still.cards().size());
}

TEST(Reveal, ShowsMoreOfTheWallInEveryFrame) {
    Kiosk kiosk(false);
    kiosk.release();
    text::Image last = kiosk.wall();
    int moved = 0;
    for (int at = 0; at < 600; at += 50) {
        kiosk.pass(milliseconds(50));
        const text::Image now = kiosk.wall();
        if (different(now, last) > 500) ++moved;
        last = now;
    }
    EXPECT_GE(moved, 8);
}

TEST(Reveal, TargetsStandWhereTheCardsWillBeFromTheFirstFrame) {
    Kiosk kiosk(false);
    kiosk.release();
    const std::vector<ui::Target> first = kiosk.cards();
    ASSERT_EQ(first.size(), 4u);
    kiosk.pass(milliseconds(250));
    const std::vector<ui::Target> middle = kiosk.cards();
    kiosk.pass(milliseconds(5'000));
    const std::vector<ui::Target> last = kiosk.cards();
    ASSERT_EQ(last.size(), first.size());
    for (std::size_t card = 0; card < first.size(); ++card) {
        for (const ui::Target& other : {middle[card], last[card]}) {
            EXPECT_EQ(other.name, first[card].name);
            EXPECT_EQ(other.rect.x, first[card].rect.x);
            EXPECT_EQ(other.rect.y, first[card].rect.y);
        }
    }
}

TEST(Reveal, ATapOnANoteThatIsStillComingOpensIt) {
    Kiosk kiosk(false);
    kiosk.release();
    kiosk.pass(milliseconds(100));
    kiosk.robot().tap(kiosk.cards().back().name);
    EXPECT_EQ(kiosk.views().overlay.kind, frame::Overlay::Kind::front_card);
}

TEST(Reveal, SetsAllOf200NotesAndPlacesThemAsAWallWithoutMotionDoes) {
    Kiosk moving(false, 200), still(true, 200);
    moving.release();
    still.release();
    for (int frame = 0; frame < 40; ++frame) moving.pass(ui::motion_frame);
    still.pass(milliseconds(640));
    ASSERT_EQ(moving.views().round_wall.wall.slots.size(), 200u);
    // The two kiosks draw the same ids, because their random numbers are the same.
    EXPECT_TRUE(moving.views().round_wall.wall.slots == still.views().round_wall.wall.slots);
}

TEST(Reveal, OnlyHappensBeforePeoplesEyes) {
    Kiosk kiosk(false);
    kiosk.release();
    kiosk.pass(milliseconds(1'000));
    EXPECT_FALSE(kiosk.views().round_wall.reveal.from);
    // Leaving the wall and coming back moves nothing again.
    kiosk.robot().tap(kiosk.cards().front().name);
    kiosk.pass(milliseconds(1'000));
    kiosk.robot().tap("all-notes");
    kiosk.pass(milliseconds(20));
    EXPECT_FALSE(kiosk.views().round_wall.reveal.from);
}

TEST(Reveal, ANearerCardIsNeverBehindOneFartherAway) {
    const ui::Appearance theme = ui::make_theme(1280, 800, "day", 1.0, 24);
    const wall::Reveal reveal{.huddle = {}, .round = 0, .awaited = false, .from = start};
    const ui::Rect body{40, 200, 900, 500};
    const ImVec2 pile{200, 450};
    const auto pose = [&](float x, int at) {
        return wall::reveal_pose(reveal, theme.motion, pile, body, {x, 400, 100, 100}, start + milliseconds(at));
    };
    bool apart = false;
    for (int at = 0; at <= 600; at += 20) {
        for (float x = 200; x < 800; x += 100) {
            EXPECT_GE(pose(x, at).alpha, pose(x + 100, at).alpha);
            apart = apart || pose(x, at).alpha > pose(x + 100, at).alpha;
        }
    }
    EXPECT_TRUE(apart);
    EXPECT_TRUE(pose(840, 600).at_rest());
    EXPECT_EQ(wall::reveal_pose(reveal, theme.reduced_motion, pile, body, {200, 400, 100, 100}, start).down_px, 0);
}

TEST(Notes, TheirArrivalMovesNothing) {
    Kiosk kiosk(false);
    kiosk.pass(milliseconds(950));  // the ring is at rest before its next step
    const text::Image before = kiosk.wall();
    const_cast<support::RulesServices&>(kiosk.services())
        .send(huddle::AddNote{huddle::RoundCategory::wins, clean("One more"), "another-token"});
    kiosk.robot().settle();
    EXPECT_EQ(different(kiosk.wall(), before), 0);
}

TEST(ScreenChange, FadesInAndEndsAtRest) {
    Kiosk moving(false), still(true);
    moving.robot().tap("write-here");
    still.robot().tap("write-here");
    EXPECT_TRUE(moving.views().change.from);
    moving.pass(milliseconds(360));
    still.pass(milliseconds(360));
    EXPECT_FALSE(moving.views().change.from);
    EXPECT_LT(different(moving.wall(), still.wall()), 400);
}

TEST(ScreenChange, TheFirstScreenIsSimplyThere) {
    frame::ScreenChange change;
    EXPECT_FALSE(change.from);
    Kiosk kiosk(false);
    EXPECT_FALSE(kiosk.views().change.from);
}

TEST(ReducedMotion, LeavesEveryThingInItsPlaceAndIsOverAtOnce) {
    Kiosk kiosk(true);
    kiosk.release();
    kiosk.pass(milliseconds(130));
    const text::Image at_rest = kiosk.wall();
    kiosk.pass(milliseconds(40));
    EXPECT_LT(different(kiosk.wall(), at_rest), 400) << "only the ring may have gone on";
    EXPECT_GT(*kiosk.robot().wake() - kiosk.robot().now, milliseconds(100)) << "nothing asks for frames";
}

}  // namespace
}  // namespace hearthside::screens
