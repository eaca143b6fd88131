// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/power_cuts.h"

#include <fmt/format.h>

#include "core/store/connection.h"
#include "core/store/store.h"
#include "tests/faults/power_cut_vfs.h"
#include "tests/support/clean.h"
#include "tests/support/random_state.h"

namespace hearthside::faults {

namespace {

const std::filesystem::path folder = "/model";
const std::filesystem::path record = folder / "hearthside.db";

enum class Do { save, compact, backup };

struct Step {
    Do what = Do::save;
    std::vector<huddle::Change> changes;
    huddle::State after;
};

// What a kiosk does in a day, in this order, with some chance in it.
class Script {
public:
    explicit Script(std::uint64_t seed) : room_(seed) {}

    std::vector<Step> steps;
    support::RandomRoom& room() { return room_; }

    void ask(const huddle::Intent& intent) { keep(room_.ask(intent)); }
    void seal(int notes) {
        for (; notes > 0; --notes) {
            ask(huddle::AddNote{huddle::all_categories[static_cast<std::size_t>(room_.below(4))],
                                support::clean(room_.text()), room_.token()});
        }
    }
    void chance(int batches) {
        for (; batches > 0; --batches) keep(room_.batch(3));
    }
    void maintain(Do what) { steps.push_back({what, {}, room_.state()}); }

    void whole_huddle() {
        seal(3);
        ask(huddle::StartHuddle{room_.layout()});
        seal(2);
        while (room_.state().huddle) {
            room_.let_time_pass();
            if (!room_.state().huddle) break;
            const huddle::Huddle& huddle = *room_.state().huddle;
            ask(huddle::ReleaseNotes{});
            if (!huddle.notes.empty()) {
                const huddle::NoteId note = huddle.notes.front().id;
                ask(huddle::KeepLesson{support::clean(room_.text()), {note}, {}});
                ask(huddle::KeepAction{.lesson = {},
                                       .condition = support::clean(room_.text()),
                                       .response = support::clean(room_.text()),
                                       .role = support::clean("anybody"),
                                       .due = room_.stamp().today});
                if (room_.chance(0.3)) {
                    ask(huddle::SetAside{note});
                    ask(huddle::DeleteNote{note});
                    maintain(Do::compact);
                }
            }
            if (huddle.clock.current + 1 == huddle.layout.rounds.size()) {
                ask(huddle::CloseHuddle{});
            } else {
                ask(huddle::OpenNextRound{});
            }
        }
        maintain(Do::compact);
    }

private:
    void keep(std::vector<huddle::Change> changes) {
        if (!changes.empty()) steps.push_back({Do::save, std::move(changes), room_.state()});
    }

    support::RandomRoom room_;
};

std::unique_ptr<store::Store> open(ModelDisk& disk, const std::string& synchronous) {
    auto opened = store::Store::open(folder, {.vfs = disk.vfs(), .disk = &disk, .synchronous = synchronous});
    return opened ? std::move(opened).value() : nullptr;
}

huddle::Result<void> run(store::Store& store, const Step& step, huddle::Day today) {
    switch (step.what) {
        case Do::save:
            return store.save(step.changes);
        case Do::compact:
            return store.compact();
        case Do::backup: {
            auto made = store.backup(today);
            if (!made) return made.problem();
            return {};
        }
    }
    return {};
}

struct Scenario {
    ModelDisk start;
    huddle::State state;  // at the start
    std::vector<Step> steps;
    huddle::Day today;
    support::RandomRoom afterwards{0};
};

// A disk with a day of history on it. With `long_journal` the journal is just below the size at which a commit folds it
// into the file and begins again from its start.
void prepare(Scenario& scenario, std::uint64_t seed, bool long_journal) {
    Script before(seed);
    before.whole_huddle();
    before.maintain(Do::backup);
    if (long_journal) {
        while (!before.room().state().sealed.empty()) before.whole_huddle();
        before.ask(huddle::StartHuddle{before.room().layout()});
        for (int i = 0; i < 330; ++i) {
            before.room().let_time_pass();
            before.ask(i % 2 ? huddle::Intent{huddle::Pause{}} : huddle::Intent{huddle::Resume{}});
            if (!before.room().state().huddle) before.ask(huddle::StartHuddle{before.room().layout()});
        }
    } else {
        before.seal(2);
    }
    auto store = open(scenario.start, "FULL");
    for (const Step& step : before.steps) {
        if (!run(*store, step, before.room().stamp().today)) throw std::runtime_error("the start could not be made");
    }
    scenario.state = before.room().state();
    scenario.today = before.room().stamp().today;
    // The disk as it is while the store is open: the kiosk never stops in good order.
    scenario.start.sync_all();
    const std::size_t done = before.steps.size();
    if (seed % 3 == 0) {
        before.chance(40);
        before.maintain(Do::compact);
    } else if (long_journal) {
        before.seal(12);
        before.chance(12);
    } else {
        before.whole_huddle();
        before.maintain(Do::backup);
        before.chance(4);
    }
    scenario.steps.assign(before.steps.begin() + static_cast<std::ptrdiff_t>(done), before.steps.end());
    scenario.afterwards = before.room();
    ModelDisk image;
    image.copy_durable_from(scenario.start);
    store.reset();
    scenario.start.copy_durable_from(image);
}

bool is_whole(ModelDisk& disk, const std::filesystem::path& file) {
    try {
        SQLite::Database database = store::open_connection(file, store::Access::read_only, disk.vfs());
        return store::faults_of(database, store::Check::full).empty();
    } catch (const std::exception&) {
        return false;
    }
}

class Cutter {
public:
    explicit Cutter(const CutOptions& options) : options_(options), random_(options.seed) {}

    CutFigures figures;

