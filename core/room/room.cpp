// SPDX-License-Identifier: Apache-2.0
#include "core/room/room.h"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <thread>
#include <utility>

#include "core/huddle/limits.h"
#include "core/room/batch.h"
#include "core/room/folder_lock.h"
#include "core/room/housekeeping.h"
#include "core/room/queue.h"
#include "core/room/time_line.h"
#include "core/secrets/wiping.h"
#include "core/sharing/incoming.h"
#include "core/sharing/sharing_file.h"
#include "core/store/recovery_note.h"
#include "core/text/language.h"
#include "core/threads/mutex.h"

namespace hearthside::room {

namespace {

// Ticks come on a fixed grid, which people's actions never move (SAFETY 2).
constexpr huddle::Milliseconds tick_grid = std::chrono::seconds(10);
constexpr huddle::Milliseconds tick_while_running = std::chrono::seconds(2);  // divides tick_grid
// A tick later than this was delayed, perhaps by a note. The bands then wait for the next border.
constexpr huddle::Milliseconds border_width = huddle::Milliseconds(500);

constexpr int no_check = -1;

// Whether all changes are ones whose arrival nobody may see (SAFETY 2 and 8).
bool is_unseen(const std::vector<huddle::Change>& changes) {
    return std::all_of(changes.begin(), changes.end(), [](const huddle::Change& change) {
        return std::holds_alternative<huddle::NoteSealed>(change) ||
               std::holds_alternative<huddle::PulseAnswered>(change);
    });
}

void answer(Waiting& waiting, Room::Reply reply) {
    if (auto done = std::exchange(waiting.done, nullptr)) done(std::move(reply));
}

void refuse_for_want_of_memory(Waiting& waiting) {
    try {
        answer(waiting, huddle::Problem{huddle::ProblemKind::not_saved,
                                        "Not saved: this kiosk is short of memory. Please keep your text."});
    } catch (const std::exception&) {
        // There is not even memory for the answer. Dropping `done` needs none, and the transport then
        // reports that the result is unknown.
        waiting.done = nullptr;
    }
}

}  // namespace

// The thread: it handles the batches, publishes the Board and ticks.
struct Room::Implementation {
    RoomOptions options;
    std::unique_ptr<FolderLock> lock;
    const TimeLine time;

    Queue queue;

    mutable threads::Mutex mutex;
    std::shared_ptr<const huddle::Board> board GUARDED_BY(mutex);
    std::vector<std::weak_ptr<std::function<void()>>> listeners GUARDED_BY(mutex);

    std::atomic<int> check_percent{no_check};

    std::unique_ptr<store::Store> store;  // ends before the members above, which its check uses

    // Used by the Room's thread only.
    std::optional<BatchHandler> batches;        // none only until the record is open
    std::optional<Housekeeping> housekeeping;   // the same
    std::vector<huddle::Intent> led_meanwhile;  // intents handled during the check of the record
    huddle::Bands shown{};
    std::string trouble;
    huddle::Retention retention;

    std::thread thread;

    explicit Implementation(RoomOptions options_)
        : options(std::move(options_)), time(options.wall_clock, options.time_zone), retention(options.retention) {}

    const huddle::State& state() const { return batches->state(); }

    std::shared_ptr<const huddle::Board> published() const {
        const threads::MutexLock guard(mutex);
        return board;
    }

    void publish() {
        huddle::Board next = huddle::board_of(state(), shown);
        next.trouble = trouble;
        next.voting = batches->voting();
        auto shared = std::make_shared<const huddle::Board>(std::move(next));
        std::vector<std::shared_ptr<std::function<void()>>> to_wake;
        {
            const threads::MutexLock guard(mutex);
            board = std::move(shared);
            std::erase_if(listeners, [](const auto& listener) { return listener.expired(); });
            for (const auto& listener : listeners) to_wake.push_back(listener.lock());
        }
        for (const auto& listener : to_wake) {
            if (listener) (*listener)();
        }
    }

