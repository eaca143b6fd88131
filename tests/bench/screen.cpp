// SPDX-License-Identifier: Apache-2.0
// The speed and the load of the screen on each renderer: the first frame, a touch, the release of 200 notes, frames in
// motion, the memory, and the processor time at rest. It opens a display of its own (Xvfb). Real window, Room and disk.
// Usage: bench_screen [PROGRAM [REST_SECONDS [DATA]]]   default: build/hearthside 60
// DATA is a folder with a record of many years (`hearthside demo --data DATA --huddles 11000`). With it, only the first
// interactive frame is measured, alternately with that record and with an empty one.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "tests/bench/staged.h"
#include "tests/support/clean.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace hearthside;
using namespace hearthside::bench;
using support::TemporaryFolder;

void measure_touches(Screen& screen) {
    screen.settle();
    const ui::Rect start = screen.where("start-huddle");
    const float x = start.x + start.w / 2, y = start.y + start.h / 2;
    std::vector<double> times;
    for (int touch = 0; touch < 200; ++touch) {
        const auto begin = Steady::now();
        screen.finger(SDL_FINGERDOWN, x, y);
        while (screen.wait_and_draw() == 0) {
        }
        times.push_back(milliseconds_since(begin));
        screen.finger(SDL_FINGERMOTION, 5, 5);  // off the button, so nothing starts
        screen.finger(SDL_FINGERUP, 5, 5);
        screen.settle();
    }
    print("touch to painted effect", times);
}

void measure_release(room::Room& room, Screen& screen) {
    const Uint32 woken = SDL_RegisterEvents(1);
    std::vector<double> times, lists;
    for (int huddle = 0; huddle < 7; ++huddle) {
        prepare(room, false);
        screen.settle();
        const auto listening = room.listen([woken] {
            SDL_Event event{};
            event.type = woken;
            SDL_PushEvent(&event);
        });
        const auto begin = Steady::now();
        room.submit(huddle::Intent{huddle::ReleaseNotes{}}, [](room::Room::Reply) {});
        long painted = 0;
        do painted = screen.wait_and_draw();
        while (painted == 0 || room.board()->huddle->notes.size() < notes_on_wall);
        times.push_back(milliseconds_since(begin));
        screen.settle();
        for (int frame = 0; frame < 30; ++frame) {
            screen.frame();
            lists.push_back(screen.built_ms);
        }
        ask(room, huddle::CloseHuddle{});
    }
    print("release of 200 notes to the painted wall", times);
    print("draw list of the wall with 200 notes", lists);
}

// Draws frames while something moves, as the loop does: sixty a second. Measures how long each took until it was on the
// display.
struct Motion {
    std::vector<double> frames;
    double seconds = 0, processor = 0;  // the whole time, without the display's own work

    void run(Screen& screen, double for_seconds) {
        const double before = processor_ms();
        const auto begin = Steady::now();
        while (milliseconds_since(begin) < for_seconds * 1000) {
            const auto start = Steady::now();
            if (!screen.wake || *screen.wake <= screen.now()) {
                const long painted = screen.frame();
                if (painted > 0) frames.push_back(milliseconds_since(start));
            }
            std::this_thread::sleep_until(start + std::chrono::milliseconds(16));
        }
        seconds += milliseconds_since(begin) / 1000;
        processor += processor_ms() - before;
    }
    void print(const std::string& what) const {
        const auto late = std::ranges::count_if(frames, [](double took) { return took > 33; });
        fmt::print(
            "{:<58} p50 {:8.2f} ms   p95 {:8.2f} ms   max {:.2f} ms   {} of {} over 33 ms;  {:.1f} % of "
            "one processor\n",
            what, percentile(frames, 0.5), percentile(frames, 0.95), percentile(frames, 1), late, frames.size(),
            processor / (10 * seconds));
        std::fflush(stdout);
    }
};

void measure_motion(room::Room& room, Screen& screen) {
    Motion reveal;
    std::vector<double> slowest;
    for (int huddle = 0; huddle < 7; ++huddle) {
        prepare(room, false);
        screen.settle();
        ask(room, huddle::ReleaseNotes{});
        Motion one;
        one.run(screen, 0.9);
        if (slowest.empty() || percentile(one.frames, 1) > percentile(slowest, 1)) slowest = one.frames;
        reveal.frames.insert(reveal.frames.end(), one.frames.begin(), one.frames.end());
        reveal.seconds += one.seconds;
        reveal.processor += one.processor;
        if (huddle < 6) ask(room, huddle::CloseHuddle{});
    }
    reveal.print("frames while 200 notes are revealed");
    fmt::print("  the slowest reveal, frame by frame, ms:");
    for (const double frame : slowest) fmt::print(" {:.1f}", frame);
    fmt::print("\n");
    Motion ring;
    ring.run(screen, 15);
    ring.print("frames while the ring moves on that wall");
    ask(room, huddle::CloseHuddle{});
    ask(room, huddle::StartHuddle{layouts().front()});
    ask(room, huddle::OpenNextRound{});
    screen.settle();
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    Motion quiet;
    quiet.run(screen, 10);
    quiet.print("frames while the largest ring moves, in the quiet round");
    ask(room, huddle::CloseHuddle{});
    screen.settle();
}

void measure_ending(room::Room& room, Screen& screen) {
    Motion ending;
    for (int huddle = 0; huddle < 3; ++huddle) {
        std::shared_ptr<const huddle::Board> board = ask(room, huddle::StartHuddle{layouts().front()});
        ask(room, huddle::KeepLesson{support::clean("Handover suffers when we are watching the clock."), {}, {}});
        ask(room, huddle::KeepAction{{},
                                     {},
                                     support::clean("start handover at ten past"),
                                     support::clean("Ward clerk"),
                                     std::chrono::floor<std::chrono::days>(screen.now())});
        while (board->huddle->current().round.kind != huddle::RoundKind::close)
            board = ask(room, huddle::OpenNextRound{});
        screen.settle();
        std::this_thread::sleep_for(std::chrono::milliseconds(500));
        screen.tap("close-huddle");
        ending.run(screen, 10.5);
        screen.settle();
    }
    ending.print("frames of the ending");
}

