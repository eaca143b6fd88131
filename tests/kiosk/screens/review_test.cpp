// SPDX-License-Identifier: Apache-2.0
// The record on the kiosk by touch: a real Room, a real database, the real passcode, the services with their threads,
// and a robot that touches what the screens offer.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "core/room/room.h"
#include "kiosk/samples/sample_board.h"
#include "kiosk/samples/sample_review.h"
#include "kiosk/samples/sample_settings.h"
#include "kiosk/services/record_reader.h"
#include "kiosk/services/settings_keeper.h"
#include "tests/kiosk/review/record_house.h"
#include "tests/kiosk/screens/writing_house.h"
#include "tests/support/clean.h"
#include "tests/support/room_services.h"

namespace hearthside {
namespace {

using namespace std::chrono_literals;
using tests::clean;
using tests::demo_now;
using tests::right_passcode;

class ReviewServices final : public WaitingServices {
public:
    ReviewServices(Room& room, SettingsKeeper& keeper, RecordReader& reader) : WaitingServices(room), keeper_(keeper) {
        settings_service = &keeper;
        record_service = &reader;
    }
    Outcome outcome(Ticket ticket) override {
        return SettingsKeeper::is_mine(ticket) ? keeper_.outcome(ticket) : WaitingServices::outcome(ticket);
    }

private:
    SettingsKeeper& keeper_;
};

class ReviewHouse : public testing::TestWithParam<std::pair<int, int>> {
protected:
    void open(int huddles = 3, bool with_passcode = true) {
        const auto [width, height] = GetParam();
        tests::make_record(folder.path(), huddles);
        if (with_passcode) tests::put_passcode(folder.path());
        auto opened =
            Room::open({.data = folder.path(), .time_zone = "Europe/London", .wall_clock = [] { return demo_now; }});
        ASSERT_TRUE(opened);
        room = std::move(*opened);
        keeper.emplace(SettingsKeeper::Dependencies{.data = folder.path(),
                                                    .version = "0.1.0",
                                                    .reading = read_configuration(folder / "hearthside.toml"),
                                                    .test_phones = [] { return Result<void>(); },
                                                    .wake = [] {}});
        reader.emplace(RecordReader::Dependencies{.data = folder.path(), .wake = [this] { ++woken; }});
        services.emplace(*room, *keeper, *reader);
        theme = make_theme(width, height, "day", 1.0, width == 1024 ? 10 : 24);
        environment.team = "Willow Ward";
        environment.today = room->today();
        robot.emplace(theme, *services, environment, now, [this](Ui& ui) {
            const auto board = room->board();
            begin_screen(ui);
            draw_screen(ui, *board, views);
            end_screen(ui);
        });
    }
    void pass(Milliseconds time) {
        now += time;
        robot->now = now;
        robot->settle();
    }
    void tap(std::string_view name) {
        robot->tap(name);
        pass(100ms);
    }
    // Waits until every thread has answered.
    void wait() {
        for (int tries = 0; tries < 2000; ++tries) {
            keeper->collect();
            pass(10ms);
            const ReviewView& view = views.review;
            if (view.passcode.checking == 0 && view.list.asked == 0 && view.record.asked == 0) return;
            std::this_thread::sleep_for(2ms);
        }
        FAIL() << "somebody does not answer";
    }
    void unlock() {
        tap("review");
        robot->type(right_passcode);
        tap("passcode-on");
        wait();
        ASSERT_TRUE(views.review.unlocked);
        wait();
    }
    // A huddle in which one note was set aside.
    void hold_huddle(const std::string& aside, const std::string& other) {
        services->send(StartHuddle{test_layout()});
        services->send(OpenNextRound{});
        services->send(AddNote{RoundCategory::wins, clean(aside), std::string(32, 'b')});
        services->send(AddNote{RoundCategory::wins, clean(other), std::string(32, 'c')});
        services->send(ReleaseNotes{});
        const std::vector<Note> notes = room->board()->huddle->notes;
        const auto note = std::find_if(notes.begin(), notes.end(), [&](const Note& it) { return it.text == aside; });
        ASSERT_NE(note, notes.end());
        services->send(SetAside{note->id});
        services->send(CloseHuddle{});
        robot->settle();
    }
    bool reads(std::string_view text) const {
        const auto& pieces = views.review.record.pieces;
        return std::any_of(pieces.begin(), pieces.end(), [&](const ReviewPiece& it) { return it.text == text; });
    }
    std::string first_row() const { return views.review.list.rows.at(0).name; }
    // Where there is room for only one of the two, the record is alone.
    void back_to_the_list() {
        if (robot->sees("review-back")) tap("review-back");
    }
    void search(std::string_view word) {
        robot->type(word);
        pass(100ms);
        wait();
        robot->key(SDLK_RETURN);
        pass(100ms);
        wait();
    }