    // After a release no note of that category is shown as waiting. Notes that came since are not shown
    // before the next border.
    void show_released(const std::vector<huddle::Change>& changes) {
        for (const huddle::Change& change : changes) {
            const auto* released = std::get_if<huddle::NotesReleased>(&change);
            if (released && !released->notes.empty())
                shown[huddle::index_of(released->notes.front().category)] = huddle::Band::none_yet;
        }
    }

    // `border` is true only for a tick on the border of the ten-second grid, alone in its batch. The bands
    // change only there (SAFETY 2).
    void handle(std::vector<Waiting>& batch, bool border) {
        const BatchOutcome outcome = batches->handle(batch);
        if (outcome.trouble) trouble = *outcome.trouble;
        show_released(outcome.changes);
        if (batches->space_is_low() && trouble.empty())
            trouble = text::translatable("This kiosk's disk is nearly full: new notes cannot be kept.");
        const huddle::Bands bands_before = shown;
        if (border) shown = huddle::bands_of(state());
        const bool may_show_trouble = !std::ranges::all_of(batch, is_from_phones, &Waiting::intent);
        if (!is_unseen(outcome.changes) || shown != bands_before ||
            (may_show_trouble && trouble != published()->trouble))
            publish();

        const std::shared_ptr<const huddle::Board> now_shown = published();
        for (std::size_t i = 0; i < batch.size(); ++i) {
            answer(batch[i], outcome.answers[i] ? Reply{now_shown} : Reply{outcome.answers[i].problem()});
        }

        housekeeping->after(outcome.saved, state(), batches->retry_key());
    }

    void handle_safely(std::vector<Waiting> batch, bool border = false) {
        // Only a lack of memory throws here. The senders without an answer are then told.
        try {
            handle(batch, border);
        } catch (const std::exception&) {
            for (Waiting& waiting : batch) refuse_for_want_of_memory(waiting);
        }
    }

    void note_trouble(const std::string& sentence) {
        if (!batches->is_saved()) return;  // the disk refuses, and the screen already says so
        trouble = sentence;
        if (trouble != published()->trouble) publish();
    }

    // On each new day, between huddles, deletes what is past its time, if the calendar is trusted.
    void begin_day() {
        if (state().huddle || !batches->is_saved()) return;
        auto left = housekeeping->begin_day(retention);
        if (!left) return;
        batches->replace(std::move(*left));
        publish();
        housekeeping->pack();
    }

    // Reads what `hearthside lessons import` left for the running kiosk. Files that cannot be saved now stay
    // there.
    void take_incoming() {
        try {
            for (const sharing::Incoming& waiting : sharing::waiting_lessons(options.data)) {
                std::optional<huddle::ProblemKind> problem;
                handle_safely({Waiting{sharing::received_from(waiting.file, sharing::key_of_seed(state().seed)),
                                       [&problem](const Room::Reply& reply) {
                                           if (!reply) problem = reply.problem().kind;
                                       }}});
                std::error_code ignored;  // if this fails, the file is read again and every lesson recognised
                if (!problem) std::filesystem::remove(waiting.path, ignored);
                if (problem == huddle::ProblemKind::invalid) sharing::put_aside(waiting.path);
            }
        } catch (const std::exception&) {
            // Out of memory. The files wait for the next tick.
        }
    }

    store::Store::Options store_options() {
        store::Store::Options wanted = options.store;
        if (!wanted.check_beside) wanted.check_beside = store::Store::CheckBeside{};
        wanted.check_beside->progress = [this](int percent) { check_percent = percent; };
        wanted.check_beside->finished = [this] { queue.check_is_over(); };
        return wanted;
    }

    // Saves what is due at the start.
    void begin() {
        if (!batches->is_saved()) handle_safely({});  // a day can begin only when everything is saved
        begin_day();
        handle_safely({Waiting{huddle::WakeAfterStop{}, nullptr}});
    }

