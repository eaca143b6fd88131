// SPDX-License-Identifier: Apache-2.0
#include "core/store/recovery.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <future>
#include <memory>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include <mutex>

#include "core/files/folders.h"
#include "core/store/backups.h"
#include "core/store/connection.h"
#include "core/store/copy_file.h"
#include "core/store/load.h"
#include "core/store/read_connection.h"
#include "core/store/salvage.h"
#include "core/store/schema.h"
#include "core/store/store.h"

namespace hearthside::store {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view damaged = "damaged", replaced = "replaced";

fs::path with_end(fs::path file, const std::string& end) { return file += end; }

bool is_sound(SQLite::Database& database) {
    try {
        if (schema_of(database) != schema_version || !faults_of(database, Check::full).empty()) return false;
        Statements statements(database);
        load_state(statements);
        return true;
    } catch (const std::exception& error) {
        if (!means_damage(error)) throw;
        return false;
    }
}

// A network folder whose server is gone may never answer. Its copies are then left out, and the kiosk starts
// without them. The thread that waits for the answer is abandoned.
bool answers(const fs::path& folder) {
    constexpr auto patience = std::chrono::seconds(10);
    const auto asked = std::make_shared<std::promise<bool>>();
    auto answer = asked->get_future();
    std::thread([asked, folder] {
        bool any = false;
        files::each_name(folder, [&](std::string_view) {
            any = true;
            return false;
        });
        asked->set_value(any);
    }).detach();
    return answer.wait_for(patience) == std::future_status::ready && answer.get();
}

std::set<std::int64_t> huddles_in(SQLite::Database& database) {
    std::set<std::int64_t> ids;
    try {
        SQLite::Statement row(database, "SELECT id FROM huddles");
        while (row.executeStep()) ids.insert(row.getColumn(0).getInt64());
    } catch (const SQLite::Exception&) {
        // The ids read so far must be enough.
    }
    return ids;
}

bool share_one(const std::set<std::int64_t>& left, const std::set<std::int64_t>& right) {
    return std::any_of(left.begin(), left.end(), [&](std::int64_t id) { return right.contains(id); });
}

}  // namespace

struct Recovery::Sources {
    struct Copy {
        fs::path file;
        std::optional<huddle::Day> day;
        bool in_second_place = false;
        bool whole = false;
    };
    std::vector<Copy> copies;  // oldest first
};

Recovery::Recovery(Disk& disk, const fs::path& file, std::string vfs, fs::path second_place)
    : disk_(disk),
      file_(file),
      building_(with_end(file, ".building")),
      restored_(with_end(file, ".restored")),
      vfs_(std::move(vfs)),
      second_place_(std::move(second_place)) {}

bool Recovery::finish_earlier() {
    remove_whole(building_);
    if (!disk_.exists(restored_)) return false;
    put_in_place(damaged);
    return true;
}

void Recovery::remove_whole(const fs::path& file) {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) disk_.remove(with_end(file, end));
}

void Recovery::begin_anew(const fs::path& file) {
    remove_whole(file);
    disk_.make_file(file);
}

Recovery::Sources Recovery::find_sources() {
    Sources sources;
    std::set<std::int64_t> known;  // the huddles of this kiosk
    const auto look_in = [&](const fs::path& folder, bool second) {
        Backups backups(disk_, folder, vfs_);
        std::vector<fs::path> files = backups.newest_first();
        for (const fs::path& file : backups.put_aside()) files.push_back(file);
        for (const fs::path& file : files) {
            Sources::Copy copy{.file = file, .day = day_of_copy(file), .in_second_place = second};
            try {
                CopyFile opened(file, vfs_);
                if (opened.kind() == RecordKind::newer || opened.kind() == RecordKind::other) continue;
                copy.whole = faults_of(opened.database(), Check::full).empty();
                const auto huddles = huddles_in(opened.database());
                // A copy of another kiosk in that folder is not ours.
                if (second && !known.empty() && !huddles.empty() && !share_one(huddles, known)) continue;
                known.insert(huddles.begin(), huddles.end());
            } catch (const SQLite::Exception& error) {
                if (!means_damage(error)) continue;  // it cannot be read now, and is left as it is
            }
            sources.copies.push_back(std::move(copy));
        }
    };
    look_in(file_.parent_path() / "backups", false);
    try {
        SQLite::Database record = open_connection(file_, Access::read_only, vfs_);
        const StepLimit limit(record);
        const auto huddles = huddles_in(record);
        known.insert(huddles.begin(), huddles.end());
    } catch (const SQLite::Exception&) {
        // The record is damaged or gone, which is why recovery runs.
    }
    if (!second_place_.empty() && answers(second_place_)) {
        try {
            look_in(second_place_, true);
        } catch (const std::exception&) {
            // The second place is left out.
        }
    }
    std::stable_sort(
        sources.copies.begin(), sources.copies.end(), [](const Sources::Copy& left, const Sources::Copy& right) {
            return std::pair{left.day, !left.in_second_place} < std::pair{right.day, !right.in_second_place};
        });
    return sources;
}

