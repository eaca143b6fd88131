#include "core/room.h"

#include <sodium.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "core/calendar.h"
#include "core/chance.h"
#include "core/dots.h"
#include "core/draft.h"
#include "core/folder_lock.h"
#include "core/huddle/decide.h"
#include "core/incoming.h"
#include "core/language.h"
#include "core/remembered.h"
#include "core/sharing_file.h"
#include "core/store/recovery_note.h"
#include "core/store/store.h"

namespace hearthside {

namespace {

constexpr std::size_t waiting_at_most = 1024;
constexpr Milliseconds tick_in_huddle = std::chrono::seconds(2);
constexpr Milliseconds tick_at_rest = std::chrono::minutes(1);
constexpr Milliseconds band_grid = std::chrono::seconds(10);   // SAFETY 2
constexpr Milliseconds space_looked_at = std::chrono::seconds(1);
// SAFETY 1: between huddles the file soon forgets in which order notes came.
constexpr Milliseconds compact_every = std::chrono::minutes(10);

using Steady = std::chrono::steady_clock;

Instant machine_wall_clock() { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

struct Waiting {
    Intent intent;
    std::function<void(Room::Reply)> done;
};

}  // namespace

struct Room::Inside {
    RoomOptions options;
    std::unique_ptr<FolderLock> lock;
    std::unique_ptr<Store> store;

    // The time line starts at the wall clock and goes on steadily (Stamp::now).
    Instant started_wall{};
    Steady::time_point started_steady{};

    // Only the Room's thread touches these.
    State state;
    Bands shown{};
    std::int64_t shown_in_slot = 0;  // the ten-second slot in which the bands were last renewed
    std::string trouble;
    bool space_is_low = false;
    Instant space_looked{};
    Day backed_up_on{};
    Day begun_on{};         // the day whose beginning was seen
    bool believed = false;  // the calendar, so that what is too old may go
    Retention retention;
    bool sealed_since_compact = false;
    Instant compacted{};
    Remembered remembered;
    Dots dots;

    std::mutex mutex;  // guards everything below
    std::condition_variable wake;
    std::deque<Waiting> queue;
    std::optional<Retention> wanted_retention;
    bool stopping = false;
    std::shared_ptr<const Board> board;
    std::vector<std::weak_ptr<std::function<void()>>> listeners;

    std::thread thread;

    Instant wall() const { return options.wall_clock ? options.wall_clock() : machine_wall_clock(); }

    Instant now() const {
        if (options.wall_clock) return options.wall_clock();
        return started_wall + std::chrono::floor<Milliseconds>(Steady::now() - started_steady);
    }

    Stamp stamp() const {
        const Instant wall_now = wall();
        return {.now = now(), .wall = wall_now, .today = local_time(wall_now, options.time_zone).day, .chance = secure_word};
    }

    std::int64_t band_slot() const { return now().time_since_epoch() / band_grid; }

    void publish() {
        Board next = board_of(state, shown);
        next.trouble = trouble;
        next.voting = dots.voting();
        auto shared = std::make_shared<const Board>(std::move(next));
        std::vector<std::shared_ptr<std::function<void()>>> to_wake;
        {
            const std::lock_guard guard(mutex);
            board = std::move(shared);
            std::erase_if(listeners, [](const auto& listener) { return listener.expired(); });
            for (const auto& listener : listeners) to_wake.push_back(listener.lock());
        }
        for (const auto& listener : to_wake) {
            if (listener) (*listener)();
        }
    }

    // Bands change on a grid of ten seconds, never at the moment a note arrives.
    bool renew_bands() {
        const std::int64_t slot = band_slot();
        if (slot == shown_in_slot) return false;
        shown_in_slot = slot;
        const Bands bands = bands_of(state);
        if (bands == shown) return false;
        shown = bands;
        return true;
    }

    Result<void> room_for_a_note(Instant at) {
        if (at - space_looked >= space_looked_at || at < space_looked) {
            std::error_code error;
            const auto space = std::filesystem::space(options.data, error);
            space_is_low = !error && space.available < options.keep_free_bytes;
            space_looked = at;
        }
        if (!space_is_low) return {};
        return Problem{ProblemKind::not_saved,
                       "Not saved: this kiosk's disk is nearly full. Please keep your text and tell whoever looks after it."};
    }

