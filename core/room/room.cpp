#include "core/room/room.h"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "core/calendar/calendar.h"
#include "core/secrets/chance.h"
#include "core/room/dots.h"
#include "core/room/draft.h"
#include "core/room/folder_lock.h"
#include "core/huddle/apply.h"
#include "core/huddle/decide.h"
#include "core/huddle/limits.h"
#include "core/sharing/incoming.h"
#include "core/text/language.h"
#include "core/room/remembered.h"
#include "core/room/retry_key.h"
#include "core/sharing/sharing_file.h"
#include "core/store/recovery_note.h"
#include "core/room/unsaved.h"
#include "core/secrets/wiping.h"

namespace hearthside {

namespace {

constexpr std::size_t waiting_at_most = 1024;
// Ticks come on a fixed grid, which people's actions never move (SAFETY 2).
constexpr Milliseconds tick_grid = std::chrono::seconds(10);
constexpr Milliseconds tick_while_running = std::chrono::seconds(2);  // divides tick_grid
// A tick later than this was delayed, perhaps by a note. The bands then wait for the next border.
constexpr Milliseconds border_width = Milliseconds(500);
constexpr Milliseconds space_looked_at = std::chrono::seconds(1);
// SAFETY 1: between huddles the file soon loses the order in which notes came.
constexpr Milliseconds compact_every = std::chrono::minutes(10);
constexpr Milliseconds pack_again_after = std::chrono::seconds(10);  // doubled after each attempt, up to compact_every

constexpr int no_check = -1;

using Steady = std::chrono::steady_clock;

Instant machine_wall_clock() { return std::chrono::floor<Milliseconds>(std::chrono::system_clock::now()); }

struct Waiting {
    Intent intent;
    std::function<void(Room::Reply)> done;
};

// Restores the earlier taps at the end, unless the taps of the batch are kept.
class TapsOrAsBefore {
public:
    TapsOrAsBefore(Remembered& remembered, bool has_taps) : remembered_(remembered) {
        if (has_taps) before_ = remembered.taps();
    }
    ~TapsOrAsBefore() {
        if (before_) remembered_.put_back(std::move(*before_));
    }
    TapsOrAsBefore(const TapsOrAsBefore&) = delete;
    TapsOrAsBefore& operator=(const TapsOrAsBefore&) = delete;
    void keep() { before_.reset(); }

private:
    Remembered& remembered_;
    std::optional<Remembered::Taps> before_;
};

template <class Kind>
bool is_a(const Intent& intent) {
    return std::holds_alternative<Kind>(intent);
}

// The intents that phones send. When one of them gets "not saved", the screen does not change. Only these
// intents are refused when the queue is full; intents from the screen are always accepted.
bool is_from_phones(const Intent& intent) {
    return is_a<AddNote>(intent) || is_a<AnswerPulse>(intent) || is_a<PlaceDots>(intent);
}

}  // namespace

struct Room::Inside {
    RoomOptions options;
    std::unique_ptr<FolderLock> lock;
    std::unique_ptr<Store> store;

    // The time line starts at the wall clock and continues steadily (Stamp::now).
    Instant started_wall{};
    Steady::time_point started_steady{};

    // Used by the Room's thread only.
    State state;
    Unsaved unsaved;  // the State is what the store holds plus these changes
    std::vector<Intent> led_meanwhile;  // intents handled during the check of the record
    Bands shown{};
    std::string trouble;
    bool space_is_low = false;
    Instant space_looked{};
    Day backed_up_on{};
    Day begun_on{};         // the last day that was begun
    bool believed = false;  // the calendar is trusted, so old things may be deleted
    Retention retention;
    bool sealed_since_compact = false;
    Instant compacted{};
    Milliseconds pack_pause = pack_again_after;
    Remembered remembered;
    std::optional<RetryKey> retry_key;  // none only until the record is open
    bool key_is_due = false;            // a huddle has closed, and its key must be replaced
    Dots dots;

