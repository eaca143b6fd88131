// SPDX-License-Identifier: Apache-2.0
// A job on a thread never ends the kiosk, whatever it throws. The job fails, the asker is told so, and the next job
// runs. Allocations fail at every step, in the worker itself and in what the kiosk does on its threads.
#include "core/threads/worker.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <semaphore>
#include <stdexcept>

#include "core/room/room.h"
#include "kiosk/platform/sound.h"
#include "kiosk/review/reviewer.h"
#include "kiosk/services/exporting.h"
#include "kiosk/services/record_reader.h"
#include "kiosk/services/settings_keeper.h"
#include "kiosk/web/download.h"
#include "tests/kiosk/review/house.h"
#include "tests/support/clean.h"
#include "tests/support/failing_memory.h"

namespace hearthside::threads {
namespace {

using namespace std::chrono_literals;

// ---- The worker itself
TEST(WorkerThread, AJobThatThrowsIsToldAsAFailedOneAndTheNextIsDone) {
    std::string told;
    {
        Worker worker(8, Worker::AtEnd::finish);
        const auto tell = [&](bool done) { told += done ? 'y' : 'n'; };
        EXPECT_TRUE(worker.ask({.run = [] { throw std::bad_alloc(); }, .then = tell}));
        EXPECT_TRUE(worker.ask({.run = [] { throw 7; }, .then = tell}));
        EXPECT_TRUE(worker.ask({.run = [] {}, .then = [](bool) { throw std::runtime_error("nobody listens"); }}));
        EXPECT_TRUE(worker.ask({.run = [] { throw std::logic_error("no one asks how it went"); }}));
        EXPECT_TRUE(worker.ask({.run = [] {}, .then = tell}));
    }
    EXPECT_EQ(told, "nny");
}

TEST(WorkerThread, TakesNoMoreThanItsQueueHolds) {
    std::binary_semaphore begun{0}, may_end{0};
    int done = 0;
    {
        Worker worker(2, Worker::AtEnd::finish);
        EXPECT_TRUE(worker.ask({.run = [&] { begun.release(), may_end.acquire(); }}));
        begun.acquire();
        for (int count = 0; count < 4; ++count) EXPECT_EQ(worker.ask({.run = [&] { ++done; }}), count < 2);
        may_end.release();
    }
    EXPECT_EQ(done, 2);
}

TEST(WorkerThread, DropsWhatStillWaitsWhereThatIsWanted) {
    std::binary_semaphore begun{0}, may_end{0};
    std::atomic<int> done = 0;
    {
        Worker worker(8, Worker::AtEnd::drop);
        EXPECT_TRUE(worker.ask({.run = [&] {
            begun.release();
            may_end.acquire();
            std::this_thread::sleep_for(100ms);  // meanwhile the worker is told to end
        }}));
        begun.acquire();
        EXPECT_TRUE(worker.ask({.run = [&] { ++done; }}));
        may_end.release();
    }
    EXPECT_EQ(done, 0);
}

TEST(WorkerThread, SaysSoWhenThereIsNoMemoryForAThread) {
    Worker worker(8, Worker::AtEnd::finish);
    bool taken = true;
    {
        const support::FailingMemory memory(0);  // before the other thread, whose allocations fail too
        std::promise<void> go;
        EXPECT_EQ(memory.refused(), 0u);
        std::thread asker([&, started = go.get_future()]() mutable {
            started.wait();
            taken = worker.ask({.run = [] {}});
        });
        go.set_value();
        asker.join();
        EXPECT_GT(memory.refused(), 0u);
    }
    EXPECT_FALSE(taken);
    EXPECT_TRUE(worker.ask({.run = [] {}})) << "and takes one when there is some again";
}

// ---- What the kiosk does on its threads. Each job is asked again and again. Each time memory runs out one step later,
// until it no longer does. An answer comes each time, and at the end a good one.
class OnEachThread : public testing::Test {
protected:
    static void SetUpTestSuite() {
        shared = std::make_unique<support::TemporaryFolder>();
        review::make_record(shared->path() / "data", 12);
        review::put_passcode(shared->path() / "data");
    }
    static void TearDownTestSuite() { shared.reset(); }
    static std::filesystem::path data() { return shared->path() / "data"; }

    // `ask_once` waits for the answer and returns whether it was a good one.
    template <class Ask>
    static void at_every_step(Ask ask_once) {
        std::size_t failed = 0, step = 0;
        for (;; step += 1 + step / 8) {
            const support::FailingMemory memory(step);
            const bool good = ask_once();
            if (memory.refused() == 0) {
                EXPECT_TRUE(good);
                break;
            }
            if (!good) ++failed;
            ASSERT_LT(step, 10'000'000u);
        }
        EXPECT_GT(failed, 0u);
        RecordProperty("steps", static_cast<int>(step));
    }
    template <class Take>
    static auto soon(Take take) {
        auto taken = take();
        for (int tries = 0; !taken && tries < 20'000; ++tries) {
            std::this_thread::sleep_for(1ms);
            taken = take();
        }
        return taken;
    }

