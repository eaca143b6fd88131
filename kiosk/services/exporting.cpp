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

namespace hearthside::services {

namespace {

namespace fs = std::filesystem;

using Kind = ui::TakeAwayPlace::Kind;
using Ending = ui::TakeAwayState::Ending;

// A file for a phone waits in memory until the phone fetches it.
constexpr std::uint64_t phone_bytes_at_most = 64ull * 1024 * 1024;

std::string sentence_of(const files::FileTrouble& trouble, Kind place) {
    const bool stick = place == Kind::stick;
    switch (trouble.kind) {
        case files::FileTrouble::Kind::full:
            return stick ? text::translatable("There is not enough room on the stick. Please try another one.")
                         : text::translatable("There is not enough room in that folder.");
        case files::FileTrouble::Kind::locked:
            return stick ? text::translatable("Nothing can be written on this stick. Please try another one.")
                         : text::translatable("This kiosk may not write into that folder.");
        case files::FileTrouble::Kind::gone:
            return stick ? sticks::stick_has_gone().sentence
                         : text::translatable("That folder cannot be reached just now. Please try again later.");
        default:
            return trouble.problem ? trouble.problem->sentence
                                   : text::translatable("The file could not be written. Please try again.");
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

Exporting::Exporting(Dependencies dependencies, const configuration::Configuration& configuration)
    : dependencies_(std::move(dependencies)), configuration_(configuration) {}

Exporting::~Exporting() {
    ending_ = true;
    if (dependencies_.sticks) dependencies_.sticks->stop();
}

void Exporting::set_configuration(const configuration::Configuration& configuration) { configuration_ = configuration; }

void Exporting::change(const std::function<void(ui::TakeAwayState&)>& edit) {
    {
        const threads::MutexLock lock(mutex_);
        edit(state_);
    }
    if (!ending_) dependencies_.wake();
}

// ---- Looking for places
void Exporting::look() {
    if (!dependencies_.sticks) return;
    {
        const threads::MutexLock lock(mutex_);
        if (std::exchange(looking_, true)) return;
    }
    const auto looked = [this](bool) {
        const threads::MutexLock lock(mutex_);
        looking_ = false;
    };
    if (!worker_.ask({.run = [this] { look_now(); }, .then = looked})) looked(false);
}

void Exporting::look_now() {
    auto found = dependencies_.sticks->look();
    bool changed = false;
    {
        const threads::MutexLock lock(mutex_);
        std::vector<sticks::Stick> now = found ? std::move(*found) : std::vector<sticks::Stick>{};
        changed = now != sticks_;
        sticks_ = std::move(now);
    }
    if (changed && !ending_) dependencies_.wake();
}

std::vector<ui::TakeAwayPlace> Exporting::places() const {
    std::vector<ui::TakeAwayPlace> places;
    {
        const threads::MutexLock lock(mutex_);
        for (const sticks::Stick& stick : sticks_) places.push_back({Kind::stick, stick.id, stick.name});
    }
    if (!configuration_.export_to.empty())
        places.push_back({Kind::folder, "folder", fs::path(configuration_.export_to).lexically_normal().string()});
    if (dependencies_.phones.hand_out_file && dependencies_.phones.reachable())
        places.push_back({Kind::phone, "phone", {}});
    return places;
}

// ---- One export
void Exporting::start(const ui::TakeAwayChoice& choice, const ui::TakeAwayPlace& place) {
    {
        const threads::MutexLock lock(mutex_);
        if (state_.kind == ui::TakeAwayState::Kind::working || state_.kind == ui::TakeAwayState::Kind::finishing)
            return;
    }
    forget();
    cancelled_ = false;
    {
        const threads::MutexLock lock(mutex_);
        state_ = {.kind = ui::TakeAwayState::Kind::working, .place = place};
    }
    // The sentence for a lack of memory is made before the job begins.
    const auto ended =
        std::make_shared<Ended>(Ended{.sentence = text::translatable("The file could not be made. Please try again.")});
    const bool taken =
        worker_.ask({.run = [this, ended, job = Job{choice, place, configuration_}] { export_now(job, *ended); },
                     .then = [this, ended](bool) { finish(*ended); }});
    if (!taken) finish(*ended);
}

void Exporting::cancel() { cancelled_ = true; }

void Exporting::forget() {
    std::string path;
    {
        const threads::MutexLock lock(mutex_);
        if (state_.kind == ui::TakeAwayState::Kind::working || state_.kind == ui::TakeAwayState::Kind::finishing)
            return;
        state_ = {};
        until_.reset();
        path = std::exchange(handed_out_, {});
    }
    if (!path.empty()) dependencies_.phones.take_back(path);
}

ui::TakeAwayState Exporting::state() const {
    const threads::MutexLock lock(mutex_);
    ui::TakeAwayState state = state_;
    if (state.ending != Ending::link) return state;
    const bool over = until_ && Clock::now() >= *until_;
    if (!over && (!dependencies_.phones.file_waits || dependencies_.phones.file_waits(handed_out_))) return state;
    state.ending = over ? Ending::link_gone : Ending::link_used;
    state.link.clear();
    state.address.clear();
    return state;
}

void Exporting::tell(float part) {
    // Reporting each hundredth is enough.
    {
        const threads::MutexLock lock(mutex_);
        if (part < 1 && part - state_.part < 0.01f) return;
    }
    change([part](ui::TakeAwayState& state) { state.part = part; });
}

void Exporting::export_now(const Job& job, Ended& ended) {
    Ended made = make(job);
    if (made.ending == Ending::link) {
        made.link = dependencies_.phones.link_to(made.path);
        made.address = phone::typed_link(made.link);
    }
    ended = std::move(made);
}

// Needs no memory.
void Exporting::finish(Ended& ended) {
    {
        const threads::MutexLock lock(mutex_);
        state_.kind = ended.ending != Ending::none ? ui::TakeAwayState::Kind::done
                      : ended.sentence.empty()     ? ui::TakeAwayState::Kind::cancelled
                                                   : ui::TakeAwayState::Kind::refused;
        state_.ending = ended.ending;
        state_.file = std::move(ended.file);
        state_.folder = std::move(ended.folder);
        state_.sentence = std::move(ended.sentence);
        if (ended.ending == Ending::link) {
            state_.link = std::move(ended.link);
            state_.address = std::move(ended.address);
            handed_out_ = std::move(ended.path);
            until_ = Clock::now() + phone::Handouts::lives_for;
        }
    }
    if (!ending_) dependencies_.wake();
}

Exporting::Ended Exporting::make(const Job& job) {
    auto history = store::History::open(dependencies_.data);
    if (!history) return {.sentence = history.problem().sentence};
    if (!job.choice.huddle) {
        const auto count = (*history)->count_huddles(job.choice.span);
        if (!count) return {.sentence = count.problem().sentence};
        if (*count == 0) return {.sentence = text::translatable("There was no huddle between these dates.")};
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

huddle::Result<Exporting::Leaving> Exporting::leaving(const Job& job, store::History& history) const {
    ui::TakeAwayChoice choice = job.choice;
    choice.notes = choice.notes && job.configuration.export_notes;
    if (!choice.huddle) return Leaving{export_file_name(job.configuration.team, choice), choice.span};
    const auto found = history.find_huddle(choice.huddle);
    if (!found) return found.problem();
    if (!*found)
        return huddle::Problem{huddle::ProblemKind::invalid,
                               text::translatable("This huddle is not in the record any more.")};
    const calendar::LocalTime begun = calendar::local_time((*found)->started, job.configuration.time_zone);
    choice.span = {(*found)->day, (*found)->day};
    return Leaving{
        export_file_name(job.configuration.team, choice, fmt::format("{:02}{:02}", begun.hour, begun.minute)),
        choice.span};
}

huddle::Result<void> Exporting::announce(const store::Span& span) const {
    if (!dependencies_.announce || dependencies_.announce(span)) return {};
    return huddle::Problem{huddle::ProblemKind::not_saved,
                           text::translatable("This could not be announced on the kiosk, so nothing was exported.")};
}

huddle::Result<void> Exporting::write(const Job& job, store::History& history, std::ostream& out) {
    exports::ExportChoice choice;
    choice.span = job.choice.span;
    choice.huddle = job.choice.huddle;
    choice.notes_allowed = job.configuration.export_notes && job.choice.notes;
    if (choice.notes_allowed) choice.what.insert(exports::ExportKind::notes);
    choice.team = job.configuration.team;
    choice.time_zone = job.configuration.time_zone;
    choice.language = dependencies_.catalogues ? &dependencies_.catalogues->of(job.choice.language) : nullptr;
    choice.paper = job.choice.form.paper;
    return exports::export_record(history, job.choice.format(), choice, out,
                                  [this](std::int64_t done, std::int64_t all) {
                                      // The last part of the bar is for sheets and pages, which are made from all
                                      // records.
                                      if (all > 0) tell(0.95f * static_cast<float>(done) / static_cast<float>(all));
                                      return should_continue();
                                  });
}

Exporting::Ended Exporting::to_folder(const Job& job, store::History& history, const fs::path& folder) {
    const auto leaves = leaving(job, history);
    if (!leaves) return {.sentence = leaves.problem().sentence};
    if (const auto told = announce(leaves->span); !told) return {.sentence = told.problem().sentence};
    Ended ended;
    ended.file = leaves->file;
    const files::FileTrouble written =
        files::write_beside(folder / ended.file, {.should_continue = [this] { return should_continue(); }},
                            [&](std::ostream& out) { return write(job, history, out); });
    if (written.kind == files::FileTrouble::Kind::stopped) return {};
    if (written.kind != files::FileTrouble::Kind::none) return {.sentence = sentence_of(written, job.place.kind)};
    ended.ending = Ending::folder;
    ended.folder = folder.lexically_normal().string();
    return ended;
}

Exporting::Ended Exporting::to_stick(const Job& job, store::History& history) {
    sticks::Stick stick;
    {
        const threads::MutexLock lock(mutex_);
        const auto found = std::ranges::find(sticks_, job.place.id, &sticks::Stick::id);
        if (found == sticks_.end()) return {.sentence = sticks::stick_has_gone().sentence};
        stick = *found;
    }
    const auto folder = dependencies_.sticks->open(stick);
    if (!folder) return {.sentence = folder.problem().sentence};
    Ended ended{.sentence = text::translatable("The file could not be made. Please try again.")};
    try {
        ended = to_folder(job, history, *folder);
    } catch (const std::exception&) {
    }
    // Also after a cancelled or failed export, because the stick was opened for it.
    if (ended.ending != Ending::none)
        change([](ui::TakeAwayState& state) { state.kind = ui::TakeAwayState::Kind::finishing, state.part = 1; });
    const auto released = dependencies_.sticks->let_go(stick, *folder);
    if (ended.ending == Ending::none) return ended;
    if (!released) return {.sentence = released.problem().sentence};
    ended.ending = *released == sticks::Release::safe     ? Ending::safe
                   : *released == sticks::Release::in_use ? Ending::in_use
                                                          : Ending::written;
    return ended;
}

Exporting::Ended Exporting::to_phone(const Job& job, store::History& history) {
    const auto leaves = leaving(job, history);
    if (!leaves) return {.sentence = leaves.problem().sentence};
    Ended ended;
    ended.file = leaves->file;
    const MemoryFile memory;
    files::DescriptorStream pieces(
        memory.descriptor(), [this] { return should_continue(); }, phone_bytes_at_most);
    std::ostream out(&pieces);
    const huddle::Result<void> written = write(job, history, out);
    out.flush();
    if (!should_continue()) return {};
    if (pieces.too_large())
        return {.sentence =
                    text::translatable("This is too much for a phone. Please choose a shorter time, or a stick.")};
    if (pieces.error() != 0 || (written && !out))
        return {.sentence = text::translatable("The file could not be made. Please try again.")};
    if (!written) return {.sentence = written.problem().sentence};
    auto file = phone::HandoutFile::open(memory.path(), ended.file,
                                         std::string(exports::details_of(job.choice.format()).media_type));
    if (!file) return {.sentence = file.problem().sentence};
    if (!dependencies_.phones.reachable())
        return {.sentence = text::translatable("Phones cannot reach this kiosk just now.")};
    if (const auto told = announce(leaves->span); !told) return {.sentence = told.problem().sentence};
    ended.path = dependencies_.phones.hand_out_file(std::move(*file));
    ended.ending = Ending::link;
    return ended;
}

}  // namespace hearthside::services