    tests::TemporaryFolder folder;
    Instant now{std::chrono::hours{500'000}};
    std::atomic<int> woken = 0;
    std::unique_ptr<Room> room;
    std::optional<SettingsKeeper> keeper;
    std::optional<RecordReader> reader;
    std::optional<ReviewServices> services;
    Environment environment;
    Views views;
    Appearance theme;
    std::optional<Robot> robot;
};

TEST_P(ReviewHouse, FromThePasscodeToANoteBroughtBack) {
    open(45);
    hold_huddle("The lift was noisy again", "Porters came at once");
    tap("review");
    EXPECT_FALSE(robot->sees("tab-huddles"));
    robot->type("not this one");
    tap("passcode-on");
    wait();
    EXPECT_EQ(views.review.passcode.answer, "That is not the passcode. Please try again.");
    EXPECT_FALSE(robot->sees("tab-huddles"));
    robot->type(right_passcode);
    tap("passcode-on");
    wait();
    wait();
    EXPECT_GT(woken, 0) << "the frame loop is woken for an answer";
    EXPECT_TRUE(views.review.passcode.secret.empty());

    EXPECT_EQ(views.review.list.total, 46);
    tap(first_row());
    wait();
    EXPECT_TRUE(reads("Porters came at once"));
    EXPECT_FALSE(reads("The lift was noisy again")) << "what was set aside is not in the record";
    back_to_the_list();
    // The list continues to its end, page by page.
    for (int pages = 0; pages < 60 && robot->sees("list-down"); ++pages) {
        tap("list-down");
        wait();
    }
    EXPECT_EQ(views.review.list.rows.size(), 46u);
    EXPECT_TRUE(robot->sees(views.review.list.rows.back().name));
    tap("list-up");

    tap("tab-search");
    search("NOISY");
    EXPECT_EQ(views.review.list.total, 0) << "nor is it found";
    EXPECT_FALSE(robot->sees("key-a")) << "Enter puts the keyboard away";
    tap("review-clear");
    EXPECT_TRUE(robot->sees("key-a"));
    search("porters CAME");
    ASSERT_EQ(views.review.list.total, 1);
    tap("found-0");
    wait();
    EXPECT_TRUE(reads("Porters came at once")) << "what was found leads to its huddle";
    ASSERT_TRUE(views.review.record.found);
    EXPECT_EQ(views.review.record.pieces.at(*views.review.record.found).text, "Porters came at once")
        << "and stands out";
    back_to_the_list();

    tap("tab-set-aside");
    const std::vector<Note> aside = room->board()->set_aside;
    const auto note =
        std::find_if(aside.begin(), aside.end(), [](const Note& it) { return it.text == "The lift was noisy again"; });
    ASSERT_NE(note, aside.end());
    const std::string bring_back = "bring-back-" + to_hex(note->id.value);
    for (int pages = 0; pages < 20 && !robot->sees(bring_back); ++pages) tap("bin-down");
    tap(bring_back);
    EXPECT_FALSE(robot->sees(bring_back));
    EXPECT_EQ(room->board()->set_aside.size(), aside.size() - 1);
    tap("tab-huddles");
    wait();
    tap(first_row());
    wait();
    EXPECT_TRUE(reads("The lift was noisy again")) << "it is back in the record of its huddle";
}

// SAFETY 20.
TEST_P(ReviewHouse, LocksItselfHoweverItIsLeft) {
    if (GetParam().first != 1920) GTEST_SKIP() << "the same on every panel; once is enough";
    open();
    const auto is_locked = [&] {
        const ReviewView& view = views.review;
        return !view.open && !view.unlocked && view.list.rows.empty() && view.record.pieces.empty() &&
               view.field.text().empty();
    };
    unlock();
    tap("review-home");
    EXPECT_EQ(views.overlay.kind, Overlay::Kind::none);
    EXPECT_TRUE(is_locked());
    unlock();
    tap("tab-huddles");
    pass(review_idle - 1s);
    EXPECT_TRUE(views.review.unlocked);
    pass(1s);
    EXPECT_TRUE(is_locked()) << "nobody touched it for two minutes";
    EXPECT_EQ(views.overlay.kind, Overlay::Kind::none);
    unlock();
    services->send(StartHuddle{test_layout()});
    pass(100ms);
    EXPECT_TRUE(is_locked()) << "a huddle started";
    services->send(CloseHuddle{});
    pass(100ms);
    unlock();
    views.overlay.open(Overlay::Kind::wipe_down);
    pass(100ms);
    EXPECT_TRUE(is_locked()) << "the glass is wiped";
    views.overlay.close();
    pass(1s);
    tap("review");
    EXPECT_FALSE(robot->sees("tab-huddles")) << "it asks again";
}

TEST_P(ReviewHouse, OpensWithAPasscodeOnly) {
    open(1, false);
    tap("review");
    EXPECT_FALSE(views.review.unlocked);
    EXPECT_FALSE(robot->sees("tab-huddles"));
    tap("review-settings");
    EXPECT_EQ(views.overlay.kind, Overlay::Kind::settings);
}

INSTANTIATE_TEST_SUITE_P(Screens, ReviewHouse,
                         testing::Values(std::pair{1920, 1080}, std::pair{1080, 1920}, std::pair{1024, 600}));

struct StateServices final : FakeServices {
    StateServices() {
        settings_service = &sample_settings();
        record_service = &record;
    }
    SampleReview record;
};

struct Drawn {
    std::vector<Target> targets;
    std::vector<CutText> cut;
};

Drawn drawn(Sample& sample, const Appearance& theme, StateServices& services) {
    Offscreen offscreen(theme.width, theme.height);
    Drawn result;
    offscreen.render([&](Pictures& pictures) {
        Ui ui(theme, pictures, services, sample.environment, sample.now);
        ui.notes_cuts = true;
        begin_screen(ui);
        draw_screen(ui, sample.board, sample.views);
        end_screen(ui);
        result = {ui.targets, ui.cut};
    });
    return result;
}

TEST(ReviewStates, StandWholeOnEveryPanelAlsoInLargeText) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}}) {
        const Appearance theme = make_theme(width, height, "day", 1.3, 24);
        for (const std::string_view name :
             {"review", "review-record", "review-found", "review-actions", "review-set-aside", "review-locked"}) {
            for (const auto how : {SampleReview::How::answers, SampleReview::How::slow, SampleReview::How::unreadable,
                                   SampleReview::How::empty}) {
                const bool lists = name != "review-actions" && name != "review-locked";
                if (how != SampleReview::How::answers && !lists) continue;
                auto sample = sample_of(name);
                StateServices services;
                services.record.how = how;
                if (name == "review-actions" && width == 1920) sample->views.review.tab = ReviewView::Tab::questions;
                if (how != SampleReview::How::answers) services.settings_service = nullptr;
                if (how == SampleReview::How::empty) sample->board.set_aside.clear();
                if (how == SampleReview::How::slow) {
                    drawn(*sample, theme, services);
                    sample->now += 1s;  // what is being read is said by then
                }
                const Drawn it = drawn(*sample, theme, services);
                const std::string where =
                    std::string(name) + " " + std::to_string(width) + " " + std::to_string(static_cast<int>(how));
                EXPECT_FALSE(it.targets.empty()) << where;
                for (const CutText& cut : it.cut) ADD_FAILURE() << where << ": " << cut.text;
                for (const Target& target : it.targets) {
                    if (target.name.starts_with("key-")) continue;
                    EXPECT_GE(target.rect.w, theme.touch.floor - 1) << where << " " << target.name;
                    EXPECT_GE(target.rect.h, theme.touch.floor - 1) << where << " " << target.name;
                    EXPECT_LE(target.rect.bottom(), static_cast<float>(height) + 0.5f) << where << " " << target.name;
                }
            }
        }
    }
}

