// SPDX-License-Identifier: Apache-2.0
// A day of use on the real Room, phone server, window and screens, in a few minutes. There are 24 huddles with 200
// notes each in several languages. The notes come by phone, and touch leads the huddles; night, wipe-down and the idle
// screen are in between. It prints what the program holds after each huddle, and fails when something grows.
// Usage: bench_day [HUDDLES]   default: 24
#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>
#include <vector>

#include "core/secrets/chance.h"
#include "kiosk/phone/server.h"
#include "tests/bench/staged.h"
#include "tests/kiosk/phone/client.h"
#include "tests/support/temporary_folder.h"

namespace {

using namespace hearthside;
using namespace hearthside::bench;
using phone::HttpClient;
using support::TemporaryFolder;

std::uintmax_t bytes_under(const std::filesystem::path& folder) {
    std::uintmax_t bytes = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error)) {
        if (entry.is_regular_file(error)) bytes += entry.file_size(error);
    }
    return bytes;
}

long count_of(const char* folder) {
    return std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator());
}

struct Held {
    double pss = 0, heap = 0, textures = 0, database = 0;  // MB
    long descriptors = 0, threads = 0;
};

// A clock that the bench sets: for the Room's time line, the screens and the wall.
class OneDay {
public:
    explicit OneDay(int huddles) : huddles_(huddles) {}

    void run() {
        auto opened =
            room::Room::open({.data = data_.path(), .time_zone = "UTC", .wall_clock = [this] { return now(); }});
        if (!opened) throw std::runtime_error(opened.problem().sentence);
        room_ = std::move(*opened);
        phone::PhoneOptions options;
        options.bind = "127.0.0.1";
        options.port = 0;
        options.team = "Willow Ward";
        options.notes_per_10min = 1'000'000;
        auto started = phone::PhoneServer::start(*room_, options);
        if (!started) throw std::runtime_error(started.problem().sentence);
        phone_ = std::move(*started);
        {
            Screen screen(*room_);
            screen.environment.reduced_motion = false;
            fmt::print("{:<22} {:>9} {:>9} {:>12} {:>12} {:>11} {:>8}\n", "", "PSS MB", "heap MB", "textures MB",
                       "database MB", "descriptors", "threads");
            tell("start", look(screen));
            for (int huddle = 1; huddle <= huddles_; ++huddle) {
                screen.environment.hour = huddle % 24;
                lead(screen);
                rest(screen, huddle);
                held_.push_back(look(screen));
                tell(fmt::format("after huddle {}", huddle), held_.back());
            }
        }
        phone_.reset();
        room_.reset();
    }

    // Compares what was held once everything had been seen once with the end of the day.
    bool stands() const {
        if (held_.size() < 8) return true;
        // Nights and days hold different pictures, so this compares with the last one of the same kind.
        std::size_t first = held_.size() / 4;
        if ((held_.size() - 1 - first) % 2 == 1) ++first;
        const Held& early = held_[first];
        const Held& late = held_.back();
        const double per_huddle = (late.pss - early.pss) / static_cast<double>(held_.size() - 1 - first);
        fmt::print(
            "from huddle {} to {}: {:+.1f} MB (PSS), {:+.1f} MB of heap, {:+} descriptors, {:+} threads; "
            "{:+.2f} MB a huddle\n",
            first + 1, held_.size(), late.pss - early.pss, late.heap - early.heap, late.descriptors - early.descriptors,
            late.threads - early.threads, per_huddle);
        return late.descriptors <= early.descriptors && late.threads <= early.threads && late.heap - early.heap < 6 &&
               late.textures <= 24.01;
    }

private:
    huddle::Instant now() const { return huddle::Instant(huddle::Milliseconds(time_.load())); }
    void pass(Screen& screen, huddle::Milliseconds time, int frames) {
        for (int frame = 0; frame < frames; ++frame) {
            time_ += time.count() / frames;
            screen.frame();
        }
        screen.settle();
    }

