// SPDX-License-Identifier: Apache-2.0
#include "core/store/second_backups.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <set>

#include "core/store/backups.h"
#include "core/store/connection.h"
#include "core/store/copy_file.h"
#include "core/store/copy_locations.h"
#include "core/store/store.h"

namespace hearthside::store {

namespace {

namespace fs = std::filesystem;

// The pause after a problem other than an absent folder.
constexpr huddle::Milliseconds try_again = std::chrono::minutes(10);

std::optional<huddle::Instant> changed_at(const fs::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return std::nullopt;
    return huddle::Instant(huddle::Milliseconds(status.st_mtim.tv_sec * 1000LL + status.st_mtim.tv_nsec / 1'000'000));
}

// A copy without any huddle of the record belongs to another kiosk, or to a lost record.
huddle::Result<void> all_are_ours(Backups& there, const fs::path& folder, SQLite::Database& record,
                                  const std::string& vfs) {
    const std::set<std::int64_t> known = huddles_of(record);
    for (const fs::path& file : there.newest_first()) {
        try {
            CopyFile copy(file, vfs);
            if (copy.kind() == RecordKind::other) continue;  // it is left alone
            const std::set<std::int64_t> huddles =
                has_table(copy.database(), "huddles") ? huddles_of(copy.database()) : std::set<std::int64_t>{};
            if (huddles.empty() ||
                std::any_of(huddles.begin(), huddles.end(), [&](std::int64_t id) { return known.contains(id); }))
                continue;
        } catch (const SQLite::Exception& error) {
            if (!means_spoilt_file(error)) throw;
            continue;
        }
        return huddle::Problem{
            huddle::ProblemKind::conflict,
            fmt::format("Another kiosk keeps its backups in {}. Please give each kiosk a folder of its own.",
                        folder.string())};
    }
    return {};
}

bool is_sound(const fs::path& file, const std::string& vfs) {
    try {
        CopyFile copy(file, vfs);
        return copy.kind() == RecordKind::ours && faults_of(copy.database(), Check::full).empty();
    } catch (const SQLite::Exception& error) {
        if (!means_damage(error)) throw;
        return false;
    }
}

// The file systems of sticks store times in steps of two seconds.
bool is_older(const fs::path& copy, const fs::path& original) {
    if (platform_disk().size(copy) == 0) return true;  // a full disk leaves an empty file
    const auto there = changed_at(copy), here = changed_at(original);
    return !there || (here && *there + std::chrono::seconds(2) < *here);
}

// Changes whenever a backup was made or cleaned.
std::string looks_of(const fs::path& backups) {
    std::string looks;
    for (const fs::path& file : Backups(platform_disk(), backups, "").newest_first()) {
        const auto changed = changed_at(file);
        looks += fmt::format("{} {} {}\n", file.filename().string(), platform_disk().size(file),
                             changed ? changed->time_since_epoch().count() : 0);
    }
    return looks;
}

}  // namespace

huddle::Result<std::optional<huddle::Instant>> bring_second_backups(const fs::path& data, const fs::path& folder,
                                                                    const std::string& vfs, Disk* other_disk) {
    Disk& disk = other_disk ? *other_disk : platform_disk();
    try {
        std::error_code error;
        if (!fs::is_directory(folder, error)) {
            return huddle::Problem{huddle::ProblemKind::not_saved,
                                   fmt::format("The folder {} is not there just now.", folder.string())};
        }
        Backups here(disk, fs::absolute(data) / "backups", vfs), there(disk, folder, vfs);
        SQLite::Database record = open_connection(fs::absolute(data) / "hearthside.db", Access::read_only, vfs);
        if (schema_of(record) != schema_version) return std::optional<huddle::Instant>{};  // it is being migrated now
        if (auto ours = all_are_ours(there, folder, record, vfs); !ours) return ours.problem();
        const Tombstones gone = tombstones_of(record);
        const bool words = std::any_of(gone.begin() + 1, gone.end(), [](const auto& ids) { return !ids.empty(); });
        // Damaged copies are only put aside until the next day, because a share may return wrong data for an
        // hour.
        if (words) there.drop_aside(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
        if (SQLite::Statement old(record, "SELECT before FROM old_copies"); old.executeStep())
            there.drop_old(day_from_column_text(old.getColumn(0).getString()));
        const bool all_clean = there.forget(gone);
        std::optional<huddle::Instant> brought;
        for (const fs::path& newest : here.newest_first()) {
            const auto day = day_of_copy(newest);
            if (!day) break;  // only copies from before a migration remain
            const fs::path copy = folder / newest.filename();
            if (is_older(copy, newest)) {
                if (!is_sound(newest, vfs)) continue;
                CopyFile source(newest, vfs);
                // The file itself stays read-only; only the result of VACUUM INTO is written.
                source.database().exec("PRAGMA query_only = OFF");
                there.make(source.database(), huddle::to_text(*day), gone);
            }
            there.keep_newest(*day, record);
            brought = changed_at(copy);
            break;
        }
        if (all_clean) add_copy_location(fs::absolute(data), folder, gone);
        if (there.hold_more_than(record)) {
            return huddle::Problem{
                huddle::ProblemKind::invalid,
                fmt::format(
                    "Backups in {} hold huddles that the record lacks. They are kept; nothing was changed in them.",
                    folder.string())};
        }
        if (!all_clean) {
            return huddle::Problem{huddle::ProblemKind::damaged,
                                   fmt::format("A damaged backup in {} was put aside.", folder.string())};
        }
        return brought;
    } catch (const std::exception& error) {
        return huddle::Problem{huddle::ProblemKind::not_saved,
                               fmt::format("No backup could be put into {}: {}.", folder.string(), reason_for(error))};
    }
}

SecondBackups::SecondBackups(fs::path data, fs::path folder, huddle::Milliseconds every)
    : data_(std::move(data)), folder_(std::move(folder)), every_(every) {
    state_.folder = folder_;
    if (!folder_.empty()) thread_ = std::thread([this] { work(); });
}

SecondBackups::~SecondBackups() {
    {
        const threads::MutexLock lock(mutex_);
        stopping_ = true;
    }
    stop_changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

SecondBackupState SecondBackups::state() const {
    const threads::MutexLock lock(mutex_);
    return state_;
}

void SecondBackups::work() {
    for (;;) {
        try {
            look();
        } catch (const std::exception&) {
            // Out of memory. It is tried again, like any other trouble, and the kiosk keeps running.
        }
        threads::MutexLock lock(mutex_);
        if (lock.wait_for(stop_changed_, every_, [this]() REQUIRES(mutex_) { return stopping_; })) return;
    }
}

void SecondBackups::look() {
    std::error_code error;
    const bool present = fs::is_directory(folder_, error);
    if (!present) last_copied_.clear();
    std::string looks;
    try {
        looks = looks_of(data_ / "backups") + ".";
    } catch (const std::exception&) {
        looks.clear();  // then copying reports what is wrong
    }
    if (looks == last_copied_ || (present && std::chrono::steady_clock::now() < not_before_)) return;
    const auto done = bring_second_backups(data_, folder_);
    if (done) last_copied_ = looks;
    if (!done && present) not_before_ = std::chrono::steady_clock::now() + std::max(try_again, every_);
    const threads::MutexLock lock(mutex_);
    state_.trouble = done ? "" : done.problem().sentence;
    if (done) state_.newest = *done;
}

}  // namespace hearthside::store
