// The folder where lessons of other kiosks wait for the running one: `hearthside lessons import` puts a
// checked file there, the Room takes it. Knows no Room.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "core/huddle/result.h"
#include "core/sharing/sharing_file.h"

namespace hearthside {

// Whole or not at all. Problem: not_saved.
Result<void> put_into_incoming(const std::filesystem::path& data, std::string_view text);

struct Incoming {
    std::filesystem::path path;  // to be deleted once its lessons are kept
    LessonsFile file;
};

// The files that wait, by name, sixteen at most at a time. One that is not as it should be is put aside.
std::vector<Incoming> waiting_lessons(const std::filesystem::path& data);

// As NAME.refused: it is not looked at again.
void put_aside(const std::filesystem::path& file);

}  // namespace hearthside
