// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "core/calendar/calendar.h"
#include "core/room/folder_lock.h"
#include "core/store/copies.h"
#include "kiosk/commands/commands.h"
#include "kiosk/configuration/configuration_file.h"

namespace hearthside::commands {

int run_backup(const std::filesystem::path& data, const std::filesystem::path& folder) {
    // A fault in the configuration must not prevent a backup.
    const std::string zone = configuration::read_configuration(data / "hearthside.toml").configuration.time_zone;
    const auto now = std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now());
    const auto made = store::copy_record(data, folder, calendar::local_time(now, zone).day);
    if (!made) return fail(made.problem());
    fmt::print("{}\n", made->string());
    return exit_fine;
}

int run_restore(const std::filesystem::path& data, const std::filesystem::path& backup) {
    const auto lock = room::FolderLock::take(data);
    if (!lock) return fail(lock.problem());
    const auto restored = store::restore_record(data, backup);
    if (!restored) return fail(restored.problem());
    fmt::print("The record is the one of {} now. What was there is kept beside it.\n", backup.filename().string());
    return exit_fine;
}

}  // namespace hearthside::commands
