// SPDX-License-Identifier: Apache-2.0
#include "kiosk/frame_loop.h"

#include <SDL.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <utility>

#include "core/files/folders.h"
#include "core/files/safe_file.h"
#include "core/secrets/chance.h"
#include "core/text/icon.h"
#include "core/threads/mutex.h"
#include "core/threads/worker.h"
#include "kiosk/environment.h"
#include "kiosk/platform/sound.h"
#include "kiosk/platform/speech.h"
#include "kiosk/platform/window.h"
#include "kiosk/screens/kept.h"
#include "kiosk/screens/route.h"
#include "kiosk/services/chimes.h"
#include "kiosk/services/exporting.h"
#include "kiosk/services/read_aloud.h"
#include "kiosk/services/record_reader.h"
#include "kiosk/services/settings_keeper.h"
#include "kiosk/targets_file.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;
const SteadyTime process_start = std::chrono::steady_clock::now();

double milliseconds_since(SteadyTime then) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - then).count();
}

// Lets other threads wake the loop through SDL's queue. However often they call, only one event is queued.
// The bell outlives the loop while late callbacks hold it.
class Bell {
public:
    explicit Bell(Uint32 event_type) : event_type_(event_type) {}

    void ring() {
        if (rung_.exchange(true)) return;
        SDL_Event event{};
        event.type = event_type_;
        // A full queue means that the loop is awake, so only this ring is lost.
        if (SDL_PushEvent(&event) != 1) rung_ = false;
    }
    bool is_mine(const SDL_Event& event) const { return event.type == event_type_; }
    void heard() { rung_ = false; }

private:
    const Uint32 event_type_;
    std::atomic<bool> rung_{false};
};

class RoomServices final : public ui::Services {
public:
    RoomServices(room::Room& room, std::shared_ptr<Bell> bell, platform::Sound& sound, services::SettingsKeeper& keeper,
                 services::RecordReader& reader, services::Exporting& exporting, const PhoneAccess& phone)
        : room_(room),
          bell_(std::move(bell)),
          sound_(sound),
          keeper_(keeper),
          reader_(reader),
          exporting_(exporting),
          phone_(phone) {}

    ui::Ticket send(huddle::Intent intent) override {
        const ui::Ticket ticket = ++last_;
        {
            const threads::MutexLock lock(answers_->mutex);
            answers_->by_ticket[ticket] = {};
            // Outcomes this old are never asked for.
            while (answers_->by_ticket.size() > outcomes_kept) answers_->by_ticket.erase(answers_->by_ticket.begin());
        }
        room_.submit(std::move(intent), [answers = answers_, bell = bell_, ticket](room::Room::Reply reply) {
            {
                const threads::MutexLock lock(answers->mutex);
                const auto waiting = answers->by_ticket.find(ticket);
                if (waiting == answers->by_ticket.end()) return;
                waiting->second = reply ? ui::Outcome{ui::OutcomeState::accepted, {}}
                                        : ui::Outcome{ui::OutcomeState::refused, reply.problem().sentence};
            }
            bell->ring();
        });
        return ticket;
    }

    ui::Outcome outcome(ui::Ticket ticket) override {
        if (services::SettingsKeeper::is_mine(ticket)) return keeper_.outcome(ticket);
        const threads::MutexLock lock(answers_->mutex);
        const auto found = answers_->by_ticket.find(ticket);
        return found == answers_->by_ticket.end() ? ui::Outcome{} : found->second;
    }

    std::string new_token() override { return secrets::new_retry_token(); }
    ui::SettingsService* settings() override { return &keeper_; }
    ui::TakeAwayService* take_away() override { return &exporting_; }
    std::string record_link() override { return services::record_link(*room_.board(), phone_.handing_out); }
    ui::RecordService* review() override { return &reader_; }
    void try_sound() override { sound_.chime(services::peak_of(services::Chime::time_is_up)); }

private:
    static constexpr std::size_t outcomes_kept = 512;
    struct Answers {
        threads::Mutex mutex;
        std::map<ui::Ticket, ui::Outcome> by_ticket GUARDED_BY(mutex);
    };

