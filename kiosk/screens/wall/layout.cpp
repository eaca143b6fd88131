// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/wall/layout.h"

#include <algorithm>

namespace hearthside::screens::wall {

void WallLayout::begin(const WallShape& wanted) {
    if (shape == wanted) return;
    shape = wanted;
    placed.clear();
    index.clear();
}

const PlacedNote* WallLayout::find(huddle::NoteId id) const {
    const auto found = index.find(id);
    return found == index.end() ? nullptr : &placed[found->second];
}

const PlacedNote& WallLayout::place(huddle::NoteId id, float height, float gap) {
    std::vector<float> ends(static_cast<std::size_t>(std::max(1, shape.columns)), 0.0f);
    for (const PlacedNote& note : placed) {
        float& end = ends[static_cast<std::size_t>(note.column)];
        end = std::max(end, note.y + note.h + gap);
    }
    const auto shortest = std::min_element(ends.begin(), ends.end());
    index.emplace(id, placed.size());
    placed.push_back({id, static_cast<int>(shortest - ends.begin()), *shortest, height});
    return placed.back();
}

}  // namespace hearthside::screens::wall
