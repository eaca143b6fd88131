// A TOML file -> a Layout. Finds every fault in a file, not only the first, and says for each
// where it is, what is wrong and what is expected. The format is in layouts/README.md.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/huddle/layout.h"
#include "core/huddle/result.h"
#include "core/files/file_fault.h"

namespace hearthside {

struct ParsedLayout {
    std::optional<Layout> layout;  // none when there is any fault
    std::vector<FileFault> faults;
};
ParsedLayout read_layout(std::string_view toml, const std::string& file_name);
ParsedLayout read_layout_file(const std::filesystem::path& file);

// The shipped layouts with the user's own on top (same id overrides). Broken files are left out
// and reported; a broken override leaves the shipped one in force.
struct LayoutLibrary {
    struct Entry { Layout layout; std::filesystem::path file; bool own = false; };
    std::vector<Entry> entries;  // learning-huddle first, then by name
    std::vector<FileFault> faults;

    const Layout* find(std::string_view id) const;
};
LayoutLibrary read_layout_library(const std::filesystem::path& shipped, const std::filesystem::path& own);

}  // namespace hearthside
