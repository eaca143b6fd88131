#include "core/store/copies.h"

#include <fmt/format.h>

#include "core/store/backups.h"
#include "core/store/connection.h"
#include "core/store/recovery.h"
#include "core/store/schema.h"
#include "core/store/store.h"

namespace hearthside {

namespace {

namespace fs = std::filesystem;

Problem invalid(std::string sentence) { return {ProblemKind::invalid, std::move(sentence)}; }

// Is this a record that this version can read? SQLite says the rest.
Result<void> check_is_ours(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return invalid(fmt::format("There is no file {}.", file.string()));
    try {
        SQLite::Database database = open_connection(file, Access::read_only, "");
        if (database.execAndGet("PRAGMA application_id").getInt() != application_id)
            return invalid(fmt::format("{} is not a record of Hearthside.", file.string()));
        if (schema_of(database) > schema_version)
            return invalid(fmt::format("{} was written by a newer version of Hearthside; please install that version.",
                                       file.string()));
        return {};
    } catch (const SQLite::Exception& problem) {
        if (!means_damage(problem)) return not_opened(problem);
        return invalid(fmt::format("{} is not a record of Hearthside.", file.string()));
    }
}

}  // namespace

Result<fs::path> copy_record(const fs::path& data, const fs::path& folder, Day today) {
    const fs::path file = fs::absolute(data) / "hearthside.db";
    if (auto ours = check_is_ours(file); !ours) return ours.problem();
    try {
        SQLite::Database database = open_connection(file, Access::read_only, "");
        if (!faults_of(database, Check::full).empty()) {
            return Problem{ProblemKind::damaged,
                           "The record is damaged; the kiosk repairs it when it starts. No copy was made."};
        }
        // The file stays read-only; only what VACUUM INTO makes of it is written.
        database.exec("PRAGMA query_only = OFF");
        return Backups(platform_disk(), fs::absolute(folder), "").make(database, to_form(today));
    } catch (const std::exception& error) {
        return Problem{ProblemKind::not_saved,
                       fmt::format("No copy could be made in {}: {}.", folder.string(), reason_for(error))};
    }
}

Result<void> restore_record(const fs::path& data, const fs::path& backup) {
    const fs::path from = fs::absolute(backup);
    if (auto ours = check_is_ours(from); !ours) return ours;
    try {
        Recovery recovery(platform_disk(), fs::absolute(data) / "hearthside.db", "");
        recovery.finish_earlier();
        if (!recovery.replace_with(from)) {
            return Problem{ProblemKind::damaged,
                           fmt::format("{} is damaged; please choose another backup. Nothing was changed.", backup.string())};
        }
        return {};
    } catch (const std::exception& error) {
        return Problem{ProblemKind::not_saved, fmt::format("The backup could not be put back: {}.", reason_for(error))};
    }
}

Result<std::vector<CheckedCopy>> check_copies(const fs::path& folder) {
    try {
        std::vector<CheckedCopy> copies;
        for (const fs::path& file : Backups(platform_disk(), fs::absolute(folder), "").newest_first()) {
            CheckedCopy copy{.file = file};
            try {
                SQLite::Database database = open_connection(file, Access::read_only, "");
                copy.sound = database.execAndGet("PRAGMA application_id").getInt() == application_id &&
                             faults_of(database, Check::full).empty();
                if (copy.sound) copy.huddles = database.execAndGet("SELECT count(*) FROM huddles").getInt64();
            } catch (const SQLite::Exception& problem) {
                if (!means_damage(problem)) throw;
                copy.sound = false;
            }
            copies.push_back(std::move(copy));
        }
        return copies;
    } catch (const std::exception& error) {
        return Problem{ProblemKind::not_saved, fmt::format("The backups in {} cannot be read: {}.", folder.string(), reason_for(error))};
    }
}

}  // namespace hearthside
