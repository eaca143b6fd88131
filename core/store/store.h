// SPDX-License-Identifier: Apache-2.0
// The one writing connection to DATA/hearthside.db. The Room's thread owns it. It saves what the rules
// accepted. A batch of changes is one transaction, and save() returns only after the commit is on the disk.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/huddle/change.h"
#include "core/huddle/result.h"
#include "core/huddle/retention.h"
#include "core/huddle/state.h"

namespace hearthside::store {

class Disk;

class Store {
public:
    // A large record is checked while it is already shown: see checked().
    struct CheckBeside {
        std::uint64_t from_bytes = 1024 * 1024;     // a smaller record takes a few milliseconds and is checked at once
        std::function<void(int percent)> progress;  // as `finished`: on the check's thread; must not block
        std::function<void()> finished;             // finish_check() should be called now
    };

    struct Options {
        std::string vfs;                          // SQLite VFS by name; empty: the platform's own (for tests)
        Disk* disk = nullptr;                     // the disk under that VFS (for tests); null: the platform's own
        std::string synchronous = "FULL";         // other values only for the negative control of the power-cut test
        std::filesystem::path second_place = {};  // the folder of second backups, for a recovery; empty: none
        std::optional<CheckBeside> check_beside = std::nullopt;  // none: open() checks the whole record itself
    };

    // Opens the folder's database, checks it (integrity_check) and migrates it to the present schema after a
    // backup. Makes the folder (mode 0700) and the file (0600) when they do not exist. A damaged file, or one
    // with foreign tables, is put aside as hearthside.db.damaged-DATE. It is replaced by what can still be
    // read from it and from all backups, including those in the second place, and `recovery_note` says so in
    // one sentence. Problems: the folder cannot be written or a disk refuses to read (not_saved; nothing is
    // changed), the file is from a newer version (invalid). With no good backup and nothing to salvage, the
    // result is a fresh file with the note, never a refusal.
    static huddle::Result<std::unique_ptr<Store>> open(const std::filesystem::path& folder, const Options& options);
    static huddle::Result<std::unique_ptr<Store>> open(const std::filesystem::path& folder) {
        return open(folder, Options{});
    }

    virtual ~Store() = default;

    // The State as saved. It equals the State that apply() made from the same changes.
    virtual huddle::Result<huddle::State> load() = 0;

    // Saves in one transaction. On a problem (not_saved) nothing of the batch is kept, and the store stays
    // usable.
    virtual huddle::Result<void> save(std::span<const huddle::Change> changes) = 0;

    // Call this after the senders of a saved batch have their answers. It empties the journal when it holds a
    // time, so that the journal never dates a note (SAFETY 3). It does not wait. When a reader or the disk
    // prevents it, the next call or the next open does it.
    virtual void settle() = 0;

    // Call this after a huddle closed or a note was deleted. It runs VACUUM, then checkpoints and truncates
    // the journal. Deleted texts, and sealed rows that were released, are removed from backups and put-aside
    // files too. When a problem prevents a part (a reader holds the journal, the disk is full), the next call
    // or the next open does it.
    virtual huddle::Result<void> compact() = 0;
    // Whether compact() has something left to do, also from an earlier run. Reads a row.
    virtual bool has_due_work() = 0;

    // Makes a checked copy in DATA/backups/hearthside-YYYY-MM-DD.db, without retry tokens, and keeps the
    // newest 7.
    virtual huddle::Result<std::filesystem::path> backup(huddle::Day today) = 0;

    // Records that `today` was seen. On a new day it deletes what is past its time, unless `retention` has a
    // hold or the calendar is in doubt. The next compact() deletes it from the backups too. On a problem
    // nothing is deleted.
    struct DayBegun {
        bool believed = false;               // whether old things may be deleted by this calendar
        std::optional<huddle::State> state;  // the new State, when something was deleted or counts from another day
    };
    virtual huddle::Result<DayBegun> begin_day(huddle::Day today, const huddle::Retention& retention) = 0;

    virtual std::string recovery_note() const = 0;  // empty when nothing had to be recovered

    // Whether the full check has ended (SAFETY 13). Until then nothing is written: save, compact, backup and
    // begin_day refuse with not_saved. A record that must be written before it can be read, for example one
    // with an older schema, is always checked by open().
    virtual bool checked() const { return true; }
    // Waits for the check and acts on its result. A damaged record is recovered as in open(); then this
    // returns `true`, and the State must be loaded again. Work due at the start is done. A problem
    // (not_saved) means that the record could not be read or replaced; another check has begun and will call
    // `finished` again.
    virtual huddle::Result<bool> finish_check() { return false; }
};

inline constexpr int schema_version = 5;

}  // namespace hearthside::store