    // Runs the script once. Before each operation it looks at what a cut there would leave.
    void go_through(Scenario& scenario, std::uint64_t seed) {
        seed_ = seed;
        at_ = 0;
        ModelDisk disk, after;
        disk.copy_durable_from(scenario.start);
        const huddle::State* sure = &scenario.state;      // after the last acknowledged batch
        const huddle::State* possible = &scenario.state;  // with the batch that is under way
        disk.before_each([&] {
            ++figures.operations;
            ++at_;
            if (figures.cuts >= options_.cuts) return;
            after.copy_from(disk);
            look_at(after, scenario, *sure, *possible);
        });
        auto store = open(disk, options_.synchronous);
        for (const Step& step : scenario.steps) {
            if (step.what == Do::save) possible = &step.after;
            if (!run(*store, step, scenario.today)) throw std::runtime_error("the script fails without any cut");
            sure = possible;
            figures.commits += step.what == Do::save ? 1 : 0;
        }
        disk.before_each(nullptr);
        const std::uint64_t all = at_;
        // SAFETY 11: the same with a store that is open while its disk goes, for some of the operations.
        for (std::uint64_t at = 1 + seed % 11; at <= all && figures.cuts < options_.cuts; at += 11) {
            at_ = at;
            cut_under(scenario, at);
        }
    }

private:
    void cut_under(Scenario& scenario, std::uint64_t operation) {
        ModelDisk disk;
        disk.copy_durable_from(scenario.start);
        disk.cut_after(operation);
        const huddle::State* sure = &scenario.state;
        const huddle::State* possible = &scenario.state;
        if (auto store = open(disk, options_.synchronous)) {
            for (const Step& step : scenario.steps) {
                if (step.what == Do::save) possible = &step.after;
                if (!run(*store, step, scenario.today)) break;
                sure = possible;
                figures.commits += step.what == Do::save ? 1 : 0;
            }
        }
        look_at(disk, scenario, *sure, *possible);
    }

    // The power fails again while the kiosk starts.
    void cut_again(ModelDisk& disk) {
        disk.cut_after(1 + random_() % 25);
        open(disk, options_.synchronous).reset();
        disk.power_on(random_);
    }

    void look_at(ModelDisk& disk, Scenario& scenario, const huddle::State& sure, const huddle::State& possible) {
        ++figures.cuts;
        disk.power_on(random_);
        if (random_() % 6 == 0) cut_again(disk);
        const std::uint64_t flaws = figures.lost + figures.corrupt + figures.backups_lost;
        judge(disk, scenario, sure, possible);
        if (figures.first_failure.empty() && figures.lost + figures.corrupt + figures.backups_lost > flaws) {
            figures.first_failure = fmt::format("script {} operation {}", seed_, at_);
        }
    }

    // The clock is marked in a file of its own. A mark of the batch in progress may be there without the batch, and the
    // batch without the mark.
    static bool is(const huddle::State& loaded, const huddle::State& wanted, const huddle::State& other) {
        if (loaded == wanted) return true;
        if (!loaded.huddle || !wanted.huddle || !other.huddle || other.huddle->id != loaded.huddle->id ||
            !(other.huddle->clock == loaded.huddle->clock)) {
            return false;
        }
        huddle::State with_other_clock = wanted;
        with_other_clock.huddle->clock = other.huddle->clock;
        return loaded == with_other_clock;
    }

    void judge(ModelDisk& disk, Scenario& scenario, const huddle::State& sure, const huddle::State& possible) {
        auto store = open(disk, options_.synchronous);
        if (!store || !store->recovery_note().empty()) ++figures.corrupt;
        if (!store) return;
        const auto loaded = store->load();
        const bool none_of_it = loaded && is(*loaded, sure, possible);
        const bool all_of_it = loaded && is(*loaded, possible, sure);
        if (!none_of_it && !all_of_it) ++figures.lost;
        if (all_of_it && !none_of_it) ++figures.in_flight_kept;
        if (!is_whole(disk, record)) ++figures.corrupt;
        const std::filesystem::path backup =
            folder / "backups" / ("hearthside-" + huddle::to_text(scenario.today) + ".db");
        if (figures.cuts % 4 == 0 && !is_whole(disk, backup)) ++figures.backups_lost;
        if (!loaded) return;
        // The store continues from there.
        support::RandomRoom room = scenario.afterwards;
        room.take_over(*loaded);
        const auto saved = store->save(
            room.ask(huddle::AddNote{huddle::RoundCategory::hope, support::clean("after the cut"), "again"}));
        const auto again = store->load();
        if (!saved || !again || !(*again == room.state())) ++figures.lost;
        disk.cut_after(1);  // no orderly close: that costs time and has its own test
    }

    CutOptions options_;
    std::mt19937_64 random_;
    std::uint64_t seed_ = 0;
    std::uint64_t at_ = 0;
};

}  // namespace

CutFigures cut_power(const CutOptions& options) {
    Cutter cutter(options);
    for (std::uint64_t seed = options.seed; cutter.figures.cuts < options.cuts; ++seed) {
        Scenario scenario;
        prepare(scenario, seed, seed % 4 == 2);
        cutter.go_through(scenario, seed);
    }
    return cutter.figures;
}

std::string to_line(const CutFigures& figures) {
    return fmt::format(
        "{} cuts over {} operations, {} commits acknowledged: {} lost, {} corrupt, {} backups lost; {} "
        "batches under "
        "way were kept whole{}{}",
        figures.cuts, figures.operations, figures.commits, figures.lost, figures.corrupt, figures.backups_lost,
        figures.in_flight_kept, figures.first_failure.empty() ? "" : "; first: ", figures.first_failure);
}

}  // namespace hearthside::faults
