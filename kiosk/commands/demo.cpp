// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "core/files/folders.h"
#include "kiosk/commands/commands.h"
#include "kiosk/demo/demo_history.h"

namespace hearthside::commands {

int run_demo(const std::filesystem::path& data, int huddles) {
    const layout_file::LayoutLibrary library =
        layout_file::read_layout_library(files::share_folder() / "layouts", data / "layouts");
    for (const files::FileFault& fault : library.faults) fmt::print(stderr, "hearthside: {}\n", files::to_text(fault));
    const auto made = demo::make_demo(data, huddles, library);
    if (!made) return fail(made.problem());
    fmt::print("{} huddles are in {}.\n", *made, data.string());
    return exit_fine;
}

}  // namespace hearthside::commands
