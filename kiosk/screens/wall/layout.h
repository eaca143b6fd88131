// SPDX-License-Identifier: Apache-2.0
// Gives each note of a wall its place: a slot on a page of equal cards. A note keeps its slot whatever happens to the
// others. Also chooses how many cards a page has, so that the group can read them. Pure arithmetic.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "core/huddle/types.h"
#include "kiosk/ui/theme.h"

namespace hearthside::screens::wall {

// The cards of a page and the size of their type.
struct WallGrid {
    int columns = 1, rows = 1;
    float text_px = 0;

    std::size_t per_page() const { return static_cast<std::size_t>(columns * rows); }
    friend bool operator==(const WallGrid&, const WallGrid&) = default;
};

// What a card of this size leaves for its words, in px.
struct CardPadding {
    float x = 0, y = 0, gap = 0;  // both sides together; the gap between cards
};

// The grid for a wall of `width` x `height` px with so many notes. Six cards a page where their type can be read at two
// metres, else four; two columns for a few notes; one card for one note.
WallGrid wall_grid(const ui::Appearance& theme, float width, float height, const CardPadding& padding,
                   std::size_t notes);

struct WallLayout {
    huddle::HuddleId huddle;
    huddle::RoundCategory category = huddle::RoundCategory::wins;
    std::vector<huddle::NoteId> slots;                      // in the order in which they came
    std::unordered_map<huddle::NoteId, std::size_t> index;  // into `slots`

    // Forgets everything when it is another wall.
    void begin(huddle::HuddleId of_huddle, huddle::RoundCategory of_category);
    std::optional<std::size_t> find(huddle::NoteId id) const;
    std::size_t place(huddle::NoteId id);  // its slot, a new one the first time
};

}  // namespace hearthside::screens::wall