bool Recovery::finish_building(SQLite::Database& made) {
    if (!is_sound(made)) return false;
    // The due work in the copy concerned the files of that time.
    made.exec("DELETE FROM upkeep; INSERT INTO upkeep (task) VALUES ('compact')");
    made.exec("VACUUM");
    return true;
}

bool Recovery::build(const Sources& sources, bool from_damaged_copies, bool from_record) {
    begin_anew(building_);
    from_record_ = 0;
    try {
        return build_carefully(sources, from_damaged_copies, from_record);
    } catch (const SQLite::Exception& error) {
        // The rows contradict each other.
        if (!means_damage(error) && (error.getErrorCode() & 0xff) != SQLITE_CONSTRAINT) throw;
        return false;
    }
}

bool Recovery::build_carefully(const Sources& sources, bool from_damaged_copies, bool from_record) {
    SQLite::Database made = open_connection(building_, Access::write, vfs_);
    made.exec("PRAGMA journal_mode = MEMORY");
    bring_up_to_date(made, migrations(), [](int) {});
    RowMerge merge(made);
    const auto take = [&](const fs::path& file, RowMerge::Word word) -> std::int64_t {
        std::optional<SQLite::Database> opened;
        try {
            opened.emplace(open_connection(file, Access::read_only, vfs_));
        } catch (const SQLite::Exception&) {
            return 0;
        }
        const StepLimit limit(*opened);
        return merge.take(*opened, word);
    };
    for (const Sources::Copy& copy : sources.copies) {
        if (copy.whole) take(copy.file, RowMerge::Word::newest);
    }
    if (from_record) from_record_ = take(file_, RowMerge::Word::newest);
    for (auto copy = sources.copies.rbegin(); from_damaged_copies && copy != sources.copies.rend(); ++copy) {
        if (!copy->whole) from_record_ += take(copy->file, RowMerge::Word::only_missing);
    }
    merge.finish();
    return finish_building(made);
}

bool Recovery::build_from_backup(const fs::path& backup) {
    begin_anew(building_);
    try {
        CopyFile source(backup, vfs_);
        if (source.kind() == RecordKind::newer || source.kind() == RecordKind::other) return false;
        if (!faults_of(source.database(), Check::full).empty()) return false;
        const bool ours = source.kind() == RecordKind::ours;
        if (ours) {
            // The file itself stays read-only; only the result of VACUUM INTO is written.
            source.database().exec("PRAGMA query_only = OFF");
            copy_into(source.database(), building_);
        }
        SQLite::Database made = open_connection(building_, Access::write, vfs_);
        made.exec("PRAGMA journal_mode = MEMORY");
        bring_up_to_date(made, migrations(), [](int) {});
        RowMerge merge(made);
        if (!ours) merge.take(source.database(), RowMerge::Word::newest);
        // What was deleted after the backup stays deleted (SAFETY 5).
        std::vector<fs::path> newer = Backups(disk_, file_.parent_path() / "backups", vfs_).newest_first();
        newer.push_back(file_);
        for (const fs::path& file : newer) {
            try {
                CopyFile knows(file, vfs_);
                if (knows.kind() == RecordKind::ours || knows.kind() == RecordKind::changed)
                    merge.take_tombstones(knows.database());
            } catch (const SQLite::Exception&) {
                // A copy that cannot be read gives no tombstones.
            }
        }
        merge.finish();
        return finish_building(made);
    } catch (const SQLite::Exception& error) {
        if (!means_damage(error)) throw;
        return false;
    }
}

