// The one writing connection to DATA/hearthside.db, owned by the Room's thread. It keeps what the
// rules accepted: a batch of changes is one transaction, and save() returns only after the commit
// is on the disk. It decides nothing and shows nothing.
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

namespace hearthside {

class Disk;

class Store {
public:
    // A record that has grown for years is checked while it is shown: see checked().
    struct CheckBeside {
        std::uint64_t from_bytes = 1024 * 1024;      // a smaller one takes a few milliseconds, and is checked at once
        std::function<void(int percent)> progress;   // as `finished`, on the check's thread; must not block
        std::function<void()> finished;              // finish_check() is due
    };

    struct Options {
        std::string vfs;                   // SQLite VFS by name; empty is the platform's own (tests)
        Disk* disk = nullptr;              // what lies under that VFS (tests); null is the platform's own
        std::string synchronous = "FULL";  // other values only for the power-cut test's negative control
        std::filesystem::path second_place = {};  // where second backups are, for a recovery; empty: nowhere
        std::optional<CheckBeside> check_beside = std::nullopt;  // none: open() checks the whole record itself
    };

    // Opens the folder's database, creating folder (mode 0700) and file (0600) when they are not
    // there, checks it (integrity_check), and brings it to the present schema after a backup.
    // A damaged file, or one with tables that are not ours, is put aside as hearthside.db.damaged-DATE, and what it and all
    // backups, those in the second place too, still give takes its place; `recovery_note` then says so in one sentence.
    // Problems: the folder cannot be written or a disk refuses to read (not_saved; nothing is changed), file from a newer version (invalid), no
    // good backup and nothing to salvage still gives a fresh file with the note, never a refusal.
    static Result<std::unique_ptr<Store>> open(const std::filesystem::path& folder, const Options& options);
    static Result<std::unique_ptr<Store>> open(const std::filesystem::path& folder) { return open(folder, Options{}); }

    virtual ~Store() = default;

    // The State as saved; equals the State that apply() made of the same changes.
    virtual Result<State> load() = 0;

    // One transaction. On a problem (not_saved) nothing of the batch is kept and the store stays usable.
    virtual Result<void> save(std::span<const Change> changes) = 0;

    // After what save() kept was answered: empties the journal when something in it tells a time, so that it never dates a
    // note (SAFETY 3). Waits for nobody; what a reader or the disk prevents is done by the next call or the next open.
    virtual void settle() = 0;

    // After a huddle closed or a note was deleted: VACUUM, then checkpoint and truncate the journal;
    // what was deleted, and what was sealed and is released, leaves backups and put-aside files too. What a problem leaves
    // undone (a reader holds the journal, the disk is full) stays due and is done by the next call or the next open.
    virtual Result<void> compact() = 0;
    // Is something left to do for compact()? Also what an earlier run left undone. Reads a row.
    virtual bool has_due_work() = 0;

    // A checked copy in DATA/backups/hearthside-YYYY-MM-DD.db, without retry tokens; keeps the newest 7.
    virtual Result<std::filesystem::path> backup(Day today) = 0;

    // `today` was seen; if it is a new day, then, unless `retention` holds it or the calendar is in doubt, what is too old
    // goes, from the backups too with the next compact(). On a problem nothing went.
    struct DayBegun {
        bool believed = false;       // may what is too old be deleted by this calendar?
        std::optional<State> state;  // what is left, when something went or counts from another day
    };
    virtual Result<DayBegun> begin_day(Day today, const Retention& retention) = 0;

    virtual std::string recovery_note() const = 0;  // empty when nothing had to be recovered

    // Is the full check over (SAFETY 13)? Until it is, nothing is written: save, compact, backup and begin_day refuse with
    // not_saved. A record that must be written before it can be read (an older schema, say) is always checked by open().
    virtual bool checked() const { return true; }
    // Waits for the check and does what it calls for: a damaged record is recovered as open() does it (then `true`: the
    // State must be loaded again), and what was due at the start is done. A problem (not_saved): the record could not be
    // read or replaced just now; another check has begun and calls `finished` again.
    virtual Result<bool> finish_check() { return false; }
};

inline constexpr int schema_version = 5;

}  // namespace hearthside