    std::mutex mutex;  // guards everything below
    std::condition_variable wake;
    std::deque<Waiting> queue;
    std::optional<Retention> wanted_retention;
    bool stopping = false;
    std::shared_ptr<const Board> board;
    std::vector<std::weak_ptr<std::function<void()>>> listeners;

    bool check_over = false;  // the store's check has ended, and finish_check() must be called
    std::atomic<int> check_percent{no_check};

    std::thread thread;

    ~Inside() { store.reset(); }  // first, because the store's check uses the members above

    Instant wall() const { return options.wall_clock ? options.wall_clock() : machine_wall_clock(); }

    Instant now() const {
        if (options.wall_clock) return options.wall_clock();
        return started_wall + std::chrono::floor<Milliseconds>(Steady::now() - started_steady);
    }

    Stamp stamp() const {
        const Instant wall_now = wall();
        return {.now = now(), .wall = wall_now, .today = local_time(wall_now, options.time_zone).day, .chance = secure_word};
    }

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

    // Decides an intent on that State, by the rules and by what only the Room knows.
    Result<std::vector<Change>> decide_on(const State& on, const Intent& asked) {
        const Stamp at = stamp();
        const Intent intent = completed(asked);
        if (const auto* note = std::get_if<AddNote>(&intent)) {
            if (has_token(on, note->token)) return std::vector<Change>{};
            if (auto space = room_for_a_note(at.now); !space) return space.problem();
        }
        if (std::holds_alternative<PlaceDots>(intent) || std::holds_alternative<EndVoting>(intent)) {
            if (dots.ended()) return Dots::too_late();
        }
        if (const auto* tap = std::get_if<AnswerPulse>(&intent); tap && on.huddle) {
            if (!remembered.has_room_for(*tap, on.huddle->pulse)) return enough_pages();
        }
        return decide(on, intent, at);
    }

    // Adds to an intent what only the Room knows.
    Intent completed(Intent intent) const {
        // SAFETY 6: from here on there is only the token's hash. An invalid token stays, so that the rules
        // refuse it.
        if (auto* note = std::get_if<AddNote>(&intent); note && is_token(note->token)) {
            note->token = retry_key->hashed(note->token);
        }
        if (auto* tap = std::get_if<AnswerPulse>(&intent)) *tap = remembered.with_earlier_tap(std::move(*tap));
        if (auto* received = std::get_if<ReceiveLessons>(&intent)) received->own_kiosk = key_of_seed(state.seed);
        return intent;
    }

    // After a release no note of that category is shown as waiting. Notes that came since are not shown
    // before the next border.
    void show_released(const std::vector<Change>& changes) {
        for (const Change& change : changes) {
            const auto* released = std::get_if<NotesReleased>(&change);
            if (released && !released->notes.empty()) shown[index_of(released->notes.front().category)] = Band::none_yet;
        }
    }

    // Whether all changes are ones whose arrival nobody may see (SAFETY 2 and 8).
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

    // The result of a batch: an answer for each intent, and the changes.
    struct Outcome {
        std::vector<Result<void>> answers;
        std::vector<Change> changes;
    };

    // Decides the batch on one draft and saves it in one transaction. Either all of it is saved, or the State
    // stays as before (SAFETY 11).
    Result<Outcome> keep_all(const std::vector<Waiting>& batch, std::vector<Change>& saved) {
        Draft draft(state, std::ranges::all_of(batch, is_a<AddNote>, &Waiting::intent));
        TapsOrAsBefore taps(remembered, std::ranges::any_of(batch, is_a<AnswerPulse>, &Waiting::intent));
        Outcome outcome;
        outcome.answers.reserve(batch.size());
        for (const Waiting& waiting : batch) {
            auto decided = decide_on(draft.state(), waiting.intent);
            if (!decided) {
                outcome.answers.emplace_back(decided.problem());
                continue;
            }
            outcome.answers.emplace_back();
            for (const Change& change : *decided) draft.take(change);
            if (const auto* tap = std::get_if<AnswerPulse>(&waiting.intent)) remembered.take(*tap);
            std::move(decided->begin(), decided->end(), std::back_inserter(outcome.changes));
        }
        saved = unsaved.and_then(outcome.changes);
        if (!saved.empty()) {
            if (auto written = store->save(saved); !written) {
                saved.clear();
                return written.problem();
            }
            trouble.clear();
        }
        unsaved.saved();
        draft.keep();
        taps.keep();
        return outcome;
    }

