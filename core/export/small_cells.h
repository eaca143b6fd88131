// SAFETY 9: which counts of what people gave (notes, pulse answers) may be told at all, so that nobody
// is found by being one of few, directly or by taking one figure from another. The one place of this
// rule, for exports and for the reviewer's pages and charts alike. Knows no record.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace hearthside {

inline constexpr std::int64_t people_at_least = 5;

// "At least this many": 5, 10, 20, 50, 100, 200, 500 and so on; none below five, so that nought and four
// look alike. Exact figures of two spans, one taken from the other, would tell of a single huddle;
// two bands do not.
std::optional<std::int64_t> told_band(std::int64_t count);

// Cells of one table whose sum is told too. A cell below five is hidden; and when a single one would
// be, or those that are hidden make less than five together, the smallest of the others goes with them,
// because the sum would tell. `total` is none when even so it must not be told.
struct ToldCells {
    std::vector<std::optional<std::int64_t>> cells;  // in the same order
    std::optional<std::int64_t> total;
};
ToldCells told_cells(std::span<const std::int64_t> counts);

}  // namespace hearthside
