// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>

#include "core/files/folders.h"
#include "kiosk/commands/commands.h"
#include "kiosk/demo/demo_history.h"

namespace hearthside {

int run_demo(const std::filesystem::path& data, int huddles) {
    const LayoutLibrary library = read_layout_library(share_folder() / "layouts", data / "layouts");
    for (const FileFault& fault : library.faults) fmt::print(stderr, "hearthside: {}\n", to_text(fault));
    const auto made = make_demo(data, huddles, library);
    if (!made) return fail(made.problem());
    fmt::print("{} huddles are in {}.\n", *made, data.string());
    return exit_fine;
}

}  // namespace hearthside