    // Decides on the draft and applies what was accepted there. An intent that fails leaves no trace.
    Result<std::vector<Change>> take(Draft& draft, const Intent& intent) {
        const Stamp at = stamp();
        if (const auto* note = std::get_if<AddNote>(&intent)) {
            if (remembered.has_note(note->token)) return std::vector<Change>{};
            if (auto space = room_for_a_note(at.now); !space) return space.problem();
        }
        if (std::holds_alternative<PlaceDots>(intent) || std::holds_alternative<EndVoting>(intent)) {
            if (dots.ended()) return too_late_for_dots();
        }
        auto decided = decide(draft.state(), completed(intent), at);
        if (decided) {
            for (const Change& change : *decided) draft.take(change);
        }
        return decided;
    }

    static Problem too_late_for_dots() {
        return {ProblemKind::conflict, "The dots are all placed; the team sees them now."};
    }

    // With what only the Room knows.
    Intent completed(Intent intent) const {
        if (auto* tap = std::get_if<AnswerPulse>(&intent)) *tap = remembered.with_earlier_tap(std::move(*tap));
        if (auto* received = std::get_if<ReceiveLessons>(&intent)) received->own_kiosk = key_of_seed(state.seed);
        return intent;
    }

    // What was opened is counted exactly from then on.
    void show_released(const std::vector<Change>& changes) {
        if (!state.huddle) return;  // it closed in the same batch
        for (const Change& change : changes) {
            const auto* released = std::get_if<NotesReleased>(&change);
            if (!released) continue;
            const auto theme = theme_of(state.huddle->layout.rounds[released->round].kind);
            if (theme) shown[index_of(*theme)] = bands_of(state)[index_of(*theme)];
        }
    }

    // Nothing of which anybody may see that it came (SAFETY 2 and 8).
    static bool is_unseen(const std::vector<Change>& changes) {
        return std::all_of(changes.begin(), changes.end(), [](const Change& change) {
            return std::holds_alternative<NoteSealed>(change) || std::holds_alternative<PulseAnswered>(change);
        });
    }

    static bool removes_something(const std::vector<Change>& changes) {
        return std::any_of(changes.begin(), changes.end(), [](const Change& change) {
            return std::holds_alternative<HuddleClosed>(change) || std::holds_alternative<NoteDeleted>(change);
        });
    }

    static void answer(Waiting& waiting, Room::Reply reply) {
        if (auto done = std::exchange(waiting.done, nullptr)) done(std::move(reply));
    }

    void handle(std::vector<Waiting>& batch) {
        const bool only_notes = std::all_of(batch.begin(), batch.end(), [](const Waiting& waiting) {
            return std::holds_alternative<AddNote>(waiting.intent);
        });
        Draft draft(state, only_notes);
        std::vector<Change> changes;
        std::vector<Result<void>> answers;
        std::vector<bool> changed;
        answers.reserve(batch.size());
        const Remembered::Taps taps_before = only_notes ? Remembered::Taps{} : remembered.taps();
        for (const Waiting& waiting : batch) {
            auto decided = take(draft, waiting.intent);
            changed.push_back(decided && !decided->empty());
            if (!decided) {
                answers.emplace_back(decided.problem());
                continue;
            }
            answers.emplace_back();
            if (const auto* tap = std::get_if<AnswerPulse>(&waiting.intent)) remembered.take(*tap);
            std::move(decided->begin(), decided->end(), std::back_inserter(changes));
        }

        const std::string trouble_before = trouble;
        if (!changes.empty()) {
            const Result<void> saved = store->save(changes);
            if (saved) {
                draft.keep();
                remembered.follow(changes);
                show_released(changes);
                trouble.clear();
            } else {
                trouble = saved.problem().sentence;
                if (!only_notes) remembered.put_back(taps_before);
                for (std::size_t i = 0; i < answers.size(); ++i) {
                    if (changed[i]) answers[i] = saved.problem();
                }
                changes.clear();
            }
        }
        if (space_is_low && trouble.empty()) trouble = translatable("This kiosk's disk is nearly full: new notes cannot be kept.");
        const bool bands_changed = renew_bands();
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (!answers[i]) continue;
            if (const auto* placed = std::get_if<PlaceDots>(&batch[i].intent)) {
                if (!dots.place(Remembered::hashed(placed->page), placed->notes)) answers[i] = too_late_for_dots();
            } else if (std::holds_alternative<EndVoting>(batch[i].intent)) {
                dots.end();
            }
        }
        dots.follow(state);
        if (!is_unseen(changes) || trouble != trouble_before || bands_changed) publish();