    // The disk refuses, so the draft is lost and everything is decided again. Changes that protect people or
    // lead the huddle happen without the disk and are saved later (SAFETY 25). All other intents are answered
    // with the problem.
    Outcome carry_on_without_the_disk(const std::vector<Waiting>& batch, const Problem& problem) {
        Draft draft(state, false);
        Outcome outcome;
        for (const Waiting& waiting : batch) {
            auto decided = decide_on(draft.state(), waiting.intent);
            if (!decided) {
                outcome.answers.emplace_back(decided.problem());
            } else if (!Unsaved::may_wait(*decided)) {
                outcome.answers.emplace_back(is_a<ReleaseNotes>(waiting.intent) ? stays_closed() : problem);
            } else {
                outcome.answers.emplace_back();
                for (const Change& change : *decided) draft.take(change);
                std::move(decided->begin(), decided->end(), std::back_inserter(outcome.changes));
            }
        }
        unsaved.add(outcome.changes);
        draft.keep();
        trouble = unsaved.empty() ? problem.sentence
                                  : translatable("The kiosk cannot save just now. Carry on; please keep new notes.");
        return outcome;
    }

    static Problem stays_closed() {
        return {ProblemKind::not_saved, translatable("The notes stay closed until the kiosk can save again.")};
    }

    // `border` is true only for a tick on the border of the ten-second grid, alone in its batch. The bands
    // change only there (SAFETY 2).
    void handle(std::vector<Waiting>& batch, bool border) {
        std::vector<Change> saved;
        auto kept = keep_all(batch, saved);
        Outcome outcome = kept ? std::move(*kept) : carry_on_without_the_disk(batch, kept.problem());
        remembered.follow(outcome.changes);
        show_released(outcome.changes);
        if (space_is_low && trouble.empty()) trouble = translatable("This kiosk's disk is nearly full: new notes cannot be kept.");
        for (std::size_t i = 0; i < batch.size(); ++i) {
            if (!outcome.answers[i]) continue;
            if (const auto* placed = std::get_if<PlaceDots>(&batch[i].intent)) {
                outcome.answers[i] = dots.place(Remembered::hashed(placed->page), placed->notes);
            } else if (is_a<EndVoting>(batch[i].intent)) {
                dots.end();
            }
        }
        dots.follow(state);
        const Bands bands_before = shown;
        if (border) shown = bands_of(state);
        const bool may_show_trouble = !std::ranges::all_of(batch, is_from_phones, &Waiting::intent);
        if (!is_unseen(outcome.changes) || shown != bands_before || (may_show_trouble && trouble != board->trouble)) publish();

        const std::shared_ptr<const Board> now_shown = board;
        for (std::size_t i = 0; i < batch.size(); ++i) {
            answer(batch[i], outcome.answers[i] ? Reply{now_shown} : Reply{outcome.answers[i].problem()});
        }

        keep_house(saved);
    }

