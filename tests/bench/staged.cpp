// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/staged.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <thread>

#include "core/files/folders.h"
#include "core/layout_file/layout_file.h"
#include "core/secrets/chance.h"
#include "kiosk/ui/widgets.h"
#include "tests/support/clean.h"

namespace hearthside::bench {

std::string sample_note(int number) {
    static constexpr std::array texts{
        "We all got a break. All of us. On a Monday.",
        "The interpreter phone worked first time, and the whole talk was in Tamil",
        "Somebody had already written the guide for the new screen. It saved me a morning 🎉",
        "Doctors came to our huddle today and stayed to the end",
        "ہم سب نے مل کر کام کیا",
        "Roedd pawb wedi cael paned heddiw",
        "Wszyscy pomogli przy przyjęciach, nawet w porze obiadowej",
        "நாங்கள் அனைவரும் சேர்ந்து வேலை செய்தோம்",
    };
    return fmt::format("{} ({})", texts[static_cast<std::size_t>(number) % texts.size()], number + 1);
}

std::vector<huddle::Layout> layouts() {
    std::vector<huddle::Layout> found;
    for (const auto& entry : layout_file::read_layout_library(files::share_folder() / "layouts", "").entries)
        found.push_back(entry.layout);
    return found;
}

std::shared_ptr<const huddle::Board> ask(room::Room& room, huddle::Intent intent) {
    const room::Room::Reply reply = room.submit(std::move(intent)).get();
    if (!reply) throw std::runtime_error(reply.problem().sentence);
    return *reply;
}

void prepare(room::Room& room, bool released) {
    std::shared_ptr<const huddle::Board> board = ask(room, huddle::StartHuddle{layouts().front()});
    std::vector<std::future<room::Room::Reply>> waiting;
    for (int note = 0; note < notes_on_wall; ++note)
        waiting.push_back(room.submit(huddle::Intent{huddle::AddNote{
            huddle::RoundCategory::wins, support::clean(sample_note(note)), secrets::new_retry_token()}}));
    for (auto& reply : waiting) {
        if (const auto added = reply.get(); !added) throw std::runtime_error(added.problem().sentence);
    }
    while (board->huddle->current().round.kind != huddle::RoundKind::wins) board = ask(room, huddle::OpenNextRound{});
    if (released) ask(room, huddle::ReleaseNotes{});
}

Screen::Screen(room::Room& room) : room_(room), services_(room) {
    if (const auto started = platform::start_video(); !started) throw std::runtime_error(started.problem().sentence);
    engine_.warm_up();
    auto opened = platform::Window::open("bench", fmt::format("{}x{}", width, height), engine_);
    if (!opened) throw std::runtime_error(opened.problem().sentence);
    window_ = std::move(*opened);
    environment.team = "Willow Ward";
    environment.layouts = layouts();
    environment.layout_id = environment.layouts.front().id;
    environment.url = "http://192.168.20.14:8080/n/0f3a5c7e9b1d2f4a";
    environment.address = "192.168.20.14:8080";
    settle();
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    settle();
}

Screen::~Screen() {
    window_.reset();
    SDL_Quit();
}

long Screen::frame() {
    const std::shared_ptr<const huddle::Board> board = room_.board();
    if (theme_.width == 0 || shown_as_ != views.display) {
        shown_as_ = views.display;
        theme_ = ui::make_theme(width, height, shown_as_.theme, shown_as_.text_size, 24);
    }
    return window_->frame(
        [&] {
            const auto start = Steady::now();
            ui::Ui ui(theme_, window_->stage().pictures(), services_, environment, room_.now());
            ui::begin_screen(ui);
            screens::draw_screen(ui, *board, views);
            ui::end_screen(ui);
            targets = std::move(ui.targets);
            wake = ui.wake;
            built_ms = milliseconds_since(start);
        },
        0.016f);
}

void Screen::settle() {
    SDL_Event event;
    while (SDL_PollEvent(&event) == 1) window_->take(event);
    do frame();
    while (window_->stage().touch().more());
    frame();
}

long Screen::wait_and_draw() {
    SDL_Event event;
    if (SDL_WaitEventTimeout(&event, 2000) != 1) throw std::runtime_error("nothing came");
    window_->take(event);
    while (SDL_PollEvent(&event) == 1) window_->take(event);
    return frame();
}

void Screen::finger(Uint32 type, float x, float y) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.fingerId = 1;
    event.tfinger.x = x / width;
    event.tfinger.y = y / height;
    SDL_PushEvent(&event);
}

bool Screen::sees(const std::string& name) const {
    return std::ranges::find(targets, name, &ui::Target::name) != targets.end();
}

ui::Rect Screen::where(const std::string& name) const {
    const auto found = std::ranges::find(targets, name, &ui::Target::name);
    if (found != targets.end()) return found->rect;
    std::string there = "no target " + name + " among:";
    for (const ui::Target& target : targets) there += " " + target.name;
    throw std::runtime_error(there);
}

void Screen::tap(const std::string& name) {
    const ui::Rect rect = where(name);
    const float x = rect.x + rect.w / 2, y = rect.y + rect.h / 2;
    finger(SDL_FINGERDOWN, x, y);
    finger(SDL_FINGERUP, x, y);
    settle();
}

}  // namespace hearthside::bench
