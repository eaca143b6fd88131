// SPDX-License-Identifier: Apache-2.0
// A record behind a passcode: a real database with a made-up history, and a real passcode.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>

#include "core/files/folders.h"
#include "core/secrets/passcode.h"
#include "kiosk/demo/demo_history.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::review {

inline constexpr const char* right_passcode = "willow-ward-1";
inline const huddle::Instant demo_now{huddle::Milliseconds(1'800'000'000'000)};  // 15 January 2027

// A hash takes long, so it is made once and copied.
inline const std::string& passcode_file() {
    static const std::string bytes = [] {
        const support::TemporaryFolder folder;
        if (!secrets::Passcode(folder.path()).set(right_passcode)) throw std::runtime_error("no passcode");
        std::ifstream file(folder / "passcode");
        return std::string(std::istreambuf_iterator<char>(file), {});
    }();
    return bytes;
}

inline void put_passcode(const std::filesystem::path& data) {
    std::filesystem::create_directories(data);
    std::ofstream(data / "passcode") << passcode_file();
}

inline void make_record(const std::filesystem::path& data, int huddles) {
    static const layout_file::LayoutLibrary library =
        layout_file::read_layout_library(files::share_folder() / "layouts", "");
    const auto samples = demo::read_samples(files::share_folder() / "assets" / "samples");
    const auto made =
        samples ? demo::make_demo(data, {.huddles = huddles, .now = demo_now, .time_zone = "Europe/London", .seed = 7},
                                  library, *samples)
                : huddle::Result<int>{samples.problem()};
    if (!made) throw std::runtime_error(made.problem().sentence);
}

}  // namespace hearthside::review
