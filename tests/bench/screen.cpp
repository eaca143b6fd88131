// How quick and how quiet the screen is: the first frame, a touch, the release of 200 notes, the
// memory and the resting processor time. Opens a display of its own (Xvfb); real window, Room, disk.
// Usage: bench_screen [PROGRAM [REST_SECONDS]]   default: build/hearthside 60
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "core/folders.h"
#include "core/layout_file.h"
#include "core/room.h"
#include "kiosk/platform/window.h"
#include "kiosk/screens/route.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace hearthside;
using hearthside::tests::TemporaryFolder;
using Clock = std::chrono::steady_clock;

constexpr int notes = 200;
constexpr int width = 1920, height = 1080;

double milliseconds_since(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void print(const char* what, std::vector<double> milliseconds) {
    std::ranges::sort(milliseconds);
    const auto at = [&](double share) {
        return milliseconds[static_cast<std::size_t>(share * static_cast<double>(milliseconds.size() - 1))];
    };
    fmt::print("{:<52} p50 {:8.2f} ms   p95 {:8.2f} ms   ({} times)\n", what, at(0.5), at(0.95),
               milliseconds.size());
    std::fflush(stdout);
}

// A program of its own that ends with this object. Its standard error can be read line by line.
class Child {
public:
    explicit Child(std::vector<std::string> words, int kept_descriptor = -1) {
        int ends[2];
        if (pipe(ends) != 0) throw std::runtime_error("no pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        if (kept_descriptor >= 0)
            posix_spawn_file_actions_adddup2(&actions, kept_descriptor, kept_descriptor);
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const int failed =
            posix_spawnp(&process_, arguments[0], &actions, nullptr, arguments.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
        errors_ = fdopen(ends[0], "r");
        if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
    }
    ~Child() {
        kill(process_, SIGTERM);
        waitpid(process_, nullptr, 0);
        fclose(errors_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    void wait_for(std::string_view words) {
        char line[4096];
        std::string heard;
        while (fgets(line, sizeof line, errors_) != nullptr) {
            if (std::string_view(line).find(words) != std::string_view::npos) return;
            heard += line;
        }
        throw std::runtime_error("the program ended: " + heard);
    }
    // Of all its threads, in ms; the kernel counts in hundredths of a second.
    double processor_ms() const {
        std::ifstream file(fmt::format("/proc/{}/stat", process_));
        std::string text((std::istreambuf_iterator<char>(file)), {});
        std::istringstream fields(text.substr(text.rfind(')') + 2));
        std::string skipped;
        for (int field = 3; field < 14; ++field) fields >> skipped;
        double user = 0, system = 0;
        fields >> user >> system;
        return (user + system) * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK));
    }
    // Proportional set size: pages shared with other programs count by their share.
    std::string memory() const {
        std::ifstream file(fmt::format("/proc/{}/smaps_rollup", process_));
        std::string line, result;
        while (std::getline(file, line)) {
            if (!line.starts_with("Pss:") && !line.starts_with("Pss_Anon:") && !line.starts_with("Rss:")) continue;
            result += fmt::format("{} {:.0f} MB  ", line.substr(0, line.find(':')),
                                  std::stod(line.substr(line.find(':') + 1)) / 1024);
        }
        return result;
    }

private:
    pid_t process_ = 0;
    FILE* errors_ = nullptr;
};

// A display without a panel, of the size the figures are for.
std::unique_ptr<Child> open_display() {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    auto server = std::make_unique<Child>(
        std::vector<std::string>{"Xvfb", "-displayfd", std::to_string(ends[1]), "-screen", "0",
                                 fmt::format("{}x{}x24", width, height), "-nolisten", "tcp"},
        ends[1]);
    close(ends[1]);
    char number[16] = {};
    const bool heard = read(ends[0], number, sizeof number - 1) > 0;
    close(ends[0]);
    if (!heard) throw std::runtime_error("Xvfb does not start");
    setenv("DISPLAY", fmt::format(":{}", std::stoi(number)).c_str(), 1);
    return server;
}

class Errand final : public Errands {
public:
    Ticket send(Intent) override { return 0; }
    Outcome outcome(Ticket) override { return {}; }
    std::string new_token() override { return {}; }
};

std::vector<Layout> layouts() {
    std::vector<Layout> found;
    for (const auto& entry : read_layout_library(share_folder() / "layouts", "").entries)
        found.push_back(entry.layout);
    return found;
}

const char* const texts[] = {
    "We all got a break. All of us. On a Monday.",
    "The interpreter phone worked first time, and the whole talk was in Tamil",
    "Somebody had already written the guide for the new screen. It saved me a morning 🎉",
    "Doctors came to our huddle today and stayed to the end",
    "ہم سب نے مل کر کام کیا",
};

// Up to the open round of wins with 200 sealed notes, and then released when asked.
void prepare(Room& room, bool released) {
    const auto ask = [&room](Intent intent) {
        const Room::Reply reply = room.submit(std::move(intent)).get();
        if (!reply) throw std::runtime_error(reply.problem().sentence);
        return *reply;
    };
    std::shared_ptr<const Board> board = ask(StartHuddle{layouts().front()});
    static int token = 0;
    std::vector<std::future<Room::Reply>> waiting;
    for (int note = 0; note < notes; ++note) {
        waiting.push_back(
            room.submit(Intent{AddNote{Theme::wins, fmt::format("{} ({})", texts[note % 5], note + 1),
                                       fmt::format("token{}", ++token)}}));
    }
    for (auto& reply : waiting) {
        if (const auto added = reply.get(); !added) throw std::runtime_error(added.problem().sentence);
    }
    while (board->huddle->current().round.kind != RoundKind::wins) board = ask(OpenNextRound{});
    if (released) ask(ReleaseNotes{});
}

// A window with the real screens, and the frames the kiosk would draw.
class Screen {
public:
    explicit Screen(Room& room) : room_(room), theme_(make_theme(width, height, "day", 1.0, 24)) {
        if (const auto started = start_video(); !started)
            throw std::runtime_error(started.problem().sentence);
        engine_.warm_up();
        auto opened = Window::open("bench", fmt::format("{}x{}", width, height), engine_);
        if (!opened) throw std::runtime_error(opened.problem().sentence);
        window_ = std::move(*opened);
        around_.team = "Willow Ward";
        around_.layouts = layouts();
        around_.layout_id = around_.layouts.front().id;
        around_.url = "http://192.168.20.14:8080/n/0f3a5c7e9b1d2f4a";
        around_.address = "192.168.20.14:8080";
        settle();
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        settle();
    }
    ~Screen() {
        window_.reset();
        SDL_Quit();
    }
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    long frame() {
        const std::shared_ptr<const Board> board = room_.board();
        return window_->frame(
            [&] {
                const auto start = Clock::now();
                Ui ui(theme_, window_->stage().pictures(), errands_, around_, room_.now());
                begin_screen(ui);
                draw_screen(ui, *board, views_);
                end_screen(ui);
                targets = std::move(ui.targets);
                built_ms = milliseconds_since(start);
            },
            0.016f);
    }
    void settle() {
        SDL_Event event;
        while (SDL_PollEvent(&event) == 1) window_->take(event);
        do frame();
        while (window_->stage().touch().more());
        frame();
    }
    void push(Uint32 type, float x, float y) {
        SDL_Event event{};
        event.type = type;
        event.tfinger.fingerId = 1;
        event.tfinger.x = x / width;
        event.tfinger.y = y / height;
        SDL_PushEvent(&event);
    }
    // Waits as the frame loop does, and draws as soon as something came.
    long wait_and_draw() {
        SDL_Event event;
        if (SDL_WaitEventTimeout(&event, 2000) != 1) throw std::runtime_error("nothing came");
        window_->take(event);
        while (SDL_PollEvent(&event) == 1) window_->take(event);
        return frame();
    }
    Window& window() { return *window_; }
    const Appearance& theme() const { return theme_; }

    std::vector<Target> targets;
    double built_ms = 0;

private:
    Room& room_;
    Appearance theme_;
    TextEngine engine_;
    std::unique_ptr<Window> window_;
    Errand errands_;
    Surroundings around_;
    Views views_;
};

void measure_touches(Screen& screen) {
    screen.settle();
    const auto start = std::ranges::find(screen.targets, "start-huddle", &Target::name);
    if (start == screen.targets.end()) throw std::runtime_error("no button to start the huddle");
    const float x = start->rect.x + start->rect.w / 2, y = start->rect.y + start->rect.h / 2;
    std::vector<double> times;
    for (int touch = 0; touch < 200; ++touch) {
        const auto begin = Clock::now();
        screen.push(SDL_FINGERDOWN, x, y);
        while (screen.wait_and_draw() == 0) {
        }
        times.push_back(milliseconds_since(begin));
        screen.push(SDL_FINGERMOTION, 5, 5);  // off the button: nothing is started
        screen.push(SDL_FINGERUP, 5, 5);
        screen.settle();
    }
    print("touch to painted effect", times);
}

void measure_release(Room& room, Screen& screen) {
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
        const auto begin = Clock::now();
        room.submit(Intent{ReleaseNotes{}}, [](Room::Reply) {});
        long painted = 0;
        do painted = screen.wait_and_draw();
        while (painted == 0 || room.board()->huddle->notes.size() < notes);
        times.push_back(milliseconds_since(begin));
        screen.settle();
        for (int frame = 0; frame < 30; ++frame) {
            screen.frame();
            lists.push_back(screen.built_ms);
        }
        if (const auto closed = room.submit(Intent{CloseHuddle{}}).get(); !closed) {
            throw std::runtime_error(closed.problem().sentence);
        }
    }
    print("release of 200 notes to the painted wall", times);
    print("draw list of the wall with 200 notes", lists);
}

void measure_cards(Screen& screen) {
    std::vector<double> times;
    Errand errands;
    const Surroundings around;
    const RoundColours& colours = screen.theme().round(Theme::wins);
    for (int frame = 0; frame < 120; ++frame) {
        screen.window().frame(
            [&] {
                Ui ui(screen.theme(), screen.window().stage().pictures(), errands, around, Instant{});
                begin_screen(ui);
                const auto start = Clock::now();
                for (int card = 0; card < notes; ++card) {
                    const Rect rect{20 + 94.0f * static_cast<float>(card % 20),
                                    20 + 100.0f * static_cast<float>(card / 20), 84, 90};
                    touch(ui, fmt::format("card-{}", card), rect);
                    note_card(ui, rect, colours);
                    label(ui, inset(rect, 6), texts[card % 5], screen.theme().text("small"),
                          {.lines = 3, .shrink_to = 1});
                }
                if (frame >= 20) times.push_back(milliseconds_since(start));
                end_screen(ui);
            },
            0.016f);
    }
    print("draw list of 200 cards, all visible", times);
}

std::vector<std::string> command(const std::string& program, const TemporaryFolder& data) {
    return {program,     "kiosk",  "--data", data.path().string(), "--bind",
            "127.0.0.1", "--port", "0",      "--window",           fmt::format("{}x{}", width, height)};
}

void measure_program(const std::string& program, int rest_seconds) {
    setenv("HEARTHSIDE_TIMINGS", "1", 1);
    const TemporaryFolder data;
    std::vector<double> times;
    for (int start = 0; start < 11; ++start) {
        const auto begin = Clock::now();
        Child kiosk(command(program, data));
        kiosk.wait_for("first interactive frame");
        if (start > 0) times.push_back(milliseconds_since(begin));  // the first one makes the data folder
    }
    print("start of the program to its first interactive frame", times);

    const auto rest = [&](const char* what, const TemporaryFolder& folder) {
        Child kiosk(command(program, folder));
        kiosk.wait_for("first interactive frame");
        std::this_thread::sleep_for(std::chrono::seconds(5));
        const double before = kiosk.processor_ms();
        std::this_thread::sleep_for(std::chrono::seconds(rest_seconds));
        fmt::print("{:<52} {:6.3f} % of one processor over {} s;  {}\n", what,
                   (kiosk.processor_ms() - before) / (10.0 * rest_seconds), rest_seconds, kiosk.memory());
        std::fflush(stdout);
    };
    rest("at rest on the home screen", data);
    const TemporaryFolder wall;
    {
        auto room = Room::open({.data = wall.path(), .time_zone = "", .wall_clock = {}});
        if (!room) throw std::runtime_error(room.problem().sentence);
        prepare(**room, true);
    }
    rest("on the wall with 200 notes, the clock running", wall);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string program = argc > 1 ? argv[1] : "build/hearthside";
    const int rest_seconds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 60;
    try {
        const std::unique_ptr<Child> display = open_display();
        {
            const TemporaryFolder data;
            auto room = Room::open({.data = data.path(), .time_zone = "", .wall_clock = {}});
            if (!room) throw std::runtime_error(room.problem().sentence);
            Screen screen(**room);
            measure_touches(screen);
            measure_release(**room, screen);
            measure_cards(screen);
        }
        measure_program(program, rest_seconds);
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_screen: {}\n", error.what());
        return 1;
    }
    return 0;
}