    // Waits for the end of the check. False when the record could not be checked; the senders in `batch` are
    // told.
    bool finish_check(std::vector<Waiting>& batch) {
        const auto finished = store->finish_check();
        if (!finished) {
            for (Waiting& waiting : batch) answer(waiting, finished.problem());
            batch.clear();
            note_trouble(finished.problem().sentence);
            return false;
        }
        check_percent = no_check;
        trouble.clear();
        if (*finished) {
            const std::string note = store->recovery_note();
            store::keep_recovery_note(options.data, note, time.wall());
            if (options.recovered) options.recovered(note);
            auto loaded = store->load();
            if (loaded) batches->replace(std::move(*loaded));
            shown = huddle::bands_of(state());
            publish();
        }
        begin();
        // These intents were decided on the old record, so they are decided again on the recovered one.
        if (*finished) {
            for (huddle::Intent& intent : led_meanwhile) {
                std::vector<Waiting> alone;
                alone.push_back({std::move(intent), nullptr});
                handle_safely(std::move(alone));
            }
        }
        led_meanwhile.clear();
        take_incoming();
        return true;
    }

    // Runs while the record is checked. The screen says that changes are not saved yet, as with a disk that refuses
    // (SAFETY 25). False when the Room ends and nothing is left that can be saved.
    bool wait_for_check() {
        auto [batch, over, ending] = queue.take_while_checked();
        if (ending && batch.empty() && batches->is_saved()) return false;
        if (over && !finish_check(batch) && ending) return false;
        for (const Waiting& waiting : batch) {
            if (!over) led_meanwhile.push_back(waiting.intent);
        }
        if (!batch.empty()) handle_safely(std::move(batch));
        return true;
    }

    huddle::Instant next_tick_after(huddle::Instant at) const {
        const bool running = state().huddle && state().huddle->clock.running;
        const huddle::Milliseconds every = running ? tick_while_running : tick_grid;
        return huddle::Instant{(at.time_since_epoch() / every + 1) * every};
    }

    // Runs in a batch of its own, before waiting intents, so that what it shows never comes from a note.
    void tick() {
        const bool border = time.now().time_since_epoch() % tick_grid < border_width;
        if (!batches->is_saved()) handle_safely({});  // a day can begin only when everything is saved
        try {
            begin_day();
        } catch (const std::exception&) {
            // Out of memory. The day begins at the next tick.
        }
        // A clock that jumps while a huddle is running is examined after the huddle.
        std::vector<Waiting> batch;
        batch.push_back({huddle::Tick{.may_forget = housekeeping->may_forget() && !retention.hold}, nullptr});
        handle_safely(std::move(batch), border);
        try {
            housekeeping->pack_what_is_due();
        } catch (const std::exception&) {
            // Out of memory. It is tried at the next tick.
        }
        take_incoming();
    }

    void run() {
        while (!store->checked()) {
            if (!wait_for_check()) return;
        }
        huddle::Instant next_tick = next_tick_after(time.now());
        for (bool goes_on = true; goes_on;) {
            try {
                goes_on = go_round(next_tick);
                secrets::wipe_stack();  // SAFETY 5: wipes the words of the intents just decided
            } catch (const std::exception&) {
                // Out of memory. No intent was taken from the queue, and due work stays due.
                std::this_thread::sleep_for(huddle::Milliseconds(20));
            }
        }
    }

