// SPDX-License-Identifier: Apache-2.0
// The folder of lessons from other kiosks: `hearthside lessons import` puts a checked file there, and the
// running kiosk reads it.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "core/huddle/result.h"
#include "core/sharing/sharing_file.h"

namespace hearthside::sharing {

// Writes the whole file or nothing. Problem: not_saved.
huddle::Result<void> put_into_incoming(const std::filesystem::path& data, std::string_view text);

struct Incoming {
    std::filesystem::path path;  // to be deleted once its lessons are saved
    LessonsFile file;
};

// The waiting files by name, at most sixteen at a time. A file that is not valid is refused.
std::vector<Incoming> waiting_lessons(const std::filesystem::path& data);

// Renames the file to NAME.refused, so that it is not read again.
void put_aside(const std::filesystem::path& file);

}  // namespace hearthside::sharing
