// SPDX-License-Identifier: Apache-2.0
// Reads a Layout from a TOML file. It finds every fault in the file and says for each where it is, what is
// wrong and what is expected. layouts/README.md describes the format.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/files/file_fault.h"
#include "core/huddle/layout.h"
#include "core/huddle/result.h"

namespace hearthside::layout_file {

struct ParsedLayout {
    std::optional<huddle::Layout> layout;  // none when there is any fault
    std::vector<files::FileFault> faults;
};
ParsedLayout read_layout(std::string_view toml, const std::string& file_name);
ParsedLayout read_layout_file(const std::filesystem::path& file);

// The shipped layouts plus the user's own; the same id overrides. Broken files are left out and reported.
// When an override is broken, the shipped layout is used.
struct LayoutLibrary {
    struct Entry {
        huddle::Layout layout;
        std::filesystem::path file;
        bool own = false;
    };
    std::vector<Entry> entries;  // learning-huddle first, then by name
    std::vector<files::FileFault> faults;

    const huddle::Layout* find(std::string_view id) const;
};
LayoutLibrary read_layout_library(const std::filesystem::path& shipped, const std::filesystem::path& own);

}  // namespace hearthside::layout_file
