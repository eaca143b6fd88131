// SPDX-License-Identifier: Apache-2.0
// The sentence about a restored record. It is shown for a day, also after a restart, so that people of every
// shift see it.
#pragma once

#include <filesystem>
#include <string>

#include "core/huddle/types.h"

namespace hearthside::store {

// Both block for the disk. `wall` is the wall clock. If the note cannot be written, it is not shown.
void keep_recovery_note(const std::filesystem::path& folder, const std::string& sentence, huddle::Instant wall);

// Empty when there is none from the last day.
std::string recent_recovery_note(const std::filesystem::path& folder, huddle::Instant wall);

}  // namespace hearthside::store