TEST(ReviewStates, ARecordThatCannotBeReadIsTriedAgain) {
    auto sample = sample_of("review");
    const Appearance theme = make_theme(1920, 1080, "day", 1.0, 24);
    StateServices services;
    services.record.how = SampleReview::How::unreadable;
    Robot robot(theme, services, sample->environment, sample->now, [&](Ui& ui) {
        begin_screen(ui);
        draw_screen(ui, sample->board, sample->views);
        end_screen(ui);
    });
    robot.settle();
    ASSERT_TRUE(robot.sees("review-again"));
    services.record.how = SampleReview::How::answers;
    robot.tap("review-again");
    EXPECT_FALSE(robot.sees("review-again"));
    EXPECT_TRUE(robot.sees(sample->views.review.list.rows.at(0).name));
}

TEST(ReviewStates, ADragScrollsTheListAndOpensNothing) {
    auto sample = sample_of("review");
    const Appearance theme = make_theme(1024, 600, "day", 1.0, 10);
    StateServices services;
    Robot robot(theme, services, sample->environment, sample->now, [&](Ui& ui) {
        begin_screen(ui);
        draw_screen(ui, sample->board, sample->views);
        end_screen(ui);
    });
    robot.settle();
    const ReviewView& view = sample->views.review;
    const Rect row = robot.where(view.list.rows.at(1).name);
    robot.drag(row.x + 40, row.y + row.h / 2, row.x + 40, row.y - row.h);
    EXPECT_GT(view.list.column.scroll.at, row.h / 2);
    EXPECT_FALSE(view.reading);
}