        const std::shared_ptr<const Board> now_shown = board;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            answer(batch[i], answers[i] ? Reply{now_shown} : Reply{answers[i].problem()});
        }

        keep_house(changes);
    }

    // After the askers have their answers: what was removed leaves the files, and what was sealed
    // leaves the order of its arrival behind.
    void keep_house(const std::vector<Change>& changes) {
        if (std::any_of(changes.begin(), changes.end(),
                        [](const Change& change) { return std::holds_alternative<NoteSealed>(change); })) {
            sealed_since_compact = true;
        }
        const Instant at = now();
        const bool removed = removes_something(changes);
        const bool at_rest = !state.huddle && sealed_since_compact && at - compacted >= compact_every;
        if (removed || at_rest) {
            const auto done = store->compact();
            // Busy: somebody reads a long export; the store knows that the work is still due.
            if (!done && done.problem().kind != ProblemKind::busy) note_trouble(done.problem().sentence);
            compacted = at;
            sealed_since_compact = !done;
        }
        if (removed || (!state.huddle && backed_up_on != stamp().today)) back_up();
    }

    // At each new day, between huddles: what was kept long enough goes, if the calendar may be believed.
    void begin_day() {
        const Day today = stamp().today;
        if (state.huddle || begun_on == today) return;
        const auto begun = store->begin_day(today, retention);
        if (!begun) return note_trouble(begun.problem().sentence);
        begun_on = today;
        believed = begun->believed;
        if (!begun->changed) return;
        if (auto loaded = store->load()) state = std::move(*loaded);
        publish();
        // Busy: somebody reads a long export; the store knows that the work is still due.
        if (const auto done = store->compact(); !done && done.problem().kind != ProblemKind::busy)
            note_trouble(done.problem().sentence);
    }

    // What `hearthside lessons import` left for a running kiosk. What cannot be saved now waits there.
    void take_incoming() {
        try {
            for (const Incoming& waiting : waiting_lessons(options.data)) {
                std::optional<ProblemKind> problem;
                handle_safely({Waiting{received_from(waiting.file, key_of_seed(state.seed)),
                                       [&problem](const Room::Reply& reply) {
                                           if (!reply) problem = reply.problem().kind;
                                       }}});
                std::error_code ignored;  // it would be taken again, and every lesson recognised
                if (!problem) std::filesystem::remove(waiting.path, ignored);
                if (problem == ProblemKind::invalid) put_aside(waiting.path);
            }
        } catch (const std::exception&) {
            // For want of memory: the files wait for the next tick.
        }
    }

    void back_up() {
        const Day today = stamp().today;
        // A backup that fails is tried again tomorrow, or after the next huddle; the screen says so.
        backed_up_on = today;
        if (auto made = store->backup(today); !made) note_trouble(made.problem().sentence);
    }

    void note_trouble(const std::string& sentence) {
        trouble = sentence;
        publish();
    }

    // How long the thread may sleep when nobody asks anything.
    Milliseconds until_next_tick() const {
        Milliseconds wait = tick_at_rest;
        if (state.huddle) {
            wait = state.huddle->clock.running ? tick_in_huddle : tick_at_rest;
        }
        if (shown != bands_of(state)) {
            const Milliseconds into_slot = now().time_since_epoch() % band_grid;
            wait = std::min(wait, band_grid - into_slot);
        }
        return wait;
    }

    void handle_safely(std::vector<Waiting> batch) {
        // Nothing here throws but for want of memory; then whoever was not answered is told the truth.
        try {
            handle(batch);
        } catch (const std::exception&) {
            for (Waiting& waiting : batch) {
                answer(waiting, Problem{ProblemKind::not_saved,
                                        "Not saved: this kiosk is short of memory. Please keep your text."});
            }
        }
    }