    room::Room& room_;
    std::shared_ptr<Bell> bell_;
    platform::Sound& sound_;
    services::SettingsKeeper& keeper_;
    services::RecordReader& reader_;
    services::Exporting& exporting_;
    const PhoneAccess& phone_;
    std::shared_ptr<Answers> answers_ = std::make_shared<Answers>();
    ui::Ticket last_ = 0;
};

class Loop {
public:
    Loop(room::Room& room, const configuration::Configuration& configuration, const layout_file::LayoutLibrary& library,
         const PhoneAccess& phone, const SettingsDependencies& settings, platform::Window& window,
         std::shared_ptr<Bell> bell)
        : room_(room),
          configuration_(configuration),
          library_(library),
          phone_(phone),
          settings_(settings),
          window_(window),
          bell_(bell),
          keeper_({.data = settings.data,
                   .version = settings.version,
                   .reading = settings.reading,
                   .test_phones = settings.test_phones,
                   .second_backups = settings.second_backups,
                   .checking = settings.checking,
                   .phones = settings.phones,
                   .wake = [bell] { bell->ring(); }}),
          reader_({.data = settings.data, .wake = [bell] { bell->ring(); }}),
          catalogues_(files::locale_folder()),
          exporting_({.data = settings.data,
                      .phones = phone.handing_out,
                      .catalogues = &catalogues_,
                      .sticks = sticks::sticks_of_this_machine(),
                      .wake = [bell] { bell->ring(); },
                      .announce = settings.announce},
                     configuration),
          services_(room, bell, sound_, keeper_, reader_, exporting_, phone),
          timings_(std::getenv("HEARTHSIDE_TIMINGS") != nullptr),
          frame_timings_(timings_ && std::string_view(std::getenv("HEARTHSIDE_TIMINGS")) == "frames"),
          environment_(environment_of(configuration, library)) {
        views_.display = {configuration.theme, configuration.text_size, configuration.reach, {}};
        environment_.notice = room.recovery_note();
        if (!keeper_.set_up()) views_.overlay.open(screens::frame::Overlay::Kind::first_start);
        if (const auto kept = files::read_whole_file(kept_file(), kept_bytes_at_most)) {
            screens::bring_back(*kept, *room.board(), views_.display, environment_, views_);
            kept_ = *kept;
        }
        if (const char* file = std::getenv("HEARTHSIDE_TARGETS")) targets_file_ = file;
    }

