// SPDX-License-Identifier: Apache-2.0
// Sticks through the mounts below /media, /run/media and /mnt, for systems without UDisks2.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "kiosk/sticks/sticks.h"

namespace hearthside::sticks {

std::unique_ptr<Sticks> sticks_of_mounts();

// The sticks listed in `mountinfo` (as in /proc/self/mountinfo); `devices` is /sys/dev/block.
std::vector<Stick> sticks_in(std::string_view mountinfo, const std::filesystem::path& devices);

}  // namespace hearthside::sticks
