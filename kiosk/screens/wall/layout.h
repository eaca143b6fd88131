// SPDX-License-Identifier: Apache-2.0
// Places notes on a wall of columns. Each new note goes to the shortest column, and a placed note never moves
// again, whatever happens to the others. Pure arithmetic.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/huddle/types.h"

namespace hearthside::screens::wall {

struct PlacedNote {
    huddle::NoteId id;
    int column = 0;
    float y = 0, h = 0;  // px from the top of the wall

    friend bool operator==(const PlacedNote&, const PlacedNote&) = default;
};

// The values that a layout depends on. When any of them changes, the wall is laid out again.
struct WallShape {
    huddle::HuddleId huddle;
    huddle::RoundCategory category = huddle::RoundCategory::wins;
    int columns = 1;
    float column_width = 0, text_size = 1;

    friend bool operator==(const WallShape&, const WallShape&) = default;
};

struct WallLayout {
    WallShape shape;
    std::vector<PlacedNote> placed;                         // in the order in which they came
    std::unordered_map<huddle::NoteId, std::size_t> index;  // into `placed`

    void begin(const WallShape& wanted);  // forgets everything when the shape differs
    const PlacedNote* find(huddle::NoteId id) const;
    const PlacedNote& place(huddle::NoteId id, float height, float gap);  // once for each note
};

}  // namespace hearthside::screens::wall
