// SPDX-License-Identifier: Apache-2.0
#include "core/store/copy_locations.h"

#include <algorithm>
#include <charconv>

#include "core/files/safe_file.h"

namespace hearthside::store {

namespace {

constexpr std::size_t bytes_at_most = 64 * 1024 * 1024;
constexpr std::string_view folder_word = "folder ";

std::filesystem::path file_in(const std::filesystem::path& data) { return data / "second-place"; }

std::size_t kind_of(std::string_view word) {
    return static_cast<std::size_t>(std::find(tables_with_words.begin(), tables_with_words.end(), word) -
                                    tables_with_words.begin());
}

}  // namespace

CopyLocations read_copy_locations(const std::filesystem::path& data) {
    CopyLocations found;
    const auto bytes = files::read_whole_file(file_in(data), bytes_at_most);
    if (!bytes) return found;
    std::string_view left = *bytes;
    while (!left.empty()) {
        const std::size_t end = std::min(left.find('\n'), left.size());
        const std::string_view line = left.substr(0, end);
        left.remove_prefix(std::min(end + 1, left.size()));
        if (line.starts_with(folder_word)) {
            found.folders.emplace_back(line.substr(folder_word.size()));
            continue;
        }
        const std::size_t blank = line.find(' '), kind = kind_of(line.substr(0, blank));
        std::int64_t id = 0;
        if (blank == std::string_view::npos || kind == tables_with_words.size()) continue;
        const auto read = std::from_chars(line.data() + blank + 1, line.data() + line.size(), id);
        if (read.ec == std::errc{} && read.ptr == line.data() + line.size()) found.forgotten[kind].push_back(id);
    }
    return found;
}

void add_copy_location(const std::filesystem::path& data, const std::filesystem::path& folder, const Tombstones& gone) {
    CopyLocations known = read_copy_locations(data);
    if (std::find(known.folders.begin(), known.folders.end(), folder.string()) == known.folders.end())
        known.folders.push_back(folder.string());
    std::string text;
    for (const std::string& name : known.folders) text += std::string{folder_word} + name + '\n';
    for (std::size_t at = 0; known.folders.size() == 1 && at < gone.size(); ++at) {
        for (const std::int64_t id : gone[at])
            text += std::string{tables_with_words[at]} + ' ' + std::to_string(id) + '\n';
    }
    (void)files::write_whole_file(file_in(data), text, 0600);
}

}  // namespace hearthside::store