void measure_cards(Screen& screen) {
    std::vector<double> times;
    const ui::RoundColours& colours = screen.theme().round(huddle::RoundCategory::wins);
    for (int frame = 0; frame < 120; ++frame) {
        screen.window().frame(
            [&] {
                ui::Ui ui(screen.theme(), screen.window().stage().pictures(), screen.services(), screen.environment,
                          screen.now());
                ui::begin_screen(ui);
                const auto start = Steady::now();
                for (int card = 0; card < notes_on_wall; ++card) {
                    const ui::Rect rect{20 + 94.0f * static_cast<float>(card % 20),
                                        20 + 100.0f * static_cast<float>(card / 20), 84, 90};
                    ui::touch(ui, fmt::format("card-{}", card), rect);
                    ui::note_card(ui, rect, colours);
                    ui::label(ui, ui::inset(rect, 6), sample_note(card), screen.theme().text("small"),
                              {.lines = 3, .shrink_to = 1});
                }
                if (frame >= 20) times.push_back(milliseconds_since(start));
                ui::end_screen(ui);
            },
            0.016f);
    }
    print("draw list of 200 cards, all visible", times);
}

std::vector<std::string> command(const std::string& program, const std::filesystem::path& data) {
    // A kiosk that is set up already; otherwise the first start would come before home.
    const auto file = data / "hearthside.toml";
    if (!std::filesystem::exists(file)) std::ofstream(file) << "[team]\nname = \"Our team\"\n";
    return {program,     "kiosk",  "--data", data.string(), "--bind",
            "127.0.0.1", "--port", "0",      "--window",    fmt::format("{}x{}", width, height)};
}

void measure_years(const std::string& program, const std::filesystem::path& years) {
    setenv("HEARTHSIDE_TIMINGS", "1", 1);
    const TemporaryFolder empty;
    std::vector<double> with_years, without;
    // Alternately, so that other work on the machine affects both alike. The first run of each updates its folder.
    for (int start = 0; start < 12; ++start) {
        for (const auto& [data, times] : {std::pair{empty.path(), &without}, std::pair{years, &with_years}}) {
            const auto begin = Steady::now();
            Child kiosk(command(program, data));
            kiosk.wait_for("first interactive frame");
            if (start > 0) times->push_back(milliseconds_since(begin));
        }
    }
    print("first interactive frame with an empty record", without);
    print("first interactive frame with that record", with_years);
    fmt::print("{:<58} {:.2f} at p50, {:.2f} at the quickest\n", "  as many times as long",
               percentile(with_years, 0.5) / percentile(without, 0.5),
               percentile(with_years, 0) / percentile(without, 0));
}

void measure_program(const std::string& program, int rest_seconds) {
    setenv("HEARTHSIDE_TIMINGS", "1", 1);
    const TemporaryFolder data;
    std::vector<double> times;
    for (int start = 0; start < 11; ++start) {
        const auto begin = Steady::now();
        Child kiosk(command(program, data.path()));
        kiosk.wait_for("first interactive frame");
        if (start > 0) times.push_back(milliseconds_since(begin));  // the first one makes the data folder
    }
    print("start of the program to its first interactive frame", times);

    const auto rest = [&](const char* what, const TemporaryFolder& folder) {
        Child kiosk(command(program, folder.path()));
        kiosk.wait_for("first interactive frame");
        std::this_thread::sleep_for(std::chrono::seconds(5));
        const double before = kiosk.processor_ms();
        std::this_thread::sleep_for(std::chrono::seconds(rest_seconds));
        fmt::print("{:<58} {:6.3f} % of one processor over {} s;  {}\n", what,
                   (kiosk.processor_ms() - before) / (10.0 * rest_seconds), rest_seconds, to_text(kiosk.memory()));
        std::fflush(stdout);
    };
    rest("at rest on the home screen", data);
    const TemporaryFolder wall;
    {
        auto room = room::Room::open({.data = wall.path(), .time_zone = "", .wall_clock = {}});
        if (!room) throw std::runtime_error(room.problem().sentence);
        prepare(**room, true);
    }
    rest("on the wall with 200 notes, the ring easing each second", wall);
    std::ofstream(wall.path() / "hearthside.toml", std::ios::app) << "[screen]\nreduced_motion = true\n";
    rest("the same without motion, the ring stepping each second", wall);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string program = argc > 1 ? argv[1] : "build/hearthside";
    const int rest_seconds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 60;
    try {
        for (const char* renderer : {"software", "opengl"}) {
            // Each on a display of its own, so that one run leaves nothing for the next.
            const std::unique_ptr<Child> display = open_display();
            if (argc > 3) {
                measure_years(program, argv[3]);
                return 0;
            }
            setenv("HEARTHSIDE_RENDERER", renderer, 1);
            fmt::print("-- renderer: {}\n", renderer);
            {
                const TemporaryFolder data;
                auto room = room::Room::open({.data = data.path(), .time_zone = "", .wall_clock = {}});
                if (!room) throw std::runtime_error(room.problem().sentence);
                Screen screen(**room);
                measure_touches(screen);
                measure_release(**room, screen);
                measure_motion(**room, screen);
                measure_ending(**room, screen);
                measure_cards(screen);
            }
            measure_program(program, rest_seconds);
        }
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_screen: {}\n", error.what());
        return 1;
    }
    return 0;
}
