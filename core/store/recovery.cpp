#include "core/store/recovery.h"

#include <fmt/format.h>

#include "core/store/backups.h"
#include "core/store/connection.h"
#include "core/store/load.h"
#include "core/store/salvage.h"
#include "core/store/schema.h"
#include "core/store/store.h"

namespace hearthside {

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

std::string day_in(const fs::path& backup) {
    const std::string name = backup.stem().string();
    return name.size() > 10 ? name.substr(name.size() - 10) : name;
}

}  // namespace

Recovery::Recovery(Disk& disk, const fs::path& file, std::string vfs)
    : disk_(disk),
      file_(file),
      building_(with_end(file, ".building")),
      restored_(with_end(file, ".restored")),
      vfs_(std::move(vfs)) {}

bool Recovery::finish_earlier() {
    if (!disk_.exists(restored_)) return false;
    put_in_place(damaged);
    return true;
}

void Recovery::begin_anew(const fs::path& file) {
    for (const char* end : {"", "-wal", "-shm", "-journal"}) disk_.remove(with_end(file, end));
    disk_.make_file(file);
}

bool Recovery::build_from(const fs::path& backup, bool with_salvage, std::int64_t& salvaged) {
    begin_anew(building_);
    try {
        if (!backup.empty()) {
            SQLite::Database source = open_connection(backup, Access::read_only, vfs_);
            if (!faults_of(source, Check::full).empty()) return false;
            // The file stays read-only; only what VACUUM INTO makes of it is written.
            source.exec("PRAGMA query_only = OFF");
            copy_into(source, building_);
        }
        SQLite::Database made = open_connection(building_, Access::write, vfs_);
        made.exec("PRAGMA journal_mode = MEMORY");
        bring_up_to_date(made, migrations(), [](int) {});
        if (with_salvage) salvaged = salvage(file_, vfs_, made);
        if (!is_sound(made)) return false;
        // What was due when the backup was made was done to the files of that time.
        made.exec("DELETE FROM upkeep; INSERT INTO upkeep (task) VALUES ('compact')");
        made.exec("VACUUM");
        return true;
    } catch (const SQLite::Exception& error) {
        if (!means_damage(error)) throw;
        return false;
    }
}

std::string Recovery::build_replacement() {
    const bool anything_there = disk_.size(file_) > 0;
    std::int64_t salvaged = 0;
    for (const fs::path& backup : Backups(disk_, file_.parent_path() / "backups", vfs_).newest_first()) {
        if (anything_there && build_from(backup, true, salvaged)) {
            if (salvaged == 0) return fmt::format("from the backup of {}", day_in(backup));
            return fmt::format("from the backup of {} and from what could still be read", day_in(backup));
        }
        if (build_from(backup, false, salvaged)) return fmt::format("from the backup of {}", day_in(backup));
    }
    if (anything_there && build_from({}, true, salvaged) && salvaged > 0)
        return "from what could still be read";
    if (!build_from({}, false, salvaged)) throw std::runtime_error("a new record could not be made");
    return "";
}

std::string Recovery::put_in_place(std::string_view why) {
    const Day today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
    const std::string first = fmt::format("{}.{}-{}", file_.filename().string(), why, to_form(today));
    std::string name = first;
    for (int again = 2; disk_.exists(file_.parent_path() / name); ++again)
        name = fmt::format("{}-{}", first, again);
    const fs::path aside = file_.parent_path() / name;
    const fs::path journal = with_end(file_, "-wal");
    // The journal goes first: it must never meet the new file.
    if (disk_.size(journal) > 0) disk_.rename(journal, with_end(aside, "-wal"));
    disk_.remove(journal);
    disk_.remove(with_end(file_, "-shm"));
    if (disk_.size(file_) > 0) {
        disk_.rename(file_, aside);
    }
    // From here on a power cut leaves no record in place, and the next start carries on here.
    disk_.rename(restored_, file_);
    disk_.sync_folder(file_.parent_path());
    return name;
}

void Recovery::keep_replacement() {
    disk_.sync_file(building_);
    disk_.rename(building_, restored_);
    disk_.sync_folder(file_.parent_path());
}

bool Recovery::replace_with(const fs::path& backup) {
    std::int64_t salvaged = 0;
    if (!build_from(backup, false, salvaged)) {
        begin_anew(building_);
        disk_.remove(building_);
        return false;
    }
    keep_replacement();
    put_in_place(replaced);
    return true;
}

std::string Recovery::restore() {
    const bool anything_there = disk_.size(file_) > 0;
    const std::string how = build_replacement();
    keep_replacement();
    const std::string aside = put_in_place(damaged);
    if (!anything_there) {
        return how.empty() ? "The record was missing, so a new one was begun."
                           : fmt::format("The record was missing and has been restored {}.", how);
    }
    if (how.empty())
        return fmt::format(
            "The record could not be read, so a new one was begun; the old file is kept as {}.", aside);
    return fmt::format("The record was damaged and has been restored {}; the old file is kept as {}.", how,
                       aside);
}

bool is_put_aside(const std::string& name) {
    return name.find(".db.damaged-") != std::string::npos || name.find(".db.replaced-") != std::string::npos;
}

}  // namespace hearthside
