// SPDX-License-Identifier: Apache-2.0
// Writes the touch areas of the painted frame as a small JSON file, for scripts that touch the screen from
// outside, such as tests/journey. It holds names and rectangles only, never a text.
#pragma once

#include <filesystem>
#include <vector>

#include "kiosk/ui/ui.h"

namespace hearthside {

// Replaces the file in one step, so a reader never sees half of it. Rectangles are in px.
void write_targets(const std::filesystem::path& file, int width, int height, const std::vector<ui::Target>& targets);

}  // namespace hearthside
