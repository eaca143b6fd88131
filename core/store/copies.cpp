// SPDX-License-Identifier: Apache-2.0
#include "core/store/copies.h"

#include <fmt/format.h>

#include "core/store/backups.h"
#include "core/store/connection.h"
#include "core/store/copy_file.h"
#include "core/store/recovery.h"
#include "core/store/recovery_note.h"
#include "core/store/store.h"

namespace hearthside::store {

namespace {

namespace fs = std::filesystem;

huddle::Problem invalid(std::string sentence) { return {huddle::ProblemKind::invalid, std::move(sentence)}; }

// Whether this is a record that this version can read. SQLite reports the other faults.
huddle::Result<void> check_is_ours(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) return invalid(fmt::format("There is no file {}.", file.string()));
    try {
        switch (CopyFile(file, "").kind()) {
            case RecordKind::other:
                return invalid(fmt::format("{} is not a record of Hearthside.", file.string()));
            case RecordKind::newer:
                return invalid(fmt::format(
                    "{} was written by a newer version of Hearthside; please install that version.", file.string()));
            case RecordKind::ours:
            case RecordKind::changed:
                break;
        }
        return {};
    } catch (const SQLite::Exception& problem) {
        if (!means_damage(problem)) return not_opened(problem);
        return invalid(fmt::format("{} is not a record of Hearthside.", file.string()));
    }
}

}  // namespace

huddle::Result<fs::path> copy_record(const fs::path& data, const fs::path& folder, huddle::Day today) {
    const fs::path file = fs::absolute(data) / "hearthside.db";
    if (auto ours = check_is_ours(file); !ours) return ours.problem();
    try {
        CopyFile record(file, "");
        if (record.kind() != RecordKind::ours || !faults_of(record.database(), Check::full).empty()) {
            return huddle::Problem{huddle::ProblemKind::damaged,
                                   "The record is damaged; the kiosk repairs it when it starts. No copy was made."};
        }
        // The file itself stays read-only; only the result of VACUUM INTO is written.
        record.database().exec("PRAGMA query_only = OFF");
        return Backups(platform_disk(), fs::absolute(folder), "").make(record.database(), to_column_text(today));
    } catch (const std::exception& error) {
        return huddle::Problem{huddle::ProblemKind::not_saved,
                               fmt::format("No copy could be made in {}: {}.", folder.string(), reason_for(error))};
    }
}

huddle::Result<void> restore_record(const fs::path& data, const fs::path& backup) {
    const fs::path from = fs::absolute(backup);
    if (auto ours = check_is_ours(from); !ours) return ours;
    try {
        Recovery recovery(platform_disk(), fs::absolute(data) / "hearthside.db", "");
        recovery.finish_earlier();
        if (!recovery.replace_with(from)) {
            return huddle::Problem{
                huddle::ProblemKind::damaged,
                fmt::format("{} is damaged; please choose another backup. Nothing was changed.", backup.string())};
        }
        // The next start shows this for a day.
        keep_recovery_note(
            fs::absolute(data),
            fmt::format("The record was taken from the backup {}. What was there before is kept beside it.",
                        from.filename().string()),
            std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now()));
        return {};
    } catch (const std::exception& error) {
        return huddle::Problem{huddle::ProblemKind::not_saved,
                               fmt::format("The backup could not be put back: {}.", reason_for(error))};
    }
}

huddle::Result<std::vector<CheckedCopy>> check_copies(const fs::path& folder) {
    try {
        std::vector<CheckedCopy> copies;
        for (const fs::path& file : Backups(platform_disk(), fs::absolute(folder), "").newest_first()) {
            CheckedCopy copy{.file = file};
            try {
                CopyFile opened(file, "");
                copy.sound = opened.kind() == RecordKind::ours && faults_of(opened.database(), Check::full).empty();
                if (copy.sound) copy.huddles = opened.database().execAndGet("SELECT count(*) FROM huddles").getInt64();
            } catch (const SQLite::Exception& problem) {
                if (!means_damage(problem)) throw;
                copy.sound = false;
            }
            copies.push_back(std::move(copy));
        }
        return copies;
    } catch (const std::exception& error) {
        return huddle::Problem{huddle::ProblemKind::not_saved, fmt::format("The backups in {} cannot be read: {}.",
                                                                           folder.string(), reason_for(error))};
    }
}

}  // namespace hearthside::store
