// How the kiosk is: room on the disk, the newest backup, the size of the record. Looks at files and
// never opens the database; may take as long as the disk does.
#pragma once

#include <filesystem>

#include "kiosk/ui/settings_service.h"

namespace hearthside {

// `wall` is the wall clock: a backup is due each day that the record was changed. `certificate` is the one that
// the web face speaks with; empty when it has none.
KioskStatus read_status(const std::filesystem::path& data, const std::string& version,
                        const std::filesystem::path& certificate, Instant wall);

}  // namespace hearthside
