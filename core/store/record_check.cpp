// SPDX-License-Identifier: Apache-2.0
#include "core/store/record_check.h"

#include <sqlite3.h>

#include <algorithm>

#include "core/store/connection.h"

namespace hearthside::store {

namespace {

// How often the check looks whether it should stop, in steps of SQLite's virtual machine: some milliseconds.
constexpr int steps_between_looks = 20'000;

struct Watch {
    const std::atomic<bool>& stopping;
    const std::function<void(int)>& progress;
    sqlite3* handle;
    int pages;
    int told = 0;

    // The progress counts pages read from the disk. Each is read for its own tree, and most once more for the
    // indexes of its rows.
    void tell() {
        int read = 0, ignored = 0;
        if (sqlite3_db_status(handle, SQLITE_DBSTATUS_CACHE_MISS, &read, &ignored, 0) != SQLITE_OK) return;
        const int percent = static_cast<int>(std::min<std::int64_t>(99, std::int64_t{read} * 50 / std::max(pages, 1)));
        if (percent <= told) return;
        told = percent;
        if (progress) progress(percent);
    }
};

int look_up(void* given) {
    auto* const watch = static_cast<Watch*>(given);
    if (watch->stopping) return 1;
    watch->tell();
    return 0;
}

}  // namespace

RecordCheck::RecordCheck(std::filesystem::path file, std::string vfs, std::chrono::milliseconds pause,
                         std::function<void(int percent)> progress, std::function<void()> finished)
    : file_(std::move(file)),
      vfs_(std::move(vfs)),
      pause_(pause),
      progress_(std::move(progress)),
      finished_(std::move(finished)),
      thread_([this] { run(); }) {}

RecordCheck::~RecordCheck() {
    {
        const threads::MutexLock guard(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

RecordCheck::Outcome RecordCheck::outcome() {
    threads::MutexLock guard(mutex_);
    guard.wait(changed_, [this]() REQUIRES(mutex_) { return ended_; });
    return outcome_;
}

void RecordCheck::run() {
    {
        threads::MutexLock guard(mutex_);
        guard.wait_for(changed_, pause_, [this] { return stopping_.load(); });
    }
    Outcome found = Outcome::unreadable;
    if (!stopping_) found = look();
    {
        const threads::MutexLock guard(mutex_);
        outcome_ = found;
        ended_ = true;
    }
    changed_.notify_all();
    if (!stopping_ && finished_) finished_();
}

RecordCheck::Outcome RecordCheck::look() {
    try {
        SQLite::Database database = open_connection(file_, Access::read_only, vfs_);
        Watch watch{stopping_, progress_, database.getHandle(), database.execAndGet("PRAGMA page_count").getInt()};
        sqlite3_progress_handler(database.getHandle(), steps_between_looks, look_up, &watch);
        // More than quick_check, because an index that lost an entry would hide a note.
        return faults_of(database, Check::full).empty() ? Outcome::sound : Outcome::damaged;
    } catch (const std::exception& error) {
        if (means_damage(error)) return Outcome::damaged;
        reason_ = reason_for(error);
        return Outcome::unreadable;
    } catch (...) {
        return Outcome::unreadable;
    }
}

}  // namespace hearthside::store
