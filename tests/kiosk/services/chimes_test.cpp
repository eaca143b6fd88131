// SPDX-License-Identifier: Apache-2.0
// The moments at which a chime sounds, over a whole huddle led by the real rules.
#include "kiosk/services/chimes.h"

#include <gtest/gtest.h>

#include "core/huddle/board.h"
#include "core/huddle/pace.h"
#include "tests/support/clean.h"
#include "tests/support/random_huddle.h"

namespace hearthside::services {
namespace {

using std::chrono::seconds;

// A huddle, its clock and the chimes, which look ten times a second.
class Listening {
public:
    Listening() : hands_(7) {
        ask(huddle::StartHuddle{support::learning_huddle()});
        look();
    }

    void ask(const huddle::Intent& intent) { ASSERT_TRUE(support::step(state_, intent, hands_.stamp())); }
    void look() {
        if (const auto chime = chimes_.look(board(), hands_.now)) heard.push_back({*chime, left()});
    }
    void wait(huddle::Milliseconds time) {
        for (huddle::Milliseconds passed{0}; passed < time; passed += huddle::Milliseconds{100}) {
            hands_.wait(huddle::Milliseconds{100});
            look();
        }
    }
    void sleep(huddle::Milliseconds time) {  // without a look
        hands_.wait(time);
        look();
    }
    huddle::Board board() const { return huddle::board_of(state_, huddle::bands_of(state_)); }
    huddle::Milliseconds left() const { return huddle::left_at(state_.huddle->clock, hands_.now); }
    huddle::Instant now() const { return hands_.now; }
    const Chimes& chimes() const { return chimes_; }
    std::string token() { return hands_.fresh_token(); }

    struct Heard {
        Chime chime;
        huddle::Milliseconds left;
        friend bool operator==(const Heard&, const Heard&) = default;
    };
    std::vector<Heard> heard;

private:
    support::Hands hands_;
    huddle::State state_;
    Chimes chimes_;
};

const Listening::Heard minute{Chime::one_minute_left, seconds(60)};
const Listening::Heard end{Chime::time_is_up, seconds(0)};

// Since last time takes 60 s, the quiet round 90 s, wins 90 s, mistakes 150 s.
void go_to_mistakes(Listening& team) {
    for (int round = 0; round < 3; ++round) team.ask(huddle::OpenNextRound{});
    team.look();
}

TEST(Chimes, SoundsAtTheEndOfARoundsTimeOnce) {
    Listening team;
    team.wait(seconds(59));
    EXPECT_TRUE(team.heard.empty());
    team.wait(seconds(300));  // nobody moves on, and overtime is calm
    EXPECT_EQ(team.heard, (std::vector{end}));
}

TEST(Chimes, SoundsOneMinuteBeforeOnlyInRoundsOfTwoMinutesOrLonger) {
    Listening team;
    team.ask(huddle::OpenNextRound{});
    team.look();
    team.wait(seconds(89));  // 90 s and what the first round gave back; a minute left is not announced
    EXPECT_TRUE(team.heard.empty());
    go_to_mistakes(team);
    team.heard.clear();
    team.ask(huddle::Back{});
    team.look();
    EXPECT_TRUE(team.heard.empty());
}

TEST(Chimes, SoundsTheMinuteAndThenTheEnd) {
    Listening team;
    go_to_mistakes(team);
    team.wait(seconds(200));
    EXPECT_EQ(team.heard, (std::vector{minute, end}));
    EXPECT_LT(peak_of(Chime::one_minute_left), peak_of(Chime::time_is_up));
}

TEST(Chimes, StaysSilentWhilePausedAndGoesOnAfterwards) {
    Listening team;
    team.wait(seconds(55));
    team.ask(huddle::Pause{});
    team.wait(seconds(100));
    EXPECT_TRUE(team.heard.empty());
    EXPECT_EQ(team.chimes().next(), std::nullopt);
    team.ask(huddle::Resume{});
    team.wait(seconds(10));
    EXPECT_EQ(team.heard, (std::vector{end}));
}

TEST(Chimes, DoesNotAnnounceTheMinuteTwiceAfterOneWasBorrowed) {
    Listening team;
    go_to_mistakes(team);
    team.wait(seconds(100));  // the minute has sounded, 50 s are left
    team.ask(huddle::AddMinute{});
    team.wait(seconds(60));
    EXPECT_EQ(team.heard, (std::vector{minute}));
    team.wait(seconds(100));
    EXPECT_EQ(team.heard, (std::vector{minute, end}));
}

TEST(Chimes, AnnouncesTheEndAgainWhenTheTeamTookAMinuteMore) {
    Listening team;
    team.wait(seconds(70));
    team.ask(huddle::AddMinute{});
    team.look();
    team.wait(seconds(100));
    EXPECT_EQ(team.heard, (std::vector{end, end}));
}

TEST(Chimes, NotesChangeNothing) {
    Listening with, without;
    for (int second = 0; second < 240; ++second) {
        for (int note = 0; note < 3; ++note) {
            with.ask(huddle::AddNote{huddle::RoundCategory::wins, support::clean("a note"), with.token()});
            const std::size_t before = with.heard.size();
            with.look();
            ASSERT_EQ(with.heard.size(), before) << "a chime at the arrival of a note";
        }
        with.wait(seconds(1));
        without.wait(seconds(1));
    }
    EXPECT_EQ(with.heard, without.heard);
}

TEST(Chimes, ComesInTimeOrNotAtAll) {
    Listening prompt, late;
    prompt.sleep(seconds(62));
    EXPECT_EQ(prompt.heard.size(), 1u);
    late.sleep(seconds(75));  // the machine slept
    EXPECT_TRUE(late.heard.empty());
}

TEST(Chimes, SaysWhenToLookAgain) {
    Listening team;
    EXPECT_EQ(team.chimes().next(), team.now() + seconds(60));
    go_to_mistakes(team);
    EXPECT_EQ(team.chimes().next(), team.now() + team.left() - seconds(60));
    team.sleep(*team.chimes().next() - team.now());
    EXPECT_EQ(team.heard, (std::vector{minute}));
    EXPECT_EQ(team.chimes().next(), team.now() + seconds(60));
}

TEST(Chimes, AKioskThatComesBackInOvertimeSaysNothing) {
    Listening team;
    team.wait(seconds(80));
    Chimes fresh;
    EXPECT_EQ(fresh.look(team.board(), team.now()), std::nullopt);
    EXPECT_EQ(fresh.next(), std::nullopt);
    EXPECT_EQ(fresh.look(huddle::Board{}, team.now()), std::nullopt);
}

TEST(Chimes, KeepsQuietHours) {
    const configuration::Hours night{21 * 60, 7 * 60};
    EXPECT_FALSE(may_sound(false, std::nullopt, 600));
    EXPECT_TRUE(may_sound(true, std::nullopt, 600));
    EXPECT_TRUE(may_sound(true, night, 20 * 60 + 59));
    EXPECT_FALSE(may_sound(true, night, 21 * 60));
    EXPECT_FALSE(may_sound(true, night, 3 * 60));
    EXPECT_TRUE(may_sound(true, night, 7 * 60));
}

}  // namespace
}  // namespace hearthside::services