    // Runs after the senders have their answers. Removes deleted texts from the files, and the arrival order
    // of sealed notes.
    void keep_house(const std::vector<Change>& changes) {
        key_is_due = key_is_due || std::any_of(changes.begin(), changes.end(), [](const Change& change) {
            return std::holds_alternative<HuddleClosed>(change);
        });
        // While a note is sealed, its key is kept. It is replaced when no sealed note is left.
        if (key_is_due && !has_tokens(state)) {
            retry_key->renew();
            key_is_due = false;
        }
        if (std::any_of(changes.begin(), changes.end(),
                        [](const Change& change) { return std::holds_alternative<NoteSealed>(change); })) {
            sealed_since_compact = true;
        }
        const Instant at = now();
        const bool removed = removes_something(changes);
        const bool at_rest = !state.huddle && sealed_since_compact && at - compacted >= compact_every;
        if (removed || at_rest) {
            pack();
        } else {
            store->settle();
        }
        if (removed || (!state.huddle && backed_up_on != stamp().today)) back_up();
    }

    void pack() {
        const auto done = store->compact();
        // Busy means that a reader, such as a long export, is active. In each case the store knows that the
        // work is still due.
        if (!done && done.problem().kind != ProblemKind::busy) note_trouble(done.problem().sentence);
        compacted = now();
        sealed_since_compact = !done;
        // A copy that cannot be cleaned yet keeps the work due, although the record itself is packed.
        pack_pause = store->has_due_work() ? std::min(2 * pack_pause, compact_every) : pack_again_after;
    }

    // Tries again what could not be packed, also in an earlier run (SAFETY 5).
    void pack_what_is_due() {
        if (now() - compacted >= pack_pause && store->has_due_work()) pack();
    }

    // On each new day, between huddles, deletes what is past its time, if the calendar is trusted.
    void begin_day() {
        const Day today = stamp().today;
        if (state.huddle || !unsaved.empty() || begun_on == today) return;
        auto begun = store->begin_day(today, retention);
        if (!begun) return note_trouble(begun.problem().sentence);
        begun_on = today;
        believed = begun->believed;
        if (!begun->state) return;
        state = std::move(*begun->state);
        publish();
        pack();
    }

    // Reads what `hearthside lessons import` left for the running kiosk. Files that cannot be saved now stay
    // there.
    void take_incoming() {
        try {
            for (const Incoming& waiting : waiting_lessons(options.data)) {
                std::optional<ProblemKind> problem;
                handle_safely({Waiting{received_from(waiting.file, key_of_seed(state.seed)),
                                       [&problem](const Room::Reply& reply) {
                                           if (!reply) problem = reply.problem().kind;
                                       }}});
                std::error_code ignored;  // if this fails, the file is read again and every lesson recognised
                if (!problem) std::filesystem::remove(waiting.path, ignored);
                if (problem == ProblemKind::invalid) put_aside(waiting.path);
            }
        } catch (const std::exception&) {
            // Out of memory. The files wait for the next tick.
        }
    }

    void back_up() {
        const Day today = stamp().today;
        // A failed backup is tried again tomorrow, or after the next huddle. The screen says so.
        backed_up_on = today;
        if (auto made = store->backup(today); !made) note_trouble(made.problem().sentence);
    }

    Store::Options store_options() {
        Store::Options wanted = options.store;
        if (!wanted.check_beside) wanted.check_beside.emplace();
        wanted.check_beside->progress = [this](int percent) { check_percent = percent; };
        wanted.check_beside->finished = [this] {
            const std::lock_guard guard(mutex);
            check_over = true;
            wake.notify_all();
        };
        return wanted;
    }

    // Saves what is due at the start.
    void begin() {
        if (!unsaved.empty()) handle_safely({});  // a day can begin only when everything is saved
        begin_day();
        handle_safely({Waiting{WakeAfterStop{}, nullptr}});
    }

    // Shows the same clock while nothing may be saved yet. The time without power counts as paused.
    void show_clock_after_stop() {
        auto decided = decide(state, WakeAfterStop{}, stamp());
        if (!decided || !Unsaved::may_wait(*decided)) return;
        for (const Change& change : *decided) apply(state, change);
        unsaved.add(*decided);
    }