// The screen alone, because the route takes requests at once.
TEST(ReviewStates, SaysWhatSomebodyWantsToTakeAway) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}}) {
        auto sample = sample_of("review");
        const Appearance theme = make_theme(width, height, "day", 1.0, width == 1024 ? 10 : 24);
        StateServices services;
        ReviewView& view = sample->views.review;
        Robot robot(theme, services, sample->environment, sample->now, [&](Ui& ui) {
            begin_screen(ui);
            draw_review(ui, sample->board, view, sample->views.overlay);
            end_screen(ui);
        });
        robot.settle();
        robot.tap("review-export-span");
        EXPECT_TRUE(std::exchange(view.take_away_open, false));
        EXPECT_FALSE(view.take_away.huddle || view.take_away.span.from || view.take_away.span.to) << "all of it";
        robot.tap(robot.sees("period-month") ? "period-month" : "period");
        robot.tap("review-export-span");
        EXPECT_TRUE(std::exchange(view.take_away_open, false));
        EXPECT_EQ(view.take_away.span.from, Day(std::chrono::year(2026) / 10 / 1)) << "the time that was chosen";
        robot.tap(view.list.rows.at(1).name);
        robot.tap("review-export");
        EXPECT_TRUE(view.take_away_open);
        EXPECT_EQ(view.take_away.huddle, view.list.rows.at(1).huddle);
        EXPECT_EQ(view.take_away.span.from, view.record.day);
    }
}

// ---- The service's thread
std::optional<ReviewAnswer> answer_of(RecordReader& reader, Ticket ticket) {
    for (int tries = 0; tries < 2000; ++tries) {
        if (auto answer = reader.take(ticket)) return answer;
        std::this_thread::sleep_for(2ms);
    }
    return std::nullopt;
}

TEST(RecordReader, AnswersEachKindAndForgets) {
    const tests::TemporaryFolder folder;
    tests::make_record(folder.path(), 6);
    std::atomic<int> woken = 0;
    RecordReader reader({.data = folder.path(), .wake = [&] { ++woken; }});
    const auto huddles = answer_of(reader, reader.ask(AskHuddles{{}, {0, 4}}));
    ASSERT_TRUE(huddles);
    const auto& page = std::get<PageOf<HuddleLine>>(*huddles);
    EXPECT_EQ(page.items.size(), 4u);
    EXPECT_EQ(page.total, 6);
    EXPECT_EQ(woken, 1);
    const auto record = answer_of(reader, reader.ask(AskHuddle{page.items[0].id}));
    ASSERT_TRUE(record && std::get<std::optional<HuddleRecord>>(*record));
    EXPECT_EQ(std::get<std::optional<HuddleRecord>>(*record)->id, page.items[0].id);
    EXPECT_FALSE(std::get<std::optional<HuddleRecord>>(*answer_of(reader, reader.ask(AskHuddle{HuddleId{1}}))));
    EXPECT_TRUE(std::holds_alternative<PageOf<ActionLine>>(*answer_of(reader, reader.ask(AskActions{}))));
    EXPECT_TRUE(std::holds_alternative<PageOf<QuestionLine>>(*answer_of(reader, reader.ask(AskQuestions{}))));
    SearchFilter filter;
    filter.words = "the";
    EXPECT_TRUE(std::holds_alternative<PageOf<Found>>(*answer_of(reader, reader.ask(AskFound{filter, {}}))));
    const Ticket ticket = reader.ask(AskActions{});
    reader.forget();
    EXPECT_FALSE(reader.take(ticket)) << "nobody reads any more";
    EXPECT_TRUE(answer_of(reader, reader.ask(AskActions{}))) << "somebody reads again";
}

TEST(RecordReader, ANewerQuestionTakesTheOlderOnesPlace) {
    const tests::TemporaryFolder folder;
    tests::make_record(folder.path(), 3);
    RecordReader reader({.data = folder.path(), .wake = [] {}});
    const Ticket older = reader.ask(AskHuddles{{}, {0, 1}});
    const Ticket newer = reader.ask(AskHuddles{{}, {0, 2}});
    const auto answer = answer_of(reader, newer);
    ASSERT_TRUE(answer);
    EXPECT_EQ(std::get<PageOf<HuddleLine>>(*answer).items.size(), 2u);
    EXPECT_FALSE(reader.take(older));
    EXPECT_FALSE(reader.take(newer)) << "an answer is given once";
}

TEST(RecordReader, SaysThatARecordCannotBeReadAndReadsItOnceItCan) {
    const tests::TemporaryFolder folder;
    RecordReader reader({.data = folder.path(), .wake = [] {}});
    EXPECT_TRUE(std::holds_alternative<Problem>(*answer_of(reader, reader.ask(AskActions{}))));
    tests::make_record(folder.path(), 2);
    EXPECT_TRUE(std::holds_alternative<PageOf<ActionLine>>(*answer_of(reader, reader.ask(AskActions{}))));
}

}  // namespace
}  // namespace hearthside
