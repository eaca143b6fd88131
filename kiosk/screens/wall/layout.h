// Where notes stand on a wall of columns: each new note goes to the shortest column, and a note that
// was placed never moves again, whatever happens to the others. Pure arithmetic; knows no text.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/huddle/types.h"

namespace hearthside {

struct PlacedNote {
    NoteId id;
    int column = 0;
    float y = 0, h = 0;  // px from the top of the wall

    friend bool operator==(const PlacedNote&, const PlacedNote&) = default;
};

// What a wall was laid out for: when any of it changes, the wall is laid out anew.
struct WallShape {
    HuddleId huddle;
    RoundCategory category = RoundCategory::wins;
    int columns = 1;
    float column_width = 0, text_size = 1;

    friend bool operator==(const WallShape&, const WallShape&) = default;
};

struct WallLayout {
    WallShape shape;
    std::vector<PlacedNote> placed;  // in the order in which they came
    std::unordered_map<NoteId, std::size_t> index;  // into `placed`

    void begin(const WallShape& wanted);  // forgets everything when the shape is another
    const PlacedNote* find(NoteId id) const;
    const PlacedNote& place(NoteId id, float height, float gap);  // once for each note
};

}  // namespace hearthside
