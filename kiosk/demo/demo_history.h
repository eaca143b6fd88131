// SPDX-License-Identifier: Apache-2.0
// Makes a plausible history from sample texts on a simulated clock. It follows the same rules as a real one
// and is saved by the same store. It never changes an existing record.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/huddle/result.h"
#include "core/huddle/types.h"
#include "core/layout_file/layout_file.h"
#include "kiosk/demo/ward_texts.h"

namespace hearthside::demo {

struct DemoChoice {
    int huddles = 90;                   // three a day; the last one is the latest that is over by `now`
    huddle::Instant now;                // wall clock
    std::string time_zone;              // IANA; empty is the machine's zone
    std::string place = "ward";         // whose sample texts: ward or office
    std::optional<std::uint64_t> seed;  // the same seed gives the same history; none: random
};

// Returns the number of huddles made. Problems: `data` already holds a record (conflict), no layout or no
// samples to use (invalid), and those of Store.
huddle::Result<int> make_demo(const std::filesystem::path& data, const DemoChoice& choice,
                              const layout_file::LayoutLibrary& library, const Samples& samples);

// The same with the shipped samples, up to the present moment, at random.
huddle::Result<int> make_demo(const std::filesystem::path& data, int huddles,
                              const layout_file::LayoutLibrary& library);

}  // namespace hearthside::demo
