// SPDX-License-Identifier: Apache-2.0
#include "core/sharing/incoming.h"

#include <algorithm>
#include <system_error>

#include "core/files/folders.h"
#include "core/files/safe_file.h"
#include "core/secrets/chance.h"

namespace hearthside::sharing {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t files_at_a_time = 16;
constexpr const char* ending = ".json";

fs::path folder_of(const fs::path& data) { return data / "incoming"; }

}  // namespace

huddle::Result<void> put_into_incoming(const fs::path& data, std::string_view text) {
    const fs::path folder = folder_of(data);
    std::error_code error;
    fs::create_directory(folder, error);
    if (error)
        return huddle::Problem{huddle::ProblemKind::not_saved,
                               "Not saved: the folder for incoming lessons cannot be made."};
    fs::permissions(folder, fs::perms::owner_all, error);
    return files::write_whole_file(folder / (huddle::to_hex(secrets::secure_word()) + ending), text, 0600);
}

std::vector<Incoming> waiting_lessons(const fs::path& data) {
    const fs::path folder = folder_of(data);
    std::vector<fs::path> paths;
    files::each_name(folder, [&](std::string_view name) {
        if (name.ends_with(ending)) paths.push_back(folder / name);
        return true;
    });
    std::sort(paths.begin(), paths.end());
    if (paths.size() > files_at_a_time) paths.resize(files_at_a_time);
    std::vector<Incoming> waiting;
    for (const fs::path& path : paths) {
        const auto text = files::read_whole_file(path, lessons_file_bytes_at_most);
        auto file = read_lessons_file(text.value_or(""), path.filename().string());
        if (file) {
            waiting.push_back({path, *std::move(file)});
        } else {
            put_aside(path);
        }
    }
    return waiting;
}

void put_aside(const fs::path& file) {
    fs::path aside = file;
    aside += ".refused";
    std::error_code ignored;  // if this fails, the file is read and refused again
    fs::rename(file, aside, ignored);
}

}  // namespace hearthside::sharing