    void run() {
        Steady::time_point next_tick = Steady::now() + until_next_tick();
        for (;;) {
            std::vector<Waiting> batch;
            bool last_round = false;
            {
                std::unique_lock guard(mutex);
                wake.wait_until(guard, next_tick, [&] { return stopping || !queue.empty(); });
                std::move(queue.begin(), queue.end(), std::back_inserter(batch));
                queue.clear();
                if (const auto wanted = std::exchange(wanted_retention, std::nullopt)) retention = *wanted;
                last_round = stopping;
            }
            if (last_round && batch.empty()) return;
            const bool ticked = Steady::now() >= next_tick;
            if (ticked) {
                begin_day();
                // A clock that jumps while a huddle runs is looked at only after it.
                const bool looked_at = begun_on == stamp().today;
                batch.push_back({Tick{.may_forget = looked_at && believed && !retention.hold}, nullptr});
            }
            if (!batch.empty()) handle_safely(std::move(batch));
            if (ticked) take_incoming();
            const Steady::time_point wanted = Steady::now() + until_next_tick();
            // A stream of intents must not put the tick off for ever.
            next_tick = ticked ? wanted : std::min(next_tick, wanted);
        }
    }
};

Room::Room(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

Result<std::unique_ptr<Room>> Room::open(RoomOptions options) {
    if (sodium_init() < 0) return Problem{ProblemKind::damaged, "The machine's random numbers cannot be used."};
    auto inside = std::make_unique<Inside>();
    inside->options = std::move(options);
    auto lock = FolderLock::take(inside->options.data);
    if (!lock) return lock.problem();
    inside->lock = std::move(*lock);
    auto store = Store::open(inside->options.data);
    if (!store) return store.problem();
    inside->store = std::move(*store);
    auto state = inside->store->load();
    if (!state) return state.problem();
    inside->state = std::move(*state);
    if (const std::string note = inside->store->recovery_note(); !note.empty())
        keep_recovery_note(inside->options.data, note, inside->wall());
    inside->started_wall = inside->wall();
    inside->started_steady = Steady::now();
    inside->shown = bands_of(inside->state);
    inside->shown_in_slot = inside->band_slot();
    inside->backed_up_on = inside->stamp().today;  // the first backup of a run comes with the first huddle or day
    inside->retention = inside->options.retention;
    inside->publish();
    inside->begin_day();
    inside->handle_safely({Waiting{WakeAfterStop{}, nullptr}});
    if (!inside->board->trouble.empty() && inside->state.key.current.empty()) {
        return Problem{ProblemKind::not_saved, inside->board->trouble};
    }
    inside->take_incoming();
    Inside& running = *inside;
    inside->thread = std::thread([&running] { running.run(); });
    return std::unique_ptr<Room>(new Room(std::move(inside)));
}

Room::~Room() {
    {
        const std::lock_guard guard(inside_->mutex);
        inside_->stopping = true;
    }
    inside_->wake.notify_all();
    inside_->thread.join();
}

void Room::submit(Intent intent, std::function<void(Reply)> done) {
    {
        const std::lock_guard guard(inside_->mutex);
        if (inside_->queue.size() < waiting_at_most && !inside_->stopping) {
            inside_->queue.push_back({std::move(intent), std::move(done)});
            inside_->wake.notify_all();
            return;
        }
    }
    if (done) done(Problem{ProblemKind::busy, "Many notes are coming in just now. Please send again in a moment."});
}

std::future<Room::Reply> Room::submit(Intent intent) {
    auto promise = std::make_shared<std::promise<Reply>>();
    std::future<Reply> future = promise->get_future();
    submit(std::move(intent), [promise](Reply reply) { promise->set_value(std::move(reply)); });
    return future;
}

std::shared_ptr<const Board> Room::board() const {
    const std::lock_guard guard(inside_->mutex);
    return inside_->board;
}

std::shared_ptr<void> Room::listen(std::function<void()> wake) {
    auto listener = std::make_shared<std::function<void()>>(std::move(wake));
    const std::lock_guard guard(inside_->mutex);
    inside_->listeners.push_back(listener);
    return listener;
}

void Room::keep(Retention retention) {
    const std::lock_guard guard(inside_->mutex);
    inside_->wanted_retention = retention;
}

Instant Room::now() const { return inside_->now(); }
Day Room::today() const { return inside_->stamp().today; }
std::string Room::recovery_note() const { return recent_recovery_note(inside_->options.data, inside_->wall()); }

}  // namespace hearthside
