// SPDX-License-Identifier: Apache-2.0
#include "kiosk/services/status.h"

#include <sys/stat.h>

#include <algorithm>

#include "core/files/folders.h"
#include "core/secrets/certificate.h"

namespace hearthside::services {

namespace {

std::optional<huddle::Instant> changed_at(const std::filesystem::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return std::nullopt;
    return huddle::Instant(huddle::Milliseconds(status.st_mtim.tv_sec * 1000LL + status.st_mtim.tv_nsec / 1'000'000));
}

// One day, and the time until the next huddle closes.
constexpr auto backup_is_late = std::chrono::hours(48);

}  // namespace

ui::KioskStatus read_status(const std::filesystem::path& data, const std::string& version,
                            const std::filesystem::path& certificate, huddle::Instant wall) {
    ui::KioskStatus status;
    status.version = version;
    status.data_folder = data.string();
    std::error_code error;
    const auto space = std::filesystem::space(data, error);
    if (!error) status.disk_free_bytes = space.available;
    const std::filesystem::path database = data / "hearthside.db";
    for (const char* part : {"", "-wal"}) {
        const auto bytes = std::filesystem::file_size(database.string() + part, error);
        if (!error) status.database_bytes += bytes;
    }
    files::each_name(data / "backups", [&](std::string_view name) {
        if (!name.ends_with(".db")) return true;
        const auto made = changed_at(data / "backups" / name);
        if (made && (!status.last_backup || *made > *status.last_backup)) status.last_backup = made;
        return true;
    });
    const auto changed = changed_at(database);
    const huddle::Instant known = status.last_backup.value_or(huddle::Instant{});
    status.backup_failed = status.last_backup && changed && *changed > known && wall - known > backup_is_late;
    if (const auto fingerprint = secrets::certificate_fingerprint(certificate); fingerprint) {
        status.certificate_fingerprint = *fingerprint;
        // Spaces allow a line break, and some browsers also show the fingerprint this way.
        std::ranges::replace(status.certificate_fingerprint, ':', ' ');
    }
    return status;
}

}  // namespace hearthside::services
