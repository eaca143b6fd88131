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

namespace hearthside::screens {
namespace {

using namespace std::chrono_literals;
using hearthside::review::demo_now;
using hearthside::review::right_passcode;
using support::clean;

class ReviewServices final : public support::WaitingServices {
public:
    ReviewServices(room::Room& room, services::SettingsKeeper& keeper, services::RecordReader& reader)
        : support::WaitingServices(room), keeper_(keeper) {
        settings_service = &keeper;
        record_service = &reader;
    }
    ui::Outcome outcome(ui::Ticket ticket) override {
        return services::SettingsKeeper::is_mine(ticket) ? keeper_.outcome(ticket)
                                                         : support::WaitingServices::outcome(ticket);
    }

private:
    services::SettingsKeeper& keeper_;
};

class ReviewHouse : public testing::TestWithParam<std::pair<int, int>> {
protected:
    void open(int huddles = 3, bool with_passcode = true) {
        const auto [width, height] = GetParam();
        hearthside::review::make_record(folder.path(), huddles);
        if (with_passcode) hearthside::review::put_passcode(folder.path());
        auto opened = room::Room::open(
            {.data = folder.path(), .time_zone = "Europe/London", .wall_clock = [] { return demo_now; }});
        ASSERT_TRUE(opened);
        room = std::move(*opened);
        keeper.emplace(services::SettingsKeeper::Dependencies{
            .data = folder.path(),
            .version = "0.1.0",
            .reading = configuration::read_configuration(folder / "hearthside.toml"),
            .test_phones = [] { return huddle::Result<void>(); },
            .wake = [] {}});
        reader.emplace(services::RecordReader::Dependencies{.data = folder.path(), .wake = [this] { ++woken; }});
        services.emplace(*room, *keeper, *reader);
        theme = ui::make_theme(width, height, "day", 1.0, width == 1024 ? 10 : 24);
        environment.team = "Willow Ward";
        environment.today = room->today();
        robot.emplace(theme, *services, environment, now, [this](ui::Ui& ui) {
            const auto board = room->board();
            ui::begin_screen(ui);
            draw_screen(ui, *board, views);
            ui::end_screen(ui);
        });
    }
    void pass(huddle::Milliseconds time) {
        now += time;
        robot->now = now;
        robot->settle();
    }
    void tap(std::string_view name) {
        if (robot->rest() > 0ms) pass(robot->rest());
        robot->tap(name);
        pass(100ms);
    }
    // Waits until every thread has answered.
    void wait() {
        for (int tries = 0; tries < 2000; ++tries) {
            keeper->collect();
            pass(10ms);
            const review::ReviewView& view = views.review;
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
        services->send(huddle::StartHuddle{test_layout()});
        services->send(huddle::OpenNextRound{});
        services->send(huddle::AddNote{huddle::RoundCategory::wins, clean(aside), std::string(32, 'b')});
        services->send(huddle::AddNote{huddle::RoundCategory::wins, clean(other), std::string(32, 'c')});
        services->send(huddle::ReleaseNotes{});
        const std::vector<huddle::Note> notes = room->board()->huddle->notes;
        const auto note =
            std::find_if(notes.begin(), notes.end(), [&](const huddle::Note& it) { return it.text == aside; });
        ASSERT_NE(note, notes.end());
        services->send(huddle::SetAside{note->id});
        services->send(huddle::CloseHuddle{});
        robot->settle();
    }
    bool reads(std::string_view text) const {
        const auto& pieces = views.review.record.pieces;
        return std::any_of(pieces.begin(), pieces.end(),
                           [&](const review::ReviewPiece& it) { return it.text == text; });
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

    support::TemporaryFolder folder;
    huddle::Instant now{std::chrono::hours{500'000}};
    std::atomic<int> woken = 0;
    std::unique_ptr<room::Room> room;
    std::optional<services::SettingsKeeper> keeper;
    std::optional<services::RecordReader> reader;
    std::optional<ReviewServices> services;
    ui::Environment environment;
    Views views;
    ui::Appearance theme;
    std::optional<support::Robot> robot;
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
    const std::vector<huddle::Note> aside = room->board()->set_aside;
    const auto note = std::find_if(aside.begin(), aside.end(),
                                   [](const huddle::Note& it) { return it.text == "The lift was noisy again"; });
    ASSERT_NE(note, aside.end());
    const std::string bring_back = "bring-back-" + huddle::to_hex(note->id.value);
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
        const review::ReviewView& view = views.review;
        return !view.open && !view.unlocked && view.list.rows.empty() && view.record.pieces.empty() &&
               view.field.text().empty();
    };
    unlock();
    tap("review-home");
    EXPECT_EQ(views.overlay.kind, frame::Overlay::Kind::none);
    EXPECT_TRUE(is_locked());
    unlock();
    tap("tab-huddles");
    pass(review::review_idle - 1s);
    EXPECT_TRUE(views.review.unlocked);
    pass(1s);
    EXPECT_TRUE(is_locked()) << "nobody touched it for two minutes";
    EXPECT_EQ(views.overlay.kind, frame::Overlay::Kind::none);
    unlock();
    services->send(huddle::StartHuddle{test_layout()});
    pass(100ms);
    EXPECT_TRUE(is_locked()) << "a huddle started";
    services->send(huddle::CloseHuddle{});
    pass(100ms);
    unlock();
    views.overlay.open(frame::Overlay::Kind::wipe_down);
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
    EXPECT_EQ(views.overlay.kind, frame::Overlay::Kind::settings);
}

INSTANTIATE_TEST_SUITE_P(Screens, ReviewHouse,
                         testing::Values(std::pair{1920, 1080}, std::pair{1080, 1920}, std::pair{1024, 600}));

struct StateServices final : support::FakeServices {
    StateServices() {
        settings_service = &samples::sample_settings();
        record_service = &record;
    }
    samples::SampleReview record;
};

struct Drawn {
    std::vector<ui::Target> targets;
    std::vector<ui::CutText> cut;
};

Drawn drawn(samples::Sample& sample, const ui::Appearance& theme, StateServices& services) {
    platform::Offscreen offscreen(theme.width, theme.height);
    Drawn result;
    offscreen.lay_out([&](ui::Pictures& pictures) {
        ui::Ui ui(theme, pictures, services, sample.environment, sample.now);
        ui.notes_cuts = true;
        ui::begin_screen(ui);
        draw_screen(ui, sample.board, sample.views);
        ui::end_screen(ui);
        result = {ui.targets, ui.cut};
    });
    return result;
}

TEST(ReviewStates, StandWholeOnEveryPanelAlsoInLargeText) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}}) {
        const ui::Appearance theme = ui::make_theme(width, height, "day", 1.3, 24);
        for (const std::string_view name :
             {"review", "review-record", "review-found", "review-actions", "review-set-aside", "review-locked"}) {
            for (const auto how : {samples::SampleReview::How::answers, samples::SampleReview::How::slow,
                                   samples::SampleReview::How::unreadable, samples::SampleReview::How::empty}) {
                const bool lists = name != "review-actions" && name != "review-locked";
                if (how != samples::SampleReview::How::answers && !lists) continue;
                auto sample = samples::sample_of(name);
                StateServices services;
                services.record.how = how;
                if (name == "review-actions" && width == 1920)
                    sample->views.review.tab = review::ReviewView::Tab::questions;
                if (how != samples::SampleReview::How::answers) services.settings_service = nullptr;
                if (how == samples::SampleReview::How::empty) sample->board.set_aside.clear();
                if (how == samples::SampleReview::How::slow) {
                    drawn(*sample, theme, services);
                    sample->now += 1s;  // what is being read is said by then
                }
                const Drawn it = drawn(*sample, theme, services);
                const std::string where =
                    std::string(name) + " " + std::to_string(width) + " " + std::to_string(static_cast<int>(how));
                EXPECT_FALSE(it.targets.empty()) << where;
                for (const ui::CutText& cut : it.cut) ADD_FAILURE() << where << ": " << cut.text;
                for (const ui::Target& target : it.targets) {
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
    auto sample = samples::sample_of("review");
    const ui::Appearance theme = ui::make_theme(1920, 1080, "day", 1.0, 24);
    StateServices services;
    services.record.how = samples::SampleReview::How::unreadable;
    support::Robot robot(theme, services, sample->environment, sample->now, [&](ui::Ui& ui) {
        ui::begin_screen(ui);
        draw_screen(ui, sample->board, sample->views);
        ui::end_screen(ui);
    });
    robot.settle();
    ASSERT_TRUE(robot.sees("review-again"));
    services.record.how = samples::SampleReview::How::answers;
    robot.tap("review-again");
    EXPECT_FALSE(robot.sees("review-again"));
    EXPECT_TRUE(robot.sees(sample->views.review.list.rows.at(0).name));
}

TEST(ReviewStates, ADragScrollsTheListAndOpensNothing) {
    auto sample = samples::sample_of("review");
    const ui::Appearance theme = ui::make_theme(1024, 600, "day", 1.0, 10);
    StateServices services;
    support::Robot robot(theme, services, sample->environment, sample->now, [&](ui::Ui& ui) {
        ui::begin_screen(ui);
        draw_screen(ui, sample->board, sample->views);
        ui::end_screen(ui);
    });
    robot.settle();
    const review::ReviewView& view = sample->views.review;
    const ui::Rect row = robot.where(view.list.rows.at(1).name);
    robot.drag(row.x + 40, row.y + row.h / 2, row.x + 40, row.y - row.h);
    EXPECT_GT(view.list.column.scroll.at, row.h / 2);
    EXPECT_FALSE(view.reading);
}

// The screen alone, because the route takes requests at once.
TEST(ReviewStates, SaysWhatSomebodyWantsToTakeAway) {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {1080, 1920}, {1024, 600}}) {
        auto sample = samples::sample_of("review");
        const ui::Appearance theme = ui::make_theme(width, height, "day", 1.0, width == 1024 ? 10 : 24);
        StateServices services;
        review::ReviewView& view = sample->views.review;
        support::Robot robot(theme, services, sample->environment, sample->now, [&](ui::Ui& ui) {
            ui::begin_screen(ui);
            review::draw_review(ui, sample->board, view, sample->views.overlay);
            ui::end_screen(ui);
        });
        robot.settle();
        robot.tap("review-export-span");
        EXPECT_TRUE(std::exchange(view.take_away_open, false));
        EXPECT_FALSE(view.take_away.huddle || view.take_away.span.from || view.take_away.span.to) << "all of it";
        robot.tap(robot.sees("period-month") ? "period-month" : "period");
        robot.tap("review-export-span");
        EXPECT_TRUE(std::exchange(view.take_away_open, false));
        EXPECT_EQ(view.take_away.span.from, huddle::Day(std::chrono::year(2026) / 10 / 1))
            << "the time that was chosen";
        robot.tap(view.list.rows.at(1).name);
        robot.tap("review-export");
        EXPECT_TRUE(view.take_away_open);
        EXPECT_EQ(view.take_away.huddle, view.list.rows.at(1).huddle);
        EXPECT_EQ(view.take_away.span.from, view.record.day);
    }
}

// ---- The service's thread
std::optional<ui::ReviewAnswer> answer_of(services::RecordReader& reader, ui::Ticket ticket) {
    for (int tries = 0; tries < 2000; ++tries) {
        if (auto answer = reader.take(ticket)) return answer;
        std::this_thread::sleep_for(2ms);
    }
    return std::nullopt;
}

TEST(RecordReader, AnswersEachKindAndForgets) {
    const support::TemporaryFolder folder;
    hearthside::review::make_record(folder.path(), 6);
    std::atomic<int> woken = 0;
    services::RecordReader reader({.data = folder.path(), .wake = [&] { ++woken; }});
    const auto huddles = answer_of(reader, reader.ask(ui::AskHuddles{{}, {0, 4}}));
    ASSERT_TRUE(huddles);
    const auto& page = std::get<store::PageOf<store::HuddleLine>>(*huddles);
    EXPECT_EQ(page.items.size(), 4u);
    EXPECT_EQ(page.total, 6);
    EXPECT_EQ(woken, 1);
    const auto record = answer_of(reader, reader.ask(ui::AskHuddle{page.items[0].id}));
    ASSERT_TRUE(record && std::get<std::optional<store::HuddleRecord>>(*record));
    EXPECT_EQ(std::get<std::optional<store::HuddleRecord>>(*record)->id, page.items[0].id);
    EXPECT_FALSE(std::get<std::optional<store::HuddleRecord>>(
        *answer_of(reader, reader.ask(ui::AskHuddle{huddle::HuddleId{1}}))));
    EXPECT_TRUE(
        std::holds_alternative<store::PageOf<store::ActionLine>>(*answer_of(reader, reader.ask(ui::AskActions{}))));
    EXPECT_TRUE(
        std::holds_alternative<store::PageOf<store::QuestionLine>>(*answer_of(reader, reader.ask(ui::AskQuestions{}))));
    store::SearchFilter filter;
    filter.words = "the";
    EXPECT_TRUE(
        std::holds_alternative<store::PageOf<store::Found>>(*answer_of(reader, reader.ask(ui::AskFound{filter, {}}))));
    const ui::Ticket ticket = reader.ask(ui::AskActions{});
    reader.forget();
    EXPECT_FALSE(reader.take(ticket)) << "nobody reads any more";
    EXPECT_TRUE(answer_of(reader, reader.ask(ui::AskActions{}))) << "somebody reads again";
}

TEST(RecordReader, ANewerQuestionTakesTheOlderOnesPlace) {
    const support::TemporaryFolder folder;
    hearthside::review::make_record(folder.path(), 3);
    services::RecordReader reader({.data = folder.path(), .wake = [] {}});
    const ui::Ticket older = reader.ask(ui::AskHuddles{{}, {0, 1}});
    const ui::Ticket newer = reader.ask(ui::AskHuddles{{}, {0, 2}});
    const auto answer = answer_of(reader, newer);
    ASSERT_TRUE(answer);
    EXPECT_EQ(std::get<store::PageOf<store::HuddleLine>>(*answer).items.size(), 2u);
    EXPECT_FALSE(reader.take(older));
    EXPECT_FALSE(reader.take(newer)) << "an answer is given once";
}

TEST(RecordReader, SaysThatARecordCannotBeReadAndReadsItOnceItCan) {
    const support::TemporaryFolder folder;
    services::RecordReader reader({.data = folder.path(), .wake = [] {}});
    EXPECT_TRUE(std::holds_alternative<huddle::Problem>(*answer_of(reader, reader.ask(ui::AskActions{}))));
    hearthside::review::make_record(folder.path(), 2);
    EXPECT_TRUE(
        std::holds_alternative<store::PageOf<store::ActionLine>>(*answer_of(reader, reader.ask(ui::AskActions{}))));
}

}  // namespace
}  // namespace hearthside::screens
