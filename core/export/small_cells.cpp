// SPDX-License-Identifier: Apache-2.0
#include "core/export/small_cells.h"

#include <limits>
#include <numeric>

namespace hearthside::exports {

std::optional<std::int64_t> shown_band(std::int64_t count) {
    if (count < people_at_least) return std::nullopt;
    std::int64_t band = people_at_least;
    for (int step = 0; band <= std::numeric_limits<std::int64_t>::max() / 10; ++step) {
        // 5, 10, 20; 50, 100, 200
        const std::int64_t next = step % 3 == 2 ? band / 2 * 5 : band * 2;
        if (next > count) break;
        band = next;
    }
    return band;
}

ShownCells shown_cells(std::span<const std::int64_t> counts) {
    ShownCells told{{counts.begin(), counts.end()}, std::accumulate(counts.begin(), counts.end(), std::int64_t{0})};
    std::int64_t hidden_sum = 0;
    std::size_t hidden = 0;
    for (auto& cell : told.cells) {
        if (*cell >= people_at_least) continue;
        hidden_sum += *cell;
        ++hidden;
        cell.reset();
    }
    if (hidden == 0 && *told.total >= people_at_least) return told;
    // At least two cells with five answers together must be hidden.
    while (hidden < counts.size() && (hidden < 2 || hidden_sum < people_at_least)) {
        std::size_t smallest = counts.size();
        for (std::size_t index = 0; index < counts.size(); ++index) {
            if (told.cells[index] && (smallest == counts.size() || counts[index] < counts[smallest])) smallest = index;
        }
        hidden_sum += counts[smallest];
        ++hidden;
        told.cells[smallest].reset();
    }
    if (*told.total < people_at_least || hidden < 2) told.total.reset();
    return told;
}

}  // namespace hearthside::exports
