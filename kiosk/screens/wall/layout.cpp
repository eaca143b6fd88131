// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/wall/layout.h"

#include <algorithm>
#include <cmath>

namespace hearthside::screens::wall {

namespace {

// Of the size of the type: the mean width of a letter, the height of a line, and the height of a capital.
constexpr float letter = 0.5f, line = 1.27f, capital = 0.727f;

// The largest type of which a card of the grid has room for a usual note.
float largest_type(const ui::Appearance& theme, float width, float height, const CardPadding& padding, int columns,
                   int rows, float most) {
    const float room_w =
        (width - padding.gap * static_cast<float>(columns - 1)) / static_cast<float>(columns) - padding.x;
    const float room_h = (height - padding.gap * static_cast<float>(rows - 1)) / static_cast<float>(rows) - padding.y;
    const float least = theme.text("note").size_px;
    // Larger text: more of a long note is behind a tap, so that no note becomes smaller beside the larger title.
    const float needed = static_cast<float>(theme.room_type.letters) / theme.text_size;
    for (float size = most; size > least; size -= 1) {
        const float lines = std::floor(room_h / (size * line)), letters = std::floor(room_w / (size * letter));
        if (lines * letters >= needed) return size;
    }
    return least;
}

}  // namespace

WallGrid wall_grid(const ui::Appearance& theme, float width, float height, const CardPadding& padding,
                   std::size_t notes) {
    const ui::Appearance::RoomType& room = theme.room_type;
    const auto grid = [&](int columns, int rows) {
        return WallGrid{columns, rows, largest_type(theme, width, height, padding, columns, rows, room.note_max)};
    };
    if (notes <= 1) return {1, 1, std::max(room.single_max, theme.text("note").size_px)};
    if (notes == 2) return width > height ? grid(2, 1) : grid(1, 2);
    const bool tall = height > width;
    const WallGrid six = tall ? grid(2, 3) : grid(3, 2);
    const auto read_by_all = [&](const WallGrid& it) { return it.text_px * capital >= room.least_cap; };
    if (notes < static_cast<std::size_t>(room.few) && notes > 4) {
        if (const WallGrid five = grid(2, 3); read_by_all(five)) return five;
    }
    if (notes > 4 && read_by_all(six)) return six;
    return grid(2, 2);
}

void WallLayout::begin(huddle::HuddleId of_huddle, huddle::RoundCategory of_category) {
    if (huddle == of_huddle && category == of_category) return;
    *this = {of_huddle, of_category, {}, {}};
}

std::optional<std::size_t> WallLayout::find(huddle::NoteId id) const {
    const auto found = index.find(id);
    return found == index.end() ? std::nullopt : std::optional(found->second);
}

std::size_t WallLayout::place(huddle::NoteId id) {
    const auto [found, is_new] = index.emplace(id, slots.size());
    if (is_new) slots.push_back(id);
    return found->second;
}

}  // namespace hearthside::screens::wall
