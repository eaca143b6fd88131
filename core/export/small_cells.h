// SPDX-License-Identifier: Apache-2.0
// SAFETY 9: which counts of notes and pulse answers may be shown, so that nobody can be identified as one of
// few, neither directly nor by subtracting one figure from another. Exports and the reviewer's pages and
// charts all use this one rule.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hearthside::exports {

inline constexpr std::int64_t people_at_least = 5;

// "At least this many": 5, 10, 20, 50, 100, 200, 500 and so on. None below five, so that zero and four look
// alike. The difference of two exact figures for two spans could show a single huddle, but the difference of
// two bands cannot.
std::optional<std::int64_t> shown_band(std::int64_t count);

// The cells of a table whose sum is shown too. A cell below five is hidden. When only one cell would be
// hidden, or the hidden ones add up to less than five, the smallest other cell is hidden too, because the sum
// would reveal them. `total` is none when it must not be shown even so.
struct ShownCells {
    std::vector<std::optional<std::int64_t>> cells;  // in the same order as `counts`
    std::optional<std::int64_t> total;
};
ShownCells shown_cells(std::span<const std::int64_t> counts);

}  // namespace hearthside::exports
