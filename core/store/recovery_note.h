// That the record was restored is said for a day, also when the kiosk is started anew meanwhile: people come and go.
#pragma once

#include <filesystem>
#include <string>

#include "core/huddle/types.h"

namespace hearthside {

// Both block for the disk; `wall` is the wall clock. A note that cannot be written is not said.
void keep_recovery_note(const std::filesystem::path& folder, const std::string& sentence, Instant wall);

// Empty when there is none of the last day.
std::string recent_recovery_note(const std::filesystem::path& folder, Instant wall);

}  // namespace hearthside
