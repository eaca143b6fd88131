// SPDX-License-Identifier: Apache-2.0
#include "kiosk/services/exporting.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <exception>
#include <utility>

#include "core/calendar/calendar.h"
#include "core/files/safe_file.h"
#include "kiosk/phone/server.h"
#include "kiosk/services/file_name.h"

namespace hearthside {

namespace {

namespace fs = std::filesystem;

using Kind = TakeAwayPlace::Kind;
using Ending = TakeAwayState::Ending;

// A file for a phone waits in memory until the phone fetches it.
constexpr std::uint64_t phone_bytes_at_most = 64ull * 1024 * 1024;

std::string sentence_of(const FileTrouble& trouble, Kind place) {
    const bool stick = place == Kind::stick;
    switch (trouble.kind) {
        case FileTrouble::Kind::full:
            return stick ? translatable("There is not enough room on the stick. Please try another one.")
                         : translatable("There is not enough room in that folder.");
        case FileTrouble::Kind::locked:
            return stick ? translatable("Nothing can be written on this stick. Please try another one.")
                         : translatable("This kiosk may not write into that folder.");
        case FileTrouble::Kind::gone:
            return stick ? stick_has_gone().sentence
                         : translatable("That folder cannot be reached just now. Please try again later.");
        default:
            return trouble.problem ? trouble.problem->sentence
                                   : translatable("The file could not be written. Please try again.");
    }
}

// A nameless file in memory. It is freed with its last descriptor.
class MemoryFile {
public:
    MemoryFile() : descriptor_(::memfd_create("hearthside-export", MFD_CLOEXEC)) {}
    ~MemoryFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    int descriptor() const { return descriptor_; }
    fs::path path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

private:
    const int descriptor_;
};

}  // namespace

struct Exporting::Ended {
    Ending ending = Ending::none;
    std::string sentence;  // why nothing was exported; empty after a success or a cancellation
    std::string file = {}, folder = {}, path = {}, link = {}, address = {};
};

Exporting::Exporting(Dependencies dependencies, const Configuration& configuration)
    : dependencies_(std::move(dependencies)), configuration_(configuration) {}

Exporting::~Exporting() {
    ending_ = true;
    if (dependencies_.sticks) dependencies_.sticks->stop();
}

void Exporting::set_configuration(const Configuration& configuration) { configuration_ = configuration; }

void Exporting::change(const std::function<void(TakeAwayState&)>& edit) {
    {
        const MutexLock lock(mutex_);
        edit(state_);
    }
    if (!ending_) dependencies_.wake();
}

// ---- Looking for places
void Exporting::look() {
    if (!dependencies_.sticks) return;
    {
        const MutexLock lock(mutex_);
        if (std::exchange(looking_, true)) return;
    }
    const auto looked = [this](bool) {
        const MutexLock lock(mutex_);
        looking_ = false;
    };
    if (!worker_.ask({.run = [this] { look_now(); }, .then = looked})) looked(false);
}

void Exporting::look_now() {
    auto found = dependencies_.sticks->look();
    bool changed = false;
    {
        const MutexLock lock(mutex_);
        std::vector<Stick> now = found ? std::move(*found) : std::vector<Stick>{};
        changed = now != sticks_;
        sticks_ = std::move(now);
    }
    if (changed && !ending_) dependencies_.wake();
}

std::vector<TakeAwayPlace> Exporting::places() const {
    std::vector<TakeAwayPlace> places;
    {
        const MutexLock lock(mutex_);
        for (const Stick& stick : sticks_) places.push_back({Kind::stick, stick.id, stick.name});
    }
    if (!configuration_.export_to.empty())
        places.push_back({Kind::folder, "folder", fs::path(configuration_.export_to).lexically_normal().string()});
    if (dependencies_.phones.hand_out_file && dependencies_.phones.reachable())
        places.push_back({Kind::phone, "phone", {}});
    return places;
}

// ---- One export
void Exporting::start(const TakeAwayChoice& choice, const TakeAwayPlace& place) {
    {
        const MutexLock lock(mutex_);
        if (state_.kind == TakeAwayState::Kind::working || state_.kind == TakeAwayState::Kind::finishing) return;
    }
    forget();
    cancelled_ = false;
    {
        const MutexLock lock(mutex_);
        state_ = {.kind = TakeAwayState::Kind::working, .place = place};
    }
    // The sentence for a lack of memory is made before the job begins.
    const auto ended =
        std::make_shared<Ended>(Ended{.sentence = translatable("The file could not be made. Please try again.")});
    const bool taken =
        worker_.ask({.run = [this, ended, job = Job{choice, place, configuration_}] { export_now(job, *ended); },
                     .then = [this, ended](bool) { finish(*ended); }});
    if (!taken) finish(*ended);
}

void Exporting::cancel() { cancelled_ = true; }

void Exporting::forget() {
    std::string path;
    {
        const MutexLock lock(mutex_);
        if (state_.kind == TakeAwayState::Kind::working || state_.kind == TakeAwayState::Kind::finishing) return;
        state_ = {};
        until_.reset();
        path = std::exchange(handed_out_, {});
    }
    if (!path.empty()) dependencies_.phones.take_back(path);
}

TakeAwayState Exporting::state() const {
    const MutexLock lock(mutex_);
    TakeAwayState state = state_;
    if (until_ && Clock::now() >= *until_) {
        state.ending = Ending::link_gone;
        state.link.clear();
        state.address.clear();
    }
    return state;
}

void Exporting::tell(float part) {
    // Reporting each hundredth is enough.
    {
        const MutexLock lock(mutex_);
        if (part < 1 && part - state_.part < 0.01f) return;
    }
    change([part](TakeAwayState& state) { state.part = part; });
}

void Exporting::export_now(const Job& job, Ended& ended) {
    Ended made = make(job);
    if (made.ending == Ending::link) {
        made.link = dependencies_.phones.link_to(made.path);
        made.address = typed_link(made.link);
    }
    ended = std::move(made);
}

// Needs no memory.
void Exporting::finish(Ended& ended) {
    {
        const MutexLock lock(mutex_);
        state_.kind = ended.ending != Ending::none ? TakeAwayState::Kind::done
                      : ended.sentence.empty()     ? TakeAwayState::Kind::cancelled
                                                   : TakeAwayState::Kind::refused;
        state_.ending = ended.ending;
        state_.file = std::move(ended.file);
        state_.folder = std::move(ended.folder);
        state_.sentence = std::move(ended.sentence);
        if (ended.ending == Ending::link) {
            state_.link = std::move(ended.link);
            state_.address = std::move(ended.address);
            handed_out_ = std::move(ended.path);
            until_ = Clock::now() + Handouts::lives_for;
        }
    }
    if (!ending_) dependencies_.wake();
}

Exporting::Ended Exporting::make(const Job& job) {
    auto history = History::open(dependencies_.data);
    if (!history) return {.sentence = history.problem().sentence};
    if (!job.choice.huddle) {
        const auto count = (*history)->count_huddles(job.choice.span);
        if (!count) return {.sentence = count.problem().sentence};
        if (*count == 0) return {.sentence = translatable("There is no huddle in this time.")};
    }
    switch (job.place.kind) {
        case Kind::stick:
            return to_stick(job, **history);
        case Kind::folder:
            return to_folder(job, **history, job.configuration.export_to);
        case Kind::phone:
            return to_phone(job, **history);
    }
    return {};
}

Result<Exporting::Leaving> Exporting::leaving(const Job& job, History& history) const {
    TakeAwayChoice choice = job.choice;
    choice.notes = choice.notes && job.configuration.export_notes;
    if (!choice.huddle) return Leaving{export_file_name(job.configuration.team, choice), choice.span};
    const auto found = history.find_huddle(choice.huddle);
    if (!found) return found.problem();
    if (!*found) return Problem{ProblemKind::invalid, translatable("This huddle is not in the record any more.")};
    const LocalTime begun = local_time((*found)->started, job.configuration.time_zone);
    choice.span = {(*found)->day, (*found)->day};
    return Leaving{
        export_file_name(job.configuration.team, choice, fmt::format("{:02}{:02}", begun.hour, begun.minute)),
        choice.span};
}

Result<void> Exporting::announce(const Span& span) const {
    if (!dependencies_.announce || dependencies_.announce(span)) return {};
    return Problem{ProblemKind::not_saved,
                   translatable("This could not be announced on the kiosk, so nothing was exported.")};
}

Result<void> Exporting::write(const Job& job, History& history, std::ostream& out) {
    ExportChoice choice;
    choice.span = job.choice.span;
    choice.huddle = job.choice.huddle;
    choice.notes_allowed = job.configuration.export_notes && job.choice.notes;
    if (choice.notes_allowed) choice.what.insert(ExportKind::notes);
    choice.team = job.configuration.team;
    choice.time_zone = job.configuration.time_zone;
    choice.language = dependencies_.catalogues ? &dependencies_.catalogues->of(job.choice.language) : nullptr;
    choice.paper = job.choice.form.paper;
    return export_record(history, job.choice.format(), choice, out, [this](std::int64_t done, std::int64_t all) {
        // The last part of the bar is for sheets and pages, which are made from all records.
        if (all > 0) tell(0.95f * static_cast<float>(done) / static_cast<float>(all));
        return should_continue();
    });
}

Exporting::Ended Exporting::to_folder(const Job& job, History& history, const fs::path& folder) {
    const auto leaves = leaving(job, history);
    if (!leaves) return {.sentence = leaves.problem().sentence};
    if (const auto told = announce(leaves->span); !told) return {.sentence = told.problem().sentence};
    Ended ended;
    ended.file = leaves->file;
    const FileTrouble written =
        write_beside(folder / ended.file, {.should_continue = [this] { return should_continue(); }},
                     [&](std::ostream& out) { return write(job, history, out); });
    if (written.kind == FileTrouble::Kind::stopped) return {};
    if (written.kind != FileTrouble::Kind::none) return {.sentence = sentence_of(written, job.place.kind)};
    ended.ending = Ending::folder;
    ended.folder = folder.lexically_normal().string();
    return ended;
}

Exporting::Ended Exporting::to_stick(const Job& job, History& history) {
    Stick stick;
    {
        const MutexLock lock(mutex_);
        const auto found = std::ranges::find(sticks_, job.place.id, &Stick::id);
        if (found == sticks_.end()) return {.sentence = stick_has_gone().sentence};
        stick = *found;
    }
    const auto folder = dependencies_.sticks->open(stick);
    if (!folder) return {.sentence = folder.problem().sentence};
    Ended ended{.sentence = translatable("The file could not be made. Please try again.")};
    try {
        ended = to_folder(job, history, *folder);
    } catch (const std::exception&) {
    }
    // Also after a cancelled or failed export, because the stick was opened for it.
    if (ended.ending != Ending::none)
        change([](TakeAwayState& state) { state.kind = TakeAwayState::Kind::finishing, state.part = 1; });
    const auto released = dependencies_.sticks->let_go(stick, *folder);
    if (ended.ending == Ending::none) return ended;
    if (!released) return {.sentence = released.problem().sentence};
    ended.ending = *released == Release::safe     ? Ending::safe
                   : *released == Release::in_use ? Ending::in_use
                                                  : Ending::written;
    return ended;
}

Exporting::Ended Exporting::to_phone(const Job& job, History& history) {
    const auto leaves = leaving(job, history);
    if (!leaves) return {.sentence = leaves.problem().sentence};
    Ended ended;
    ended.file = leaves->file;
    const MemoryFile memory;
    DescriptorStream pieces(
        memory.descriptor(), [this] { return should_continue(); }, phone_bytes_at_most);
    std::ostream out(&pieces);
    const Result<void> written = write(job, history, out);
    out.flush();
    if (!should_continue()) return {};
    if (pieces.too_large())
        return {.sentence = translatable("This is too much for a phone. Please choose a shorter time, or a stick.")};
    if (pieces.error() != 0 || (written && !out))
        return {.sentence = translatable("The file could not be made. Please try again.")};
    if (!written) return {.sentence = written.problem().sentence};
    auto file = HandoutFile::open(memory.path(), ended.file, std::string(details_of(job.choice.format()).media_type));
    if (!file) return {.sentence = file.problem().sentence};
    if (!dependencies_.phones.reachable())
        return {.sentence = translatable("Phones cannot reach this kiosk just now.")};
    if (const auto told = announce(leaves->span); !told) return {.sentence = told.problem().sentence};
    ended.path = dependencies_.phones.hand_out_file(std::move(*file));
    ended.ending = Ending::link;
    return ended;
}

}  // namespace hearthside