    void run() {
        const std::shared_ptr<void> listening = room_.listen([bell = bell_] { bell->ring(); });
        settle();
        if (timings_) {
            std::fprintf(stderr, "hearthside: first interactive frame %.0f ms after start\n",
                         milliseconds_since(process_start));
        }
        while (!ended_) {
            SDL_Event event;
            const bool timed_out = SDL_WaitEventTimeout(&event, sleep_ms()) == 0;
            bool needed = !timed_out && take(event);
            while (SDL_PollEvent(&event) == 1) needed = take(event) || needed;
            if (ended_) break;
            if (needed)
                settle();
            else if (timed_out || woken())
                tick();
        }
        keep_screen(huddle::Milliseconds{0});
    }

private:
    // The frame time of a screen that redraws at once: sixty frames a second are enough, and more would keep
    // a processor busy.
    static constexpr int frame_ms = 16;
    // Without events, the loop still looks at the clock and the phones' address now and then.
    static constexpr int sleep_ms_at_most = 60'000;
    // As often as the running clock is marked.
    static constexpr huddle::Milliseconds keep_every{2'000};
    static constexpr std::size_t kept_bytes_at_most = 64 * 1024;

    bool take(const SDL_Event& event) {
        if (bell_->is_mine(event)) {
            bell_->heard();
            return true;
        }
        if (event.type == SDL_QUIT) ended_ = true;
        // Escape belongs to the screens. It must not end a program on a wall.
        if (event.type == SDL_KEYDOWN && event.key.keysym.sym == SDLK_q && (event.key.keysym.mod & KMOD_CTRL) != 0) {
            ended_ = true;
        }
        return window_.take(event);
    }

    // Milliseconds to the next change by itself: what a screen asked for, a chime, or the minute.
    int sleep_ms() const {
        huddle::Milliseconds left{sleep_ms_at_most};
        const huddle::Instant wall = std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now());
        left = std::min(left, huddle::Milliseconds(60'000) - wall.time_since_epoch() % huddle::Milliseconds(60'000));
        if (wake_) left = std::min(left, *wake_ - room_.now());
        if (const auto chime = chimes_.next(); chime && configuration_.sound)
            left = std::min(left, *chime - room_.now());
        if (keep_due_) left = std::min(left, *keep_due_ - room_.now());
        const int asked = static_cast<int>(std::max<huddle::Milliseconds::rep>(left.count() + 1, 0));
        const int since_last = static_cast<int>(milliseconds_since(last_frame_));
        return std::max(asked, frame_ms - since_last);
    }
    // Writes what the next start needs, on a thread of its own, when it has changed and this time has passed since the
    // last writing.
    void keep_screen(huddle::Milliseconds pause) {
        const std::shared_ptr<const huddle::Board> board = room_.board();
        const screens::frame::DisplayChoices configured{
            configuration_.theme, configuration_.text_size, configuration_.reach, {}};
        std::string text = screens::kept_text(views_, *board, configured, environment_);
        if (kept_lost_->exchange(false)) kept_.clear();
        keep_due_.reset();
        if (text == kept_) return;
        const huddle::Instant now = room_.now();
        if (kept_at_ && now - *kept_at_ < pause) {
            keep_due_ = *kept_at_ + pause;
            return;
        }
        const bool asked = keeping_.ask({.run = [file = kept_file(), text, lost = kept_lost_] {
            if (!files::write_whole_file(file, text, 0600)) *lost = true;  // it is tried again
        }});
        if (!asked) return;
        kept_ = std::move(text);
        kept_at_ = now;
    }
    std::filesystem::path kept_file() const { return settings_.data / "screen.json"; }

    bool woken() const { return wake_ && *wake_ <= room_.now(); }

    // Draws frames until no touch waits and ImGui has seen the result once more.
    void settle() {
        const SteadyTime begin = std::chrono::steady_clock::now();
        long pixels = 0;
        int frames = 0;
        do {
            pixels += frame();
            ++frames;
        } while (window_.ready() && window_.stage().touch().more() && frames < 64);
        pixels += frame();
        finish(begin, pixels, frames + 1);
    }

