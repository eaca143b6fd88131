#include "core/store/second_backups.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include "core/store/backups.h"
#include "core/store/connection.h"

namespace hearthside {

namespace {

namespace fs = std::filesystem;

// After a problem that is more than an absent folder.
constexpr Milliseconds try_again = std::chrono::minutes(10);

std::optional<Instant> changed_at(const fs::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return std::nullopt;
    return Instant(Milliseconds(status.st_mtim.tv_sec * 1000LL + status.st_mtim.tv_nsec / 1'000'000));
}

std::optional<Day> day_of_copy(const fs::path& file) {
    const std::string name = file.stem().string();
    return name.size() > 10 ? day_from_text(name.substr(name.size() - 10)) : std::nullopt;
}

// Huddles are never deleted and their ids are drawn by chance: a copy with huddles of which the record knows none is
// another kiosk's.
bool is_foreign(SQLite::Database& copy, SQLite::Database& record) {
    bool any = false;
    SQLite::Statement known(record, "SELECT 1 FROM huddles WHERE id = ?");
    SQLite::Statement row(copy, "SELECT id FROM huddles");
    while (row.executeStep()) {
        any = true;
        known.reset();
        known.bind(1, row.getColumn(0).getInt64());
        if (known.executeStep()) return false;
    }
    return any;
}

// What a full disk or a stick that was pulled out left behind goes, like any copy that cannot be read.
Result<void> all_are_ours(Backups& there, const fs::path& folder, SQLite::Database& record) {
    for (const fs::path& file : there.newest_first()) {
        try {
            SQLite::Database copy = open_connection(file, Access::read_only, "");
            const bool is_record = copy.tableExists("huddles");
            if (is_record && !is_foreign(copy, record)) continue;
            if (!is_record) {
                platform_disk().remove(file);
                continue;
            }
        } catch (const SQLite::Exception& error) {
            if (!means_damage(error)) throw;
            continue;
        }
        return Problem{ProblemKind::conflict,
                       fmt::format("Another kiosk keeps its backups in {}. Please give each kiosk a folder of its own.",
                                   folder.string())};
    }
    return {};
}

// The file systems of sticks count in steps of two seconds.
bool is_older(const fs::path& copy, const fs::path& original) {
    const auto there = changed_at(copy), here = changed_at(original);
    return !there || (here && *there + std::chrono::seconds(2) < *here);
}

// Changes whenever a backup was made or something was forgotten in one.
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

Result<std::optional<Instant>> bring_second_backups(const fs::path& data, const fs::path& folder) {
    try {
        std::error_code error;
        if (!fs::is_directory(folder, error)) {
            return Problem{ProblemKind::not_saved, fmt::format("The folder {} is not there just now.", folder.string())};
        }
        Backups here(platform_disk(), fs::absolute(data) / "backups", ""), there(platform_disk(), folder, "");
        SQLite::Database record = open_connection(fs::absolute(data) / "hearthside.db", Access::read_only, "");
        if (auto ours = all_are_ours(there, folder, record); !ours) return ours.problem();
        there.forget_deleted(record);
        for (const fs::path& newest : here.newest_first()) {
            const auto day = day_of_copy(newest);
            if (!day) break;  // only copies from before a migration are left
            const fs::path copy = folder / newest.filename();
            if (is_older(copy, newest)) {
                SQLite::Database source = open_connection(newest, Access::read_only, "");
                // The file stays read-only; only what VACUUM INTO makes of it is written.
                source.exec("PRAGMA query_only = OFF");
                there.make(source, to_text(*day));
            }
            there.keep_newest(*day);
            return changed_at(copy);
        }
        return std::optional<Instant>{};
    } catch (const std::exception& error) {
        return Problem{ProblemKind::not_saved,
                       fmt::format("No backup could be put into {}: {}.", folder.string(), reason_for(error))};
    }
}

SecondBackups::SecondBackups(fs::path data, fs::path folder, Milliseconds every)
    : data_(std::move(data)), folder_(std::move(folder)), every_(every) {
    state_.folder = folder_;
    if (!folder_.empty()) thread_ = std::thread([this] { work(); });
}

SecondBackups::~SecondBackups() {
    {
        const std::lock_guard lock(mutex_);
        over_ = true;
    }
    ending_.notify_all();
    if (thread_.joinable()) thread_.join();
}

SecondBackupState SecondBackups::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

void SecondBackups::work() {
    std::string brought;  // how our own backups looked then; empty: not since the folder was away
    auto not_before = std::chrono::steady_clock::now();
    for (;;) {
        std::error_code error;
        const bool present = fs::is_directory(folder_, error);
        if (!present) brought.clear();
        std::string looks;
        try {
            looks = looks_of(data_ / "backups") + ".";
        } catch (const std::exception&) {
            looks.clear();  // then the bringing itself says what is wrong
        }
        const bool wanted = looks != brought && (!present || std::chrono::steady_clock::now() >= not_before);
        if (wanted) {
            const auto done = bring_second_backups(data_, folder_);
            if (done) brought = looks;
            if (!done && present) not_before = std::chrono::steady_clock::now() + std::max(try_again, every_);
            const std::lock_guard lock(mutex_);
            state_.trouble = done ? "" : done.problem().sentence;
            if (done) state_.newest = *done;
        }
        std::unique_lock lock(mutex_);
        if (ending_.wait_for(lock, every_, [&] { return over_; })) return;
    }
}

}  // namespace hearthside
