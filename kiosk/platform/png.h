// SPDX-License-Identifier: Apache-2.0
// Writes pixels as a PNG file with Cairo. The same pixels give the same bytes.
#pragma once

#include <filesystem>
#include <string>

#include "core/huddle/result.h"
#include "core/text/text.h"

namespace hearthside::platform {

// The PNG's bytes. Empty for an empty image or when there is not enough memory.
std::string png_of(const text::Image& image);

// Writes a new file or replaces one. Problem not_saved when the file cannot be written.
huddle::Result<void> write_png(const text::Image& image, const std::filesystem::path& file);

}  // namespace hearthside::platform
