// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "core/files/folders.h"
#include "core/layout_file/layout_file.h"
#include "kiosk/commands/commands.h"

namespace hearthside::commands {

int run_layouts_list(const std::filesystem::path& data) {
    const layout_file::LayoutLibrary library =
        layout_file::read_layout_library(files::share_folder() / "layouts", data / "layouts");
    for (const files::FileFault& fault : library.faults) fmt::print(stderr, "hearthside: {}\n", files::to_text(fault));
    for (const auto& entry : library.entries) {
        const auto seconds = std::chrono::duration_cast<huddle::Seconds>(huddle::planned_total(entry.layout)).count();
        fmt::print("{:<22} {:>2}:{:02}  {:<24} {}{}\n", entry.layout.id, seconds / 60, seconds % 60, entry.layout.name,
                   entry.layout.for_whom, entry.own ? "  (this place's own)" : "");
    }
    return library.faults.empty() ? exit_fine : exit_failed;
}

int run_layouts_check(const std::vector<std::filesystem::path>& files) {
    bool sound = true;
    for (const auto& file : files) {
        const layout_file::ParsedLayout reading = layout_file::read_layout_file(file);
        for (const files::FileFault& fault : reading.faults) fmt::print("{}\n", files::to_text(fault));
        if (reading.faults.empty()) fmt::print("{}: fine\n", file.string());
        sound = sound && reading.faults.empty();
    }
    return sound ? exit_fine : exit_failed;
}

}  // namespace hearthside::commands