    static std::unique_ptr<support::TemporaryFolder> shared;
};
std::unique_ptr<support::TemporaryFolder> OnEachThread::shared;

TEST_F(OnEachThread, TheReviewersPagesAreAnswered) {
    review::Reviewer reviewer({.data = data(), .team = "Willow Ward"});
    const auto answer_to = [&](const web::Request& request) {
        std::promise<web::Exchange::Finish> promise;
        auto come = promise.get_future();
        reviewer.answer(request, [&](web::Exchange::Finish finish) { promise.set_value(std::move(finish)); });
        return come.get()();  // on this thread, as the transport does
    };
    web::Request request{.method = "GET", .target = "/review/sign-in", .host = "127.0.0.1:8081", .accept = "text/html"};
    request.way = web::Way::this_machine;
    at_every_step([&] { return answer_to(request).status == 200; });

    const std::string cookie = web::header(answer_to(request), "Set-Cookie");
    const std::string door = cookie.substr(0, cookie.find(';'));
    web::Request sign_in = request;
    sign_in.method = "POST";
    sign_in.origin = "http://127.0.0.1:8081";
    sign_in.content_type = "application/x-www-form-urlencoded";
    sign_in.body = "form=" + door.substr(door.find('=') + 1) + "&passcode=" + review::right_passcode;
    sign_in.cookie = door;
    const web::Response inside = answer_to(sign_in);
    ASSERT_EQ(inside.status, 303);
    const std::string session = web::header(inside, "Set-Cookie");
    request.cookie = session.substr(0, session.find(';'));
    for (const char* page : {"/review", "/review/figures", "/review/search?words=a"}) {
        request.target = page;
        at_every_step([&] { return answer_to(request).status == 200; });
    }
}

TEST_F(OnEachThread, ADownloadBreaksOffOrIsWhole) {
    web::Downloads downloads;
    at_every_step([&] {
        const auto pieces = downloads.begin([](std::ostream& out) -> huddle::Result<void> {
            for (int line = 0; line < 5'000; ++line) out << std::string(40, 'x') << '\n';
            return {};
        });
        if (!pieces) return false;
        for (std::size_t bytes = 0;;) {
            std::promise<web::Pieces::Piece> promise;
            auto come = promise.get_future();
            pieces->next([&](web::Pieces::Piece piece) { promise.set_value(std::move(piece)); });
            const web::Pieces::Piece piece = come.get();
            bytes += piece.bytes.size();
            if (piece.then == web::Pieces::Piece::Then::broken) return false;
            if (piece.then == web::Pieces::Piece::Then::more) continue;
            EXPECT_EQ(bytes, 205'000u) << "a part was taken for the whole";
            return true;
        }
    });
}

TEST_F(OnEachThread, TheReviewOnTheKioskHasAnAnswer) {
    services::RecordReader reader({.data = data(), .wake = [] {}});
    const auto good = [&](const ui::ReviewAsk& what) {
        const ui::Ticket ticket = reader.ask(what);
        const auto answer = soon([&] { return reader.take(ticket); });
        EXPECT_TRUE(answer);
        return answer && !std::holds_alternative<huddle::Problem>(*answer);
    };
    at_every_step([&] { return good(ui::AskHuddles{}); });
    at_every_step([&] {
        reader.forget();
        return good(ui::AskFound{.filter = {.words = "night"}, .page = {}});
    });
}

TEST_F(OnEachThread, TheSettingsSayHowItWent) {
    const support::TemporaryFolder folder;
    services::SettingsKeeper keeper(
        {.data = folder.path(),
         .version = "1",
         .reading = configuration::read_configuration(folder / "hearthside.toml"),
         .test_phones =
             [] {
                 return huddle::Result<void>{huddle::Problem{huddle::ProblemKind::busy, std::string(100, 'x')}};
             },
         .wake = [] {}});
    const auto outcome_of = [&](ui::Ticket ticket) {
        const auto outcome = soon([&]() -> std::optional<ui::Outcome> {
            keeper.collect();
            const ui::Outcome now = keeper.outcome(ticket);
            return now.state == ui::OutcomeState::waiting ? std::nullopt : std::optional(now);
        });
        EXPECT_TRUE(outcome);
        return outcome.value_or(ui::Outcome{});
    };
    int minutes = 1;
    at_every_step([&] {
        configuration::Configuration wanted = keeper.saved();
        wanted.idle_minutes = ++minutes;
        wanted.support = "Ask for " + std::string(60, 'x');
        return outcome_of(keeper.save(wanted)).state == ui::OutcomeState::accepted;
    });
    EXPECT_EQ(configuration::read_configuration(folder / "hearthside.toml").configuration.idle_minutes, minutes);
    at_every_step([&] { return outcome_of(keeper.test_phones()).sentence == std::string(100, 'x'); });
    at_every_step([&] {
        keeper.look_at_status();
        keeper.look_at_kept();
        keeper.look_for_news();
        return outcome_of(keeper.test_phones()).sentence == std::string(100, 'x');
    });
}

TEST_F(OnEachThread, AnExportIsMadeOrSaidNotToBe) {
    const support::TemporaryFolder folder;
    configuration::Configuration configuration;
    configuration.export_to = folder.path().string();
    services::Exporting exporting({.data = data(), .phones = {}, .wake = [] {}}, configuration);
    for (const exports::ExportFormat format :
         {exports::ExportFormat::csv, exports::ExportFormat::xlsx, exports::ExportFormat::json,
          exports::ExportFormat::markdown, exports::ExportFormat::poster}) {
        at_every_step([&] {
            exporting.start({.form = {format}, .language = "en"}, exporting.places().front());
            const auto state = soon([&]() -> std::optional<ui::TakeAwayState> {
                ui::TakeAwayState now = exporting.state();
                using Kind = ui::TakeAwayState::Kind;
                return now.kind == Kind::working || now.kind == Kind::finishing ? std::nullopt
                                                                                : std::optional(std::move(now));
            });
            EXPECT_TRUE(state);
            const bool done = state && state->kind == ui::TakeAwayState::Kind::done;
            EXPECT_TRUE(done || (state && !state->sentence.empty())) << "it fails without a word";
            return done;
        });
    }
    for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
        EXPECT_TRUE(entry.path().filename().string().starts_with("hearthside-our-team-all"))
            << entry.path() << " is left of one that failed";
}

// The beginning of a day, a tick and a note, each time with a little more memory. Every asker gets an answer, and the
// next note is kept when there is memory again.
TEST_F(OnEachThread, TheRoomGoesOn) {
    const support::TemporaryFolder folder;
    std::atomic<std::int64_t> wall{review::demo_now.time_since_epoch().count()};
    auto opened = room::Room::open({.data = folder.path(), .time_zone = "Europe/London", .wall_clock = [&] {
                                        return huddle::Instant{huddle::Milliseconds(wall)};
                                    }});
    ASSERT_TRUE(opened) << opened.problem().sentence;
    room::Room& room = **opened;
    int number = 0;
    // This is not a promise, because an abandoned promise needs memory to say so.
    struct Told {
        std::atomic<bool> answered{false}, good{false};
    };
    const auto ask = [&] {
        const auto told = std::make_shared<Told>();
        room.submit(
            huddle::AddNote{huddle::RoundCategory::wins, support::clean("A note of the " + std::string(40, 'x')),
                            "token-" + std::to_string(++number)},
            [told](const room::Room::Reply& reply) {
                told->good = static_cast<bool>(reply);
                told->answered = true;
            });
        return told;
    };
    // Answered, or abandoned without an answer: then nobody is told that it was added.
    const auto is_over = [](const std::shared_ptr<Told>& told) { return told->answered || told.use_count() == 1; };
    std::vector<std::shared_ptr<Told>> waiting;  // for memory to come back
    for (std::size_t step = 0;; step += 1 + step / 8) {
        const support::FailingMemory memory(step);
        wall += huddle::Milliseconds(std::chrono::days(1)).count();
        auto told = ask();
        while (!is_over(told) && memory.refused() == 0) std::this_thread::sleep_for(1ms);
        std::this_thread::sleep_for(30ms);  // a tick or two
        if (memory.refused() == 0) {
            EXPECT_TRUE(told->good);
            break;
        }
        waiting.push_back(std::move(told));
        ASSERT_LT(step, 10'000'000u);
    }
    EXPECT_FALSE(waiting.empty());
    for (const auto& told : waiting) EXPECT_TRUE(soon([&] { return is_over(told); }));
    const auto last = ask();
    EXPECT_TRUE(soon([&] { return is_over(last); }));
    EXPECT_TRUE(last->good);
    EXPECT_TRUE(room.board()->trouble.empty()) << room.board()->trouble;
}

TEST_F(OnEachThread, AChimeEnds) {
    const support::TemporaryFolder folder;
    setenv("SDL_AUDIODRIVER", "disk", 1);
    setenv("SDL_DISKAUDIOFILE", (folder / "chime").c_str(), 1);
    setenv("SDL_DISKAUDIODELAY", "1", 1);
    platform::Sound sound;
    at_every_step([&] {
        std::filesystem::remove(folder / "chime");
        sound.chime(0.3f);
        EXPECT_TRUE(soon([&] { return !sound.sounding(); }));
        return std::filesystem::exists(folder / "chime");
    });
}

}  // namespace
}  // namespace hearthside::threads