    // Returns false after the last round.
    bool go_round(huddle::Instant& next_tick) {
        Queue::Taken taken = queue.take(time, next_tick);
        if (taken.retention) retention = *taken.retention;
        if (time.now() >= next_tick) {
            try {
                tick();
            } catch (const std::exception&) {
                // Out of memory. The next tick tries again, and the batch still needs its answers.
            }
            next_tick = next_tick_after(time.now());
        }
        if (!taken.batch.empty()) handle_safely(std::move(taken.batch));
        if (taken.last && !batches->is_saved()) handle_safely({});
        // A huddle that begins needs ticks more often. Nothing makes the next tick later.
        next_tick = std::min(next_tick, next_tick_after(time.now()));
        return !taken.last;
    }
};

Room::Room(std::unique_ptr<Implementation> implementation) : implementation_(std::move(implementation)) {}

huddle::Result<std::unique_ptr<Room>> Room::open(RoomOptions options) {
    if (sodium_init() < 0)
        return huddle::Problem{huddle::ProblemKind::damaged, "The machine's random numbers cannot be used."};
    auto implementation = std::make_unique<Implementation>(std::move(options));
    auto lock = FolderLock::take(implementation->options.data);
    if (!lock) return lock.problem();
    implementation->lock = std::move(*lock);
    auto store = store::Store::open(implementation->options.data, implementation->store_options());
    if (!store) return store.problem();
    implementation->store = std::move(*store);
    auto state = implementation->store->load();
    if (!state) return state.problem();
    implementation->batches.emplace(*implementation->store, implementation->time,
                                    BatchHandler::Options{.data = implementation->options.data,
                                                          .keep_free_bytes = implementation->options.keep_free_bytes},
                                    std::move(*state));
    if (const std::string note = implementation->store->recovery_note(); !note.empty())
        store::keep_recovery_note(implementation->options.data, note, implementation->time.wall());
    Implementation& running = *implementation;
    implementation->housekeeping.emplace(*implementation->store, implementation->time,
                                         [&running](const std::string& sentence) { running.note_trouble(sentence); });
    implementation->shown = huddle::bands_of(implementation->state());
    if (implementation->store->checked()) {
        implementation->publish();
        implementation->begin();
        const std::string told = implementation->published()->trouble;
        if (!told.empty() && implementation->state().key.current.empty())
            return huddle::Problem{huddle::ProblemKind::not_saved, told};
        implementation->take_incoming();
    } else {
        int unknown = no_check;
        implementation->check_percent.compare_exchange_strong(unknown, 0);
        implementation->batches->wake_without_the_disk();
        implementation->publish();
    }
    implementation->thread = std::thread([&running] { running.run(); });
    return std::unique_ptr<Room>(new Room(std::move(implementation)));
}

Room::~Room() {
    implementation_->queue.stop();
    implementation_->thread.join();
}

void Room::submit(huddle::Intent intent, std::function<void(Reply)> done) {
    Waiting waiting{std::move(intent), std::move(done)};
    if (implementation_->queue.push(waiting)) return;
    if (waiting.done)
        waiting.done(huddle::Problem{huddle::ProblemKind::busy,
                                     "Many notes are coming in just now. Please send again in a moment."});
}

std::future<Room::Reply> Room::submit(huddle::Intent intent) {
    auto promise = std::make_shared<std::promise<Reply>>();
    std::future<Reply> future = promise->get_future();
    submit(std::move(intent), [promise](Reply reply) { promise->set_value(std::move(reply)); });
    return future;
}

std::shared_ptr<const huddle::Board> Room::board() const { return implementation_->published(); }

std::shared_ptr<void> Room::listen(std::function<void()> wake) {
    auto listener = std::make_shared<std::function<void()>>(std::move(wake));
    const threads::MutexLock lock(implementation_->mutex);
    implementation_->listeners.push_back(listener);
    return listener;
}

void Room::keep(huddle::Retention retention) { implementation_->queue.want(retention); }

huddle::Instant Room::now() const { return implementation_->time.now(); }
std::optional<int> Room::checking() const {
    const int percent = implementation_->check_percent;
    return percent == no_check ? std::nullopt : std::optional(percent);
}
huddle::Day Room::today() const { return implementation_->time.today(); }
std::string Room::recovery_note() const {
    return store::recent_recovery_note(implementation_->options.data, implementation_->time.wall());
}

}  // namespace hearthside::room
