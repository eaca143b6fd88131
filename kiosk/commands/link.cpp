// SPDX-License-Identifier: Apache-2.0
#include <fmt/core.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

#include "core/room/folder_lock.h"
#include "core/store/history.h"
#include "core/text/qr.h"
#include "kiosk/commands/application.h"
#include "kiosk/commands/commands.h"

namespace hearthside::commands {

namespace {

constexpr int clear_modules = 4;

// Prints two rows of modules as one row of text. Light modules are drawn, because most terminals are dark. On
// a terminal both colours are set explicitly, so that a light one shows the code too.
void print_code(const text::QrCode& code, bool on_a_terminal) {
    const auto is_light = [&](int column, int row) {
        const bool inside = column >= 0 && row >= 0 && column < code.size && row < code.size;
        return !inside || !code.dark_at(column, row);
    };
    for (int row = -clear_modules; row < code.size + clear_modules; row += 2) {
        std::string line;
        for (int column = -clear_modules; column < code.size + clear_modules; ++column) {
            const bool upper = is_light(column, row);
            // The sizes are odd, so the last line has no lower half, which keeps the terminal's dark colour.
            const bool lower = row + 1 < code.size + clear_modules && is_light(column, row + 1);
            line += upper && lower ? "\u2588" : upper ? "\u2580" : lower ? "\u2584" : " ";
        }
        fmt::print("{}{}{}\n", on_a_terminal ? "\x1b[38;5;231;48;5;16m" : "", line, on_a_terminal ? "\x1b[0m" : "");
    }
}

// The link that the running Hearthside wrote. None when no link with `key` appears in time: after a huddle's
// start it is written a moment later.
std::string link_with(const std::string& key, const std::filesystem::path& file) {
    for (int tries = 0; tries < 100; ++tries) {
        std::string url;
        std::ifstream stream(file);
        if (std::getline(stream, url) && url.find(key) != std::string::npos) return url;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return "";
}

}  // namespace

int run_link(const std::filesystem::path& data, bool as_code) {
    // The file outlives a killed process; the folder's lock does not.
    if (!room::FolderLock::is_taken(data)) {
        return fail({huddle::ProblemKind::conflict,
                     fmt::format("No Hearthside is running on the data folder {}.", data.string())});
    }
    auto history = store::History::open(data);
    if (!history) return fail(history.problem());
    auto key = (*history)->room_key();
    if (!key) return fail(key.problem());
    const std::string url = link_with(key->current, address_file(data));
    if (url.empty()) {
        return fail({huddle::ProblemKind::conflict,
                     fmt::format("The Hearthside on the data folder {} has no phone face.", data.string())});
    }
    if (as_code) {
        const auto code = text::qr_code(url);
        if (!code) return fail(code.problem());
        print_code(*code, isatty(STDOUT_FILENO) != 0);
    }
    fmt::print("{}\n", url);
    return exit_fine;
}

}  // namespace hearthside::commands