    // Waits for the end of the check. False when the record could not be checked; the senders in `batch` are
    // told.
    bool finish_check(std::vector<Waiting>& batch) {
        {
            const std::lock_guard guard(mutex);
            check_over = false;
        }
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
            keep_recovery_note(options.data, note, wall());
            if (options.recovered) options.recovered(note);
            if (auto loaded = store->load()) state = std::move(*loaded);
            unsaved = {};
            shown = bands_of(state);
            publish();
        }
        begin();
        // These intents were decided on the old record, so they are decided again on the recovered one.
        if (*finished) {
            for (Intent& intent : led_meanwhile) handle_safely({Waiting{std::move(intent), nullptr}});
        }
        led_meanwhile.clear();
        take_incoming();
        return true;
    }

    // Intents that protect people or lead the huddle do not wait for the check. The screen says that they are
    // not saved yet, as with a disk that refuses (SAFETY 25).
    static bool cannot_wait(const Waiting& waiting) {
        const Intent& intent = waiting.intent;
        return is_a<Pause>(intent) || is_a<Resume>(intent) || is_a<OpenNextRound>(intent) || is_a<Back>(intent) ||
               is_a<AddMinute>(intent) || is_a<SetAside>(intent);
    }

    // Runs while the record is checked. False when the Room ends and nothing is left that can be saved.
    bool wait_for_check() {
        std::vector<Waiting> batch;
        bool over = false, ending = false;
        {
            std::unique_lock guard(mutex);
            wake.wait(guard, [&] { return stopping || check_over || std::any_of(queue.begin(), queue.end(), cannot_wait); });
            over = check_over || stopping;
            ending = stopping;
            if (ending && queue.empty() && unsaved.empty()) return false;
            const auto stays = [&](const Waiting& waiting) { return !over && !cannot_wait(waiting); };
            const auto first = std::stable_partition(queue.begin(), queue.end(), stays);
            std::move(first, queue.end(), std::back_inserter(batch));
            queue.erase(first, queue.end());
        }
        if (over && !finish_check(batch) && ending) return false;
        for (const Waiting& waiting : batch) {
            if (!over) led_meanwhile.push_back(waiting.intent);
        }
        if (!batch.empty()) handle_safely(std::move(batch));
        return true;
    }

    void note_trouble(const std::string& sentence) {
        if (!unsaved.empty()) return;  // the disk refuses, and the screen already says so
        trouble = sentence;
        if (trouble != board->trouble) publish();
    }

    void handle_safely(std::vector<Waiting> batch, bool border = false) {
        // Only a lack of memory throws here. The senders without an answer are then told.
        try {
            handle(batch, border);
        } catch (const std::exception&) {
            for (Waiting& waiting : batch) refuse_for_want_of_memory(waiting);
        }
    }

    static void refuse_for_want_of_memory(Waiting& waiting) {
        try {
            answer(waiting, Problem{ProblemKind::not_saved,
                                    "Not saved: this kiosk is short of memory. Please keep your text."});
        } catch (const std::exception&) {
            // There is not even memory for the answer. Dropping `done` needs none, and the transport then
            // reports that the result is unknown.
            waiting.done = nullptr;
        }
    }

    Instant next_tick_after(Instant at) const {
        const bool running = state.huddle && state.huddle->clock.running;
        const Milliseconds every = running ? tick_while_running : tick_grid;
        return Instant{(at.time_since_epoch() / every + 1) * every};
    }

    // Runs in a batch of its own, before waiting intents, so that what it shows never comes from a note.
    void tick() {
        const bool border = now().time_since_epoch() % tick_grid < border_width;
        if (!unsaved.empty()) handle_safely({});  // a day can begin only when everything is saved
        try {
            begin_day();
        } catch (const std::exception&) {
            // Out of memory. The day begins at the next tick.
        }
        // A clock that jumps while a huddle is running is examined after the huddle.
        const bool looked_at = begun_on == stamp().today;
        std::vector<Waiting> batch;
        batch.push_back({Tick{.may_forget = looked_at && believed && !retention.hold}, nullptr});
        handle_safely(std::move(batch), border);
        try {
            pack_what_is_due();
        } catch (const std::exception&) {
            // Out of memory. It is tried at the next tick.
        }
        take_incoming();
    }

