// A plausible history from sample texts, led through the same rules and saved by the same store as
// a real one, on a simulated clock. It never touches a record that is already there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "core/huddle/result.h"
#include "core/huddle/types.h"
#include "core/layout_file/layout_file.h"
#include "kiosk/demo/ward_texts.h"

namespace hearthside {

struct DemoChoice {
    int huddles = 90;                   // three a day, the last one the latest that is over by `now`
    Instant now;                        // wall clock
    std::string time_zone;              // IANA; empty is the machine's own
    std::string place = "ward";         // whose sample texts: ward or office
    std::optional<std::uint64_t> seed;  // the same seed gives the same history; none is by chance
};

// Gives back the number of huddles made. Problems: there is a record in `data` already (conflict),
// no layout or no samples to draw from (invalid), and those of Store.
Result<int> make_demo(const std::filesystem::path& data, const DemoChoice& choice,
                      const LayoutLibrary& library, const Samples& samples);

// The same with the shipped samples, up to the present moment, by chance.
Result<int> make_demo(const std::filesystem::path& data, int huddles, const LayoutLibrary& library);

}  // namespace hearthside