    // Only time has passed. One frame shows it. A change it made in a view appears in the next frame, which
    // comes soon while something moves.
    void tick() {
        const SteadyTime begin = std::chrono::steady_clock::now();
        long pixels = frame();
        const bool soon = wake_ && *wake_ - room_.now() <= huddle::Milliseconds(1'000);
        if (!soon) pixels += frame();
        finish(begin, pixels, soon ? 1 : 2);
    }

    void finish(SteadyTime begin, long pixels, int frames) {
        if (const auto chime = chimes_.look(*room_.board(), room_.now());
            chime && services::may_sound(configuration_.sound, configuration_.quiet,
                                         environment_.hour * 60 + environment_.minute)) {
            sound_.chime(services::peak_of(*chime));
        }
        // Returns the memory of a huddle's notes to the system instead of keeping it in fragments.
        const bool in_huddle = room_.board()->huddle.has_value();
        if (std::exchange(in_huddle_, in_huddle) && !in_huddle) malloc_trim(0);
        const text::Language* const language =
            environment_.catalogues ? &environment_.catalogues->of(environment_.language) : nullptr;
        if (const auto reading = readings_.look(*room_.board(), language)) {
            if (reading->sentence.empty())
                speech_.stop();
            else if (configuration_.read_aloud)
                speech_.say(reading->sentence, environment_.language);
        }
        // A pause is when somebody may switch the kiosk off.
        const auto& huddle = room_.board()->huddle;
        keep_screen(huddle && !huddle->clock.running ? huddle::Milliseconds{0} : keep_every);
        if (!targets_file_.empty()) write_targets(targets_file_, window_.width(), window_.height(), targets_);
        if (frame_timings_ && pixels > 0) {
            std::fprintf(stderr, "hearthside: painted %ld px in %d frames, %.2f ms\n", pixels, frames,
                         milliseconds_since(begin));
        }
    }

    long frame() {
        if (!window_.ready()) {  // for example while memory is short: the huddle goes on, and the picture
                                 // comes back
            wake_ = room_.now() + huddle::Milliseconds(1'000);
            return 0;
        }
        look_around();
        const std::shared_ptr<const huddle::Board> board = room_.board();
        const huddle::Instant now = room_.now();
        screens::frame::DisplayChoices wanted = views_.display;
        if (screens::needs_whole_glass(views_)) wanted.reach = false;
        if (!appearance_ || shown_as_ != wanted || appearance_->width != window_.width() ||
            appearance_->glass_height != window_.height()) {
            shown_as_ = wanted;
            appearance_ = ui::make_theme(window_.width(), window_.height(), shown_as_.theme, shown_as_.text_size,
                                         configuration_.diagonal_inches,
                                         shown_as_.reach ? ui::Reach::lower_third : ui::Reach::whole_screen);
        }
        if (!wanted.language.empty()) environment_.language = wanted.language;
        const double seconds = milliseconds_since(last_frame_) / 1000;
        last_frame_ = std::chrono::steady_clock::now();
        return window_.frame(
            [&] {
                ui::Ui ui(*appearance_, window_.stage().pictures(), services_, environment_, now);
                ui.keys = window_.stage().touch().take_keys();
                ui.focus = &focus_;
                ui::begin_screen(ui);
                screens::draw_screen(ui, *board, views_);
                ui::end_screen(ui);
                wake_ = ui.wake;
                targets_ = std::move(ui.targets);
            },
            static_cast<float>(seconds));
    }

    // Saved settings take effect at once. Command line options keep their value until the next start.
    void take_settings(configuration::Configuration next) {
        next.bind = configuration_.bind;
        next.port = configuration_.port;
        next.notes_per_10min = configuration_.notes_per_10min;
        if (!library_.find(next.layout)) next.layout = library_.entries.front().layout.id;
        const configuration::Configuration old = std::exchange(configuration_, std::move(next));
        ui::Environment environment = environment_of(configuration_, library_);
        environment.notice = environment_.notice;
        environment.exported = environment_.exported;
        environment_ = std::move(environment);
        screens::frame::DisplayChoices& shown = views_.display;
        if (old.theme != configuration_.theme) shown.theme = configuration_.theme;
        if (old.text_size != configuration_.text_size) shown.text_size = configuration_.text_size;
        if (old.reach != configuration_.reach) shown.reach = configuration_.reach;
        if (old.languages != configuration_.languages) shown.language.clear();
        if (old.diagonal_inches != configuration_.diagonal_inches) appearance_.reset();
        exporting_.set_configuration(configuration_);
        settings_.changed(configuration_);
    }

    void look_around() {
        if (keeper_.collect()) take_settings(keeper_.saved());
        if (const auto& news = keeper_.news()) {
            environment_.exported = news->exported;
            environment_.notice = news->notice;
        }
        // The wall clock, not the huddle's time line: people compare it with a clock on the wall.
        look_at_the_clock(environment_, configuration_,
                          std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now()));
        if (const int minute = environment_.hour * 60 + environment_.minute; std::exchange(minute_, minute) != minute)
            keeper_.look_for_news();
        environment_.url = phone_.url();
        environment_.address = phone_.address();
        environment_.phones_trouble = phone_.trouble ? phone_.trouble() : std::string();
    }

    room::Room& room_;
    configuration::Configuration configuration_;
    const layout_file::LayoutLibrary& library_;
    const PhoneAccess& phone_;
    const SettingsDependencies& settings_;
    platform::Window& window_;
    std::shared_ptr<Bell> bell_;
    platform::Sound sound_;
    services::Chimes chimes_;
    platform::Speech speech_;
    services::ReadAloud readings_;
    bool in_huddle_ = false;
    int minute_ = -1;  // of the day: the last minute in which the keeper looked for news
    services::SettingsKeeper keeper_;
    services::RecordReader reader_;
    const text::Languages catalogues_;  // for what people read on paper
    services::Exporting exporting_;
    RoomServices services_;
    const bool timings_, frame_timings_;
    ui::Environment environment_;
    screens::Views views_;
    std::filesystem::path targets_file_;  // empty: not asked for
    std::vector<ui::Target> targets_;     // of the last frame
    ui::Focus focus_;
    std::optional<ui::Appearance> appearance_;
    screens::frame::DisplayChoices shown_as_;
    std::optional<huddle::Instant> wake_;
    SteadyTime last_frame_ = process_start;
    std::string kept_;  // in the file that the next start reads
    std::optional<huddle::Instant> kept_at_, keep_due_;
    std::shared_ptr<std::atomic<bool>> kept_lost_ = std::make_shared<std::atomic<bool>>(false);
    threads::Worker keeping_{2, threads::Worker::AtEnd::finish};
    bool ended_ = false;
};

sigset_t ending_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

}  // namespace