    // Sleeps until an intent arrives or the time comes. A test's clock wakes nobody, so it is checked often.
    void sleep(std::unique_lock<std::mutex>& guard, Instant until) {
        const auto wanted = [&] { return stopping || !queue.empty(); };
        if (!options.wall_clock) {
            wake.wait_until(guard, started_steady + (until - started_wall), wanted);
            return;
        }
        while (!wanted() && now() < until) wake.wait_for(guard, Milliseconds(1));
    }

    void run() {
        while (!store->checked()) {
            if (!wait_for_check()) return;
        }
        Instant next_tick = next_tick_after(now());
        for (bool goes_on = true; goes_on;) {
            try {
                goes_on = go_round(next_tick);
                wipe_stack();  // SAFETY 5: wipes the words of the intents just decided
            } catch (const std::exception&) {
                // Out of memory. No intent was taken from the queue, and due work stays due.
                std::this_thread::sleep_for(Milliseconds(20));
            }
        }
    }

    // Returns false after the last round.
    bool go_round(Instant& next_tick) {
        std::vector<Waiting> batch;
        std::deque<Waiting> emptied;
        bool last_round = false;
        {
            std::unique_lock guard(mutex);
            sleep(guard, next_tick);
            batch.reserve(queue.size());  // before anything is taken from the queue
            std::move(queue.begin(), queue.end(), std::back_inserter(batch));
            queue.swap(emptied);  // a cleared queue would keep its memory, with short texts in it
            if (const auto wanted = std::exchange(wanted_retention, std::nullopt)) retention = *wanted;
            last_round = stopping;
        }
        if (now() >= next_tick) {
            try {
                tick();
            } catch (const std::exception&) {
                // Out of memory. The next tick tries again, and the batch still needs its answers.
            }
            next_tick = next_tick_after(now());
        }
        if (!batch.empty()) handle_safely(std::move(batch));
        if (last_round && !unsaved.empty()) handle_safely({});
        // A huddle that begins needs ticks more often. Nothing makes the next tick later.
        next_tick = std::min(next_tick, next_tick_after(now()));
        return !last_round;
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
    auto store = Store::open(inside->options.data, inside->store_options());
    if (!store) return store.problem();
    inside->store = std::move(*store);
    auto state = inside->store->load();
    if (!state) return state.problem();
    inside->state = std::move(*state);
    inside->retry_key.emplace(inside->options.data, has_tokens(inside->state));
    if (const std::string note = inside->store->recovery_note(); !note.empty())
        keep_recovery_note(inside->options.data, note, inside->wall());
    inside->started_wall = inside->wall();
    inside->started_steady = Steady::now();
    inside->shown = bands_of(inside->state);
    inside->backed_up_on = inside->stamp().today;  // the first huddle or day of a run makes its first backup
    inside->retention = inside->options.retention;
    if (inside->store->checked()) {
        inside->publish();
        inside->begin();
        if (!inside->board->trouble.empty() && inside->state.key.current.empty()) {
            return Problem{ProblemKind::not_saved, inside->board->trouble};
        }
        inside->take_incoming();
    } else {
        int unknown = no_check;
        inside->check_percent.compare_exchange_strong(unknown, 0);
        inside->show_clock_after_stop();
        inside->publish();
    }
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
        const bool too_many = inside_->queue.size() >= waiting_at_most && is_from_phones(intent);
        if (!too_many && !inside_->stopping) {
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
std::optional<int> Room::checking() const {
    const int percent = inside_->check_percent;
    return percent == no_check ? std::nullopt : std::optional(percent);
}
Day Room::today() const { return inside_->stamp().today; }
std::string Room::recovery_note() const { return recent_recovery_note(inside_->options.data, inside_->wall()); }

}  // namespace hearthside
