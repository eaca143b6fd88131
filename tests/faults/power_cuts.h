// SPDX-License-Identifier: Apache-2.0
// Cuts the power at input and output operations of the store's real transactions and looks at what is left (SAFETY 12).
// The test, its negative control and the long bench use it.
#pragma once

#include <cstdint>
#include <string>

namespace hearthside::faults {

struct CutFigures {
    std::uint64_t cuts = 0;
    std::uint64_t operations = 0;      // where a cut can hit, over all scripts
    std::uint64_t commits = 0;         // acknowledged before their cut
    std::uint64_t lost = 0;            // an acknowledged batch is missing, or half a batch is there
    std::uint64_t corrupt = 0;         // the file had to be repaired, or is not whole
    std::uint64_t backups_lost = 0;    // a backup that was made is gone or not whole
    std::uint64_t in_flight_kept = 0;  // not acknowledged, yet whole after the cut, which is allowed
    std::string first_failure;         // which script, which operation

    bool flawless() const { return lost == 0 && corrupt == 0 && backups_lost == 0; }
};

struct CutOptions {
    std::uint64_t cuts = 5000;
    std::uint64_t seed = 1;
    std::string synchronous = "FULL";
};

// Goes through all operations of one script after another until there were enough cuts.
CutFigures cut_power(const CutOptions& options);

std::string to_line(const CutFigures& figures);

}  // namespace hearthside::faults