struct FrameLoop::Ending {
    std::atomic<bool> over{false};   // the program is ending anyway
    std::atomic<bool> asked{false};  // a signal was received
};

FrameLoop::FrameLoop() : ending_(std::make_shared<Ending>()) {
    // The signals are blocked in every thread that starts from here on, and a thread of our own receives
    // them: a handler could do nothing useful during the wait for events.
    const sigset_t signals = ending_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    signals_ = std::thread([signals, ending = ending_] {
        while (!ending->over) {
            int received = 0;
            if (sigwait(&signals, &received) != 0 || ending->over) continue;
            ending->asked = true;
            SDL_Event event{};
            event.type = SDL_QUIT;
            SDL_PushEvent(&event);
        }
    });
    engine_ = std::async(std::launch::async, [] {
        auto engine = std::make_unique<text::TextEngine>();
        engine->warm_up();
        text::draw_icon("arch", 24, {});  // a process's first icon takes ten times as long as the next
        return engine;
    });
}

FrameLoop::~FrameLoop() {
    ending_->over = true;
    pthread_kill(signals_.native_handle(), SIGTERM);
    signals_.join();
}

huddle::Result<void> FrameLoop::run(room::Room& room, const configuration::Configuration& configuration,
                                    const layout_file::LayoutLibrary& library, const PhoneAccess& phone,
                                    const SettingsDependencies& settings, const std::string& window_size) {
    const double room_ms = milliseconds_since(process_start);
    if (huddle::Result<void> started = platform::start_video(); !started) return started;
    const double video_ms = milliseconds_since(process_start);
    const std::unique_ptr<void, void (*)(void*)> end_video(&room, [](void*) { SDL_Quit(); });
    const std::unique_ptr<text::TextEngine> engine = engine_.get();
    auto window = platform::Window::open("Hearthside", window_size, *engine);
    if (!window) return window.problem();
    if (std::getenv("HEARTHSIDE_TIMINGS") != nullptr) {
        std::fprintf(stderr, "hearthside: room %.0f, video %.0f, fonts and window %.0f ms after start\n", room_ms,
                     video_ms, milliseconds_since(process_start));
    }
    // For a signal that came before the queue existed.
    if (ending_->asked) return {};
    Loop loop(room, configuration, library, phone, settings, **window, std::make_shared<Bell>(SDL_RegisterEvents(1)));
    loop.run();
    return {};
}

}  // namespace hearthside