std::string Recovery::put_in_place(std::string_view why) {
    const huddle::Day today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const std::string first = fmt::format("{}.{}-{}", file_.filename().string(), why, to_column_text(today));
    std::string name = first;
    for (int again = 2; disk_.exists(file_.parent_path() / name); ++again) name = fmt::format("{}-{}", first, again);
    const fs::path aside = file_.parent_path() / name;
    const fs::path journal = with_end(file_, "-wal");
    const std::unique_lock nobody_opens(record_replacement());
    // The journal is renamed first, because it must never meet the new file.
    if (disk_.size(journal) > 0) disk_.rename(journal, with_end(aside, "-wal"));
    disk_.remove(journal);
    disk_.remove(with_end(file_, "-shm"));
    if (disk_.size(file_) > 0) {
        disk_.rename(file_, aside);
    }
    // From here on, a power cut leaves no record in place, and the next start continues here.
    disk_.rename(restored_, file_);
    disk_.sync_folder(file_.parent_path());
    return name;
}

void Recovery::keep_replacement() {
    disk_.sync_file(building_);
    disk_.rename(building_, restored_);
    disk_.sync_folder(file_.parent_path());
}

// Makes the file that will be put aside one whole file.
void Recovery::fold_journal() {
    try {
        SQLite::Database record = open_connection(file_, Access::write, vfs_);
        const StepLimit limit(record);
        record.exec("PRAGMA journal_mode = DELETE");
    } catch (const SQLite::Exception&) {
        // It is put aside as it is, with its journal beside it.
    }
}

bool Recovery::replace_with(const fs::path& backup) {
    if (!build_from_backup(backup)) {
        remove_whole(building_);
        return false;
    }
    keep_replacement();
    fold_journal();
    put_in_place(replaced);
    return true;
}

std::string Recovery::restore() {
    const bool anything_there = disk_.size(file_) > 0;
    const Sources sources = find_sources();
    // The fuller attempt may bring in rows that contradict each other.
    if (!build(sources, true, anything_there) && !build(sources, false, anything_there) &&
        !build(sources, false, false) && !build({}, false, false)) {
        throw std::runtime_error("a new record could not be made");
    }
    std::string how;
    for (const Sources::Copy& copy : sources.copies) {
        if (!copy.whole) continue;
        how = fmt::format("from the backup of {}{}", copy.day ? to_column_text(*copy.day) : copy.file.stem().string(),
                          copy.in_second_place ? " in the second place" : "");
    }
    if (from_record_ > 0) how += how.empty() ? "from what could still be read" : " and from what could still be read";
    keep_replacement();
    const std::string aside = put_in_place(damaged);
    if (!anything_there) {
        return how.empty() ? "The record was missing, so a new one was begun."
                           : fmt::format("The record was missing and has been restored {}.", how);
    }
    if (how.empty())
        return fmt::format("The record could not be read, so a new one was begun; the old file is kept as {}.", aside);
    return fmt::format("The record was damaged and has been restored {}; the old file is kept as {}.", how, aside);
}

bool is_put_aside(const std::string& name) {
    return name.find(".db.damaged-") != std::string::npos || name.find(".db.replaced-") != std::string::npos;
}

bool is_replaced(const std::string& name) {
    return name.find(".db.replaced-") != std::string::npos && !name.ends_with("-wal") && !name.ends_with("-shm");
}

std::optional<huddle::Day> day_put_aside(const std::string& name) {
    for (const std::string_view word : {".db.damaged-", ".db.replaced-"}) {
        if (const std::size_t at = name.find(word); at != std::string::npos)
            return huddle::day_from_text(std::string_view{name}.substr(at + word.size()).substr(0, 10));
    }
    return std::nullopt;
}

}  // namespace hearthside::store
