// SPDX-License-Identifier: Apache-2.0
// The state of the kiosk: free disk space, the newest backup, the size of the record. Reads files and never
// opens the database. Takes as long as the disk does.
#pragma once

#include <filesystem>

#include "kiosk/ui/settings_service.h"

namespace hearthside::services {

// `wall` is the wall clock: a backup is due on each day on which the record changed. `certificate` is the one
// that the phone server uses; empty when there is none.
ui::KioskStatus read_status(const std::filesystem::path& data, const std::string& version,
                            const std::filesystem::path& certificate, huddle::Instant wall);

}  // namespace hearthside::services