    void send_by_phone(int notes) {
        const std::string host = fmt::format("127.0.0.1:{}", phone_->port());
        const std::string path = "/n/" + room_->board()->room_key;
        HttpClient client(phone_->port());
        const char* const themes[] = {"wins", "mistakes", "lessons", "hope"};
        for (int note = 0; note < notes; ++note) {
            std::string encoded;
            for (const char letter : fmt::format("{} / {}", sample_note(note), ++notes_))
                encoded += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(letter)));
            const std::string body = fmt::format("round={}&text={}&token={}", themes[note % 8 < 5 ? 0 : note % 4],
                                                 encoded, secrets::new_retry_token());
            const auto reply = client.ask(
                fmt::format("POST {} HTTP/1.1\r\nHost: {}\r\nOrigin: http://{}\r\n"
                            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
                            path, host, host, body.size(), body));
            if (!reply || reply->status >= 400)
                throw std::runtime_error("a note was refused: " + (reply ? reply->body : "no reply"));
        }
    }

    // One huddle by touch: writing, opening, reading, a lesson's screen, a pause, thanks.
    void lead(Screen& screen) {
        screen.settle();
        screen.tap("start-huddle");
        send_by_phone(notes_on_wall);
        while (room_->board()->huddle) {
            pass(screen, huddle::Milliseconds(20'000), 20);
            if (screen.sees("release-notes")) {
                screen.tap("release-notes");
                pass(screen, huddle::Milliseconds(700), 20);
                for (int page = 0; page < 12 && screen.sees("page-on"); ++page) screen.tap("page-on");
                while (screen.sees("page-back")) screen.tap("page-back");
                read_a_note(screen);
            }
            if (screen.sees("pause")) {
                screen.tap("pause");
                pass(screen, huddle::Milliseconds(3'000), 3);
                screen.tap("resume");
            }
            if (screen.sees("write-here")) {
                screen.tap("write-here");
                pass(screen, huddle::Milliseconds(25'000),
                     5);  // nobody continues: the screen forgets the text and closes
                screen.views.overlay.close();
                screen.settle();
            }
            screen.tap(screen.sees("next-round") ? "next-round" : "close-huddle");
            pass(screen, huddle::Milliseconds(500), 10);
        }
    }

    void read_a_note(Screen& screen) {
        const auto card = std::ranges::find_if(
            screen.targets, [](const ui::Target& target) { return target.name.starts_with("card-"); });
        if (card == screen.targets.end()) return;
        screen.tap(card->name);
        pass(screen, huddle::Milliseconds(10'000), 10);
        screen.tap("all-notes");
        pass(screen, huddle::Milliseconds(500), 5);
    }

    // An hour between huddles: night comes, the glass is wiped, and the screen rests and wakes again.
    void rest(Screen& screen, int huddle) {
        malloc_trim(0);  // as the kiosk does when a huddle is over
        screen.views.display.theme = huddle % 2 == 0 ? "day" : "night";
        pass(screen, huddle::Milliseconds(60'000), 5);
        screen.views.overlay.open(screens::frame::Overlay::Kind::wipe_down);
        pass(screen, huddle::Milliseconds(130'000), 20);
        screen.views.overlay.close();
        pass(screen, huddle::Milliseconds(60 * 60'000), 60);
        if (screen.views.idle.state == screens::at_rest::IdleView::State::awake)
            throw std::runtime_error("the screen never rested");
        screen.finger(SDL_FINGERDOWN, 500, 500);
        screen.finger(SDL_FINGERUP, 500, 500);
        screen.settle();
        pass(screen, huddle::Milliseconds(2'000), 4);
    }

    Held look(Screen& screen) const {
        const struct mallinfo2 heap = mallinfo2();
        constexpr double megabyte = 1024.0 * 1024.0;
        return {memory_of().pss,
                static_cast<double>(heap.uordblks + heap.hblkhd) / megabyte,
                static_cast<double>(screen.window().stage().textures().bytes()) / megabyte,
                static_cast<double>(bytes_under(data_.path())) / megabyte,
                count_of("/proc/self/fd"),
                count_of("/proc/self/task")};
    }
    static void tell(const std::string& when, const Held& held) {
        fmt::print("{:<22} {:>9.1f} {:>9.1f} {:>12.1f} {:>12.2f} {:>11} {:>8}\n", when, held.pss, held.heap,
                   held.textures, held.database, held.descriptors, held.threads);
        std::fflush(stdout);
    }

    const int huddles_;
    std::atomic<huddle::Milliseconds::rep> time_{
        huddle::Instant(std::chrono::sys_days{std::chrono::year{2026} / 3 / 2}).time_since_epoch().count()};
    TemporaryFolder data_;
    std::unique_ptr<room::Room> room_;
    std::unique_ptr<phone::PhoneServer> phone_;
    long notes_ = 0;
    std::vector<Held> held_;
};

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::unique_ptr<Child> display = open_display();
        OneDay day(argc > 1 ? std::max(1, std::atoi(argv[1])) : 24);
        const auto begin = Steady::now();
        day.run();
        fmt::print("{:.0f} s\n", milliseconds_since(begin) / 1000);
        if (day.stands()) return 0;
        fmt::print(stderr, "bench_day: something grows\n");
    } catch (const std::exception& error) {
        fmt::print(stderr, "bench_day: {}\n", error.what());
    }
    return 1;
}
