// SPDX-License-Identifier: Apache-2.0
#include "core/store/store.h"

#include <sqlite3.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>

#include "core/store/backups.h"
#include "core/store/clock_file.h"
#include "core/store/connection.h"
#include "core/store/copy_file.h"
#include "core/store/copy_locations.h"
#include "core/store/disk.h"
#include "core/store/expiry.h"
#include "core/store/load.h"
#include "core/store/record_check.h"
#include "core/store/recovery.h"
#include "core/store/rows.h"
#include "core/store/schema.h"
#include "core/store/writer.h"

namespace hearthside::store {

namespace {

namespace fs = std::filesystem;

// A higher version means a damaged header, not a newer Hearthside.
constexpr int believable_version = 1000;

// A whole file that we may not touch.
struct NotOurs {
    huddle::Problem problem;
};

struct Place {
    fs::path folder;
    fs::path file;
    Disk& disk;
    Store::Options options;
};

fs::path journal_of(fs::path file) { return file += "-wal"; }

// Whether the full check of this record may run on its own thread: when it takes long, and nothing must be
// written before the record can be read.
bool check_can_wait(const Place& place, SQLite::Database& database, int version) {
    if (!place.options.check_beside || version != schema_version) return false;
    if (place.disk.size(place.file) + place.disk.size(journal_of(place.file)) < place.options.check_beside->from_bytes)
        return false;
    return database.execAndGet("PRAGMA journal_mode").getString() == "wal";
}

struct OpenedRecord {
    SQLite::Database database;
    bool checked = false;
};

void keep_journal_on_close(SQLite::Database& database, bool keep) {
    sqlite3_db_config(database.getHandle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

OpenedRecord open_record(const Place& place) {
    SQLite::Database database = open_connection(place.file, Access::write, place.options.vfs);
    const int version = schema_of(database);
    if (version > schema_version && version <= believable_version) {
        // The journal is not folded in either. Only the version that wrote it may do that.
        keep_journal_on_close(database, true);
        throw NotOurs{{huddle::ProblemKind::invalid,
                       fmt::format("The record {} was written by a newer version of Hearthside; please install that "
                                   "version again.",
                                   place.file.string())}};
    }
    const int application = database.execAndGet("PRAGMA application_id").getInt();
    const bool empty = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt() == 0;
    if (version == 0 && !empty && application != application_id) {
        throw NotOurs{
            {huddle::ProblemKind::invalid, fmt::format("The file {} was made by another program; please choose "
                                                       "another data folder.",
                                                       place.file.string())}};
    }
    if (version < 0 || version > schema_version || (version == 0 && !empty)) throw Unreadable("the header is damaged");
    if (!empty && version > 0) {
        const StepLimit limit(database);
        // Such a file may only be read row by row (SAFETY 13).
        if (record_kind_of(database) != RecordKind::ours) throw Unreadable("the record has tables that are not ours");
    }
    const bool checked = !check_can_wait(place, database, version);
    // More than quick_check, because an index that lost an entry would hide a note.
    if (checked && !faults_of(database, Check::full).empty()) throw Unreadable("the record is damaged");
    // Reads the schema a second time, because a damaged word in the header may only show then.
    database.exec("PRAGMA writable_schema = RESET");
    (void)database.execAndGet("SELECT count(*) FROM sqlite_schema");
    if (database.execAndGet("PRAGMA journal_mode = WAL").getString() != "wal") {
        throw SQLite::Exception("the journal cannot be used here", SQLITE_CANTOPEN);
    }
    database.exec("PRAGMA synchronous = " + place.options.synchronous);
    // An unchecked file is never written, not even by folding the journal in on close.
    if (!checked) keep_journal_on_close(database, true);
    return {std::move(database), checked};
}

class SqliteStore final : public Store {
public:
    explicit SqliteStore(const Place& place) : SqliteStore(place, open_record(place)) {}

    SqliteStore(const Place& place, OpenedRecord record)
        : place_(place),
          database_(std::move(record.database)),
          checked_(record.checked),
          statements_(database_),
          backups_(place.disk, place.folder / "backups", place.options.vfs),
          clock_(place.disk, place.folder / "clock") {
        const int found = schema_of(database_);
        bring_up_to_date(database_, migrations(),
                         [&](int version) { backups_.make(database_, fmt::format("before-schema-{}", version + 1)); });
        // Rows deleted before deletions left tombstones may still be in the backups.
        if (found > 0 && found < first_with_tombstones) {
            add_tombstones(database_, backups_.missing_from(database_));
            statements_.run("INSERT OR IGNORE INTO upkeep (task) VALUES ('compact')");
        }
        loaded_ = load_state(statements_);  // throws when the tables hold something that we never write
        if (checked_) begin_to_write();
    }

    ~SqliteStore() override {
        if (checked_) lose_order();
    }

    // The record was found whole, so it may be written from now on.
    void begin_to_write() {
        checked_ = true;
        keep_journal_on_close(database_, false);
        // SAFETY 3 and 5: finishes work that a power cut or a kill interrupted, and removes the arrival order
        // of sealed notes.
        if (is_due("compact") || is_due("forget")) (void)compact();
        order_shows_ = statements_.query("SELECT 1 FROM sealed_notes LIMIT 1").next();
        journal_is_due_ = true;
        lose_order();
    }

    bool checked() const override { return checked_; }

    huddle::Result<huddle::State> load() override {
        try {
            // The State read on opening serves the first caller, unless somebody has written since.
            auto loaded = std::exchange(loaded_, std::nullopt);
            huddle::State state = loaded ? std::move(*loaded) : load_state(statements_);
            clock_.bring_up(state);
            return state;
        } catch (const std::exception& error) {
            return huddle::Problem{means_damage(error) ? huddle::ProblemKind::damaged : huddle::ProblemKind::not_saved,
                                   "The record cannot be read: " + reason_for(error) + "."};
        }
    }

    huddle::Result<void> save(std::span<const huddle::Change> changes) override {
        loaded_.reset();
        const bool tells_time = std::any_of(changes.begin(), changes.end(), has_a_time);
        const huddle::ClockMarked* mark = nullptr;
        std::size_t written = 0;
        bool sealed = false;
        try {
            for (const huddle::Change& change : changes) {
                if (const auto* found = std::get_if<huddle::ClockMarked>(&change); found && !tells_time) {
                    mark = found;
                    continue;
                }
                if (written++ == 0) statements_.run("BEGIN IMMEDIATE");
                write_change(statements_, change);
                sealed = sealed || std::holds_alternative<huddle::NoteSealed>(change);
            }
            if (tells_time && (order_shows_ || sealed)) mix_sealed();
            if (written > 0) statements_.run("COMMIT");
        } catch (const std::exception& error) {
            roll_back();
            return not_saved(error);
        }
        if (written > 0) vacuumed_ = false;
        order_shows_ = !tells_time && (order_shows_ || sealed);
        journal_is_due_ = journal_is_due_ || tells_time;
        if (!mark) return {};
        try {
            write_mark(*mark);
        } catch (const std::exception& error) {
            // The committed changes are kept. The clock is marked again two seconds later.
            if (written == 0) return not_saved(error);
        }
        return {};
    }

    void settle() override {
        if (!journal_is_due_) return;
        sqlite3* handle = database_.getHandle();
        // Does not wait for a reader such as a long export; it is tried again.
        sqlite3_busy_timeout(handle, 0);
        try {
            journal_is_due_ = !checkpoint();
        } catch (const std::exception&) {
            // The disk refused; it is tried again.
        }
        sqlite3_busy_timeout(handle, wait_for_readers_ms);
    }

    huddle::Result<void> compact() override {
        try {
            const bool words = is_due("forget");
            const bool forgetting = words || is_due("compact");
            bool forgotten = true;
            std::optional<huddle::Problem> left;
            if (forgetting) {
                try {
                    forgotten = forget(words);
                } catch (const std::exception& error) {
                    left = huddle::Problem{huddle::ProblemKind::not_saved,
                                           "Older backups could not be cleaned: " + reason_for(error) + "."};
                }
            }
            // On a retry because of a reader, the file is already packed and only the journal remains.
            if (!vacuumed_) database_.exec("VACUUM");
            vacuumed_ = true;
            if (!checkpoint()) {
                return huddle::Problem{huddle::ProblemKind::busy,
                                       "The record is being read just now; it will be packed later."};
            }
            order_shows_ = false;
            journal_is_due_ = false;
            if (left) return *left;
            if (forgetting && forgotten) {
                statements_.run("BEGIN IMMEDIATE");
                statements_.run("DELETE FROM upkeep");
                drop_tombstones();
                statements_.run("COMMIT");
                checkpoint();
            }
            return {};
        } catch (const std::exception& error) {
            roll_back();
            return huddle::Problem{huddle::ProblemKind::not_saved,
                                   "The record could not be packed: " + reason_for(error) + "."};
        }
    }

    bool has_due_work() override {
        try {
            return is_due("compact") || is_due("forget");
        } catch (const std::exception&) {
            return true;  // when the disk cannot be read, the work stays due
        }
    }

    huddle::Result<DayBegun> begin_day(huddle::Day today, const huddle::Retention& retention) override {
        try {
            DayBegun begun;
            loaded_.reset();
            statements_.run("BEGIN IMMEDIATE");
            const huddle::SeenDays before = seen_days(statements_);
            const huddle::SeenDays now = see_day(statements_, today);
            begun.believed = huddle::is_believed(now);
            const bool may_go = begun.believed && huddle::begins(before, today) && !retention.hold;
            const bool gone = may_go && expire(statements_, retention, today);
            if (gone) statements_.run("INSERT OR IGNORE INTO upkeep (task) VALUES ('forget')");
            const huddle::Day too_old = today - std::chrono::days{retention.notes_days};
            if (may_go) statements_.run("INSERT OR REPLACE INTO old_copies (one, before) VALUES (1, ?)", too_old);
            // Loaded before the commit: if the State cannot be read, the rows must stay.
            if (gone || huddle::is_believed_again(before, now)) begun.state = load_state(statements_);
            if (order_shows_) mix_sealed();
            statements_.run("COMMIT");
            vacuumed_ = false;
            order_shows_ = false;
            journal_is_due_ = true;
            if (may_go) drop_old_copies(too_old);
            return begun;
        } catch (const std::exception& error) {
            roll_back();
            return not_saved(error);
        }
    }

    huddle::Result<fs::path> backup(huddle::Day today) override {
        try {
            fs::path made = backups_.make(database_, to_column_text(today));
            backups_.keep_newest(today, database_);
            return made;
        } catch (const std::exception& error) {
            return huddle::Problem{huddle::ProblemKind::not_saved,
                                   "No backup could be made: " + reason_for(error) + "."};
        }
    }

    std::string recovery_note() const override { return recovery_note_; }
    void set_recovery_note(std::string note) { recovery_note_ = std::move(note); }

private:
    bool is_due(std::string_view task) { return statements_.query("SELECT 1 FROM upkeep WHERE task = ?", task).next(); }

    // Folds the journal into the file and empties it. False when a reader prevents this.
    bool checkpoint() {
        auto row = statements_.query("PRAGMA wal_checkpoint(TRUNCATE)");
        return row.next() && row[0].getInt() == 0;
    }

    // SAFETY 3: the pages and the journal hold sealed notes in their order of arrival. This writes them again
    // in the order of their random ids, whenever a change that tells the time is saved. settle() then empties
    // the journal. Call it inside a transaction.
    void mix_sealed() {
        struct Row {
            std::int64_t id;
            std::string category, text, token;
        };
        std::vector<Row> rows;
        {
            auto row = statements_.query("SELECT id, theme, text, token FROM sealed_notes ORDER BY id");
            while (row.next())
                rows.push_back({row[0].getInt64(), row[1].getString(), row[2].getString(), row[3].getString()});
        }
        statements_.run("DELETE FROM sealed_notes");
        for (const Row& row : rows) {
            statements_.run("INSERT INTO sealed_notes (id, theme, text, token) VALUES (?, ?, ?, ?)", row.id,
                            row.category, row.text, row.token);
        }
        // The notes still exist, so no copy may lose them.
        statements_.run("DELETE FROM tombstones WHERE kind = 'sealed_notes' AND id IN (SELECT id FROM sealed_notes)");
    }

    // At the start, and at an orderly end.
    void lose_order() noexcept {
        try {
            if (order_shows_) {
                statements_.run("BEGIN IMMEDIATE");
                mix_sealed();
                statements_.run("COMMIT");
                order_shows_ = false;
                journal_is_due_ = true;
            }
        } catch (const std::exception&) {
            roll_back();  // the disk refused; the next start tries again
        }
        settle();
    }

    // Whether the change holds a time, which would date the notes beside it in the journal.
    static bool has_a_time(const huddle::Change& change) {
        return !std::holds_alternative<huddle::NoteSealed>(change) &&
               !std::holds_alternative<huddle::PulseAnswered>(change) &&
               !std::holds_alternative<huddle::ClockMarked>(change) &&
               !std::holds_alternative<huddle::SeedMade>(change);
    }

    void write_mark(const huddle::ClockMarked& it) {
        auto row = statements_.query(
            "SELECT current_round, clock_mark, spent_ms FROM huddles JOIN rounds ON rounds.huddle = huddles.id "
            "AND rounds.number = huddles.current_round WHERE huddles.id = ?",
            it.huddle);
        if (!row.next()) return;
        clock_.write({.huddle = it.huddle,
                      .round = static_cast<std::size_t>(row[0].getInt64()),
                      .base_mark = instant_of(row[1]),
                      .base_spent = milliseconds_of(row[2]),
                      .mark = it.mark,
                      .spent = it.spent});
    }

    // SAFETY 5: removes deleted texts from every file of the folder. False when some file may still hold
    // them.
    bool forget(bool words) {
        const Tombstones gone = tombstones_of(database_);
        // An unreadable file may hold them, so it is deleted. What could be salvaged from it was salvaged
        // when it was put aside. A backup found damaged only now stays until the next time.
        if (words) backups_.drop_aside(huddle::Day::max());
        bool all_clean = backups_.forget(gone);
        Backups beside(place_.disk, place_.folder, place_.options.vfs);
        for (const std::string& name : place_.disk.names(place_.folder)) {
            if (!is_put_aside(name)) continue;
            const fs::path file = place_.folder / name;
            if (is_replaced(name) && beside.forget_in_one(file, gone)) continue;
            if (words) place_.disk.remove(file);
        }
        place_.disk.sync_folder(place_.folder);
        return all_clean;
    }

    // Deletes copies that were kept because they hold more than the record, once their notes are too old.
    void drop_old_copies(huddle::Day before) {
        try {
            backups_.drop_old(before);
            for (const std::string& name : place_.disk.names(place_.folder)) {
                const auto since = day_put_aside(name);
                if (since && *since < before) place_.disk.remove(place_.folder / name);
            }
        } catch (const std::exception&) {
            // It is tried again the next day.
        }
    }

    // A tombstone is deleted once no copy can hold its row.
    void drop_tombstones() {
        const CopyLocations copies = read_copy_locations(place_.folder);
        if (copies.folders.empty() && place_.options.second_place.empty())
            return statements_.run("DELETE FROM tombstones");
        if (copies.folders != std::vector<std::string>{place_.options.second_place.string()}) return;
        for (std::size_t at = 0; at < copies.forgotten.size(); ++at) {
            for (const std::int64_t id : copies.forgotten[at])
                statements_.run("DELETE FROM tombstones WHERE id = ? AND kind = ?", id,
                                std::string_view{tables_with_words[at]});
        }
    }

    void roll_back() noexcept {
        sqlite3* handle = database_.getHandle();
        if (sqlite3_get_autocommit(handle) == 0) sqlite3_exec(handle, "ROLLBACK", nullptr, nullptr, nullptr);
    }

    Place place_;
    SQLite::Database database_;
    bool checked_ = false;
    Statements statements_;
    Backups backups_;
    ClockFile clock_;
    std::string recovery_note_;
    bool vacuumed_ = false;  // since the last write
    std::optional<huddle::State> loaded_;
    bool order_shows_ = false;     // the file or its journal holds sealed notes in their order of arrival
    bool journal_is_due_ = false;  // it should be folded into the file and emptied
};

// A bit in the header makes SQLite treat a writable file as read-only. This is damage.
bool header_forbids_writing(const std::exception& error, const fs::path& file) {
    const auto* from_sqlite = dynamic_cast<const SQLite::Exception*>(&error);
    return from_sqlite && (from_sqlite->getErrorCode() & 0xff) == SQLITE_READONLY && ::access(file.c_str(), W_OK) == 0;
}

std::unique_ptr<SqliteStore> open_or_restore(const Place& place) {
    Recovery recovery(place.disk, place.file, place.options.vfs, place.options.second_place);
    std::string note;
    if (recovery.finish_earlier()) note = "The record has been restored; the old file is kept beside it.";
    Backups(place.disk, place.folder / "backups", place.options.vfs).remove_leftovers();
    if (place.disk.size(place.file) == 0) {
        fs::path journal = place.file;
        journal += "-wal";
        const bool had_one = place.disk.size(journal) > 0 ||
                             !Backups(place.disk, place.folder / "backups", place.options.vfs).newest_first().empty();
        if (had_one) {
            note = recovery.restore();
        } else {
            place.disk.make_file(place.file);
            place.disk.sync_folder(place.folder);
        }
    }
    std::unique_ptr<SqliteStore> store;
    try {
        store = std::make_unique<SqliteStore>(place);
    } catch (const std::exception& error) {
        if (!means_damage(error) && !header_forbids_writing(error, place.file)) throw;
    }
    if (!store) {
        note = recovery.restore();
        store = std::make_unique<SqliteStore>(place);
    }
    store->set_recovery_note(std::move(note));
    return store;
}

// The pause before the next check of a record that could not be read or replaced.
constexpr huddle::Milliseconds pause_before_next_check{5'000};

// A store whose record is read while its full check runs. It refuses all writes until the check has ended.
class WaitingStore final : public Store {
public:
    WaitingStore(const Place& place, std::unique_ptr<SqliteStore> store) : place_(place), store_(std::move(store)) {
        begin_check(huddle::Milliseconds{0});
    }

    huddle::Result<huddle::State> load() override {
        return store_ ? store_->load() : huddle::Result<huddle::State>(too_early());
    }
    huddle::Result<void> save(std::span<const huddle::Change> changes) override {
        return checked() ? store_->save(changes) : huddle::Result<void>(too_early());
    }
    void settle() override {
        if (checked()) store_->settle();
    }
    bool has_due_work() override { return checked() && store_->has_due_work(); }
    huddle::Result<void> compact() override {
        return checked() ? store_->compact() : huddle::Result<void>(too_early());
    }
    huddle::Result<fs::path> backup(huddle::Day today) override {
        return checked() ? store_->backup(today) : huddle::Result<fs::path>(too_early());
    }
    huddle::Result<DayBegun> begin_day(huddle::Day today, const huddle::Retention& retention) override {
        return checked() ? store_->begin_day(today, retention) : huddle::Result<DayBegun>(too_early());
    }
    std::string recovery_note() const override { return store_ ? store_->recovery_note() : std::string{}; }
    bool checked() const override { return store_ && store_->checked(); }

    huddle::Result<bool> finish_check() override {
        if (!check_) return false;
        const RecordCheck::Outcome outcome = check_->outcome();
        const std::string reason = check_->reason();
        check_.reset();
        try {
            if (store_ && outcome == RecordCheck::Outcome::sound) {
                store_->begin_to_write();
                return false;
            }
            if (store_ && outcome == RecordCheck::Outcome::unreadable) {
                begin_check(pause_before_next_check);
                return huddle::Problem{
                    huddle::ProblemKind::not_saved,
                    "Not saved: the record cannot be checked just now, because " + reason + ". Please keep your text."};
            }
            recover();
            return true;
        } catch (const std::exception& error) {
            begin_check(pause_before_next_check);
            return not_saved(error);
        }
    }

private:
    static huddle::Problem too_early() {
        return {huddle::ProblemKind::not_saved, "Not saved: the record is still being checked. Please keep your text."};
    }

    void begin_check(huddle::Milliseconds pause) {
        const CheckBeside& beside = *place_.options.check_beside;
        check_ =
            std::make_unique<RecordCheck>(place_.file, place_.options.vfs, pause, beside.progress, beside.finished);
    }

    // Also continues an earlier attempt that had to stop.
    void recover() {
        Place whole = place_;
        whole.options.check_beside.reset();
        const bool first = store_ != nullptr;
        store_.reset();
        if (first) {
            std::string note =
                Recovery(whole.disk, whole.file, whole.options.vfs, whole.options.second_place).restore();
            store_ = std::make_unique<SqliteStore>(whole);
            store_->set_recovery_note(std::move(note));
        } else {
            store_ = open_or_restore(whole);
        }
    }

    const Place place_;
    std::unique_ptr<SqliteStore> store_;  // null while a damaged record could not be replaced
    std::unique_ptr<RecordCheck> check_;  // null once the record may be written
};

}  // namespace

huddle::Result<std::unique_ptr<Store>> Store::open(const fs::path& folder, const Options& options) {
    try {
        const fs::path whole = folder.is_absolute() ? folder : fs::absolute(folder);
        const Place place{whole, whole / "hearthside.db", options.disk ? *options.disk : platform_disk(), options};
        place.disk.make_folder(whole);
        std::unique_ptr<SqliteStore> store = open_or_restore(place);
        if (store->checked()) return std::unique_ptr<Store>(std::move(store));
        return std::unique_ptr<Store>(std::make_unique<WaitingStore>(place, std::move(store)));
    } catch (const NotOurs& it) {
        return it.problem;
    } catch (const std::exception& error) {
        return not_opened(error);
    }
}

}  // namespace hearthside::store
