// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/far_view.h"

#include <algorithm>

#include "core/huddle/pace.h"
#include "core/huddle/prompting.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside {

namespace {

struct FarWords {
    std::string icon, first, second;
    RoundColours colours;
};

FarWords words_of(const Ui& ui, const Board& board) {
    if (!board.huddle) return {"", ui.environment.team, hour_text(ui.environment.hour, ui.environment.minute), {}};
    const Round& round = board.huddle->current().round;
    const std::string asked = prompt_at(*board.huddle, ui.now), prompt = asked.empty() ? round.title : asked;
    return {round.icon, ui.tr(prompt), clock_text(left_at(board.huddle->clock, ui.now)), ui.theme.round(round.colour)};
}

}  // namespace

void draw_far_view(Ui& ui, const Board& board) {
    const Rect screen = screen_of(ui), glass = glass_of(ui);
    const auto& theme = ui.theme;
    Rect room{screen.x + theme.margin.x, glass.y, screen.w - 2 * theme.margin.x, screen.y - glass.y};
    if (room.h < theme.px(0.2)) return;
    const FarWords words = words_of(ui, board);
    // As large as the room allows: people read it from a distance.
    TextStyle first = theme.text("hero"), second = theme.text("ring_xl", theme.colours.ink_soft);
    const float most = std::min(2.2f, room.h / (first.size_px * 6.5f));
    first.size_px = std::max(first.size_px, first.size_px * most);
    // A long prompt gets smaller before it takes more than three lines.
    const auto height = [&] { return text_height(ui, words.first, first, room.w); };
    while (height() > 3.2f * line_height(first) || height() > room.h * 0.5f) first.size_px *= 0.92f;
    second.size_px = first.size_px * 1.15f;
    const float disc_size = first.size_px * 1.5f, gap = first.size_px * 0.5f;
    const float lines = height(), clock = line_height(second) + gap / 2;
    const float all = disc_size + gap + lines + clock;
    float y = room.y + std::max(theme.margin.top, (room.h - all) / 2);
    const float middle = room.x + room.w / 2;
    if (words.icon.empty())
        mark(ui, {middle, y + disc_size / 2}, disc_size);
    else
        disc(ui, {middle, y + disc_size / 2}, disc_size, words.colours.ink, words.icon, words.colours.on_ink);
    y += disc_size + gap;
    label(ui, {room.x, y, room.w, lines + 1}, words.first, first, {.align = TextAlign::centre, .lines = 4});
    y += lines + gap / 2;
    label(ui, {room.x, y, room.w, std::min(line_height(second), room.bottom() - y)}, words.second, second,
          {.align = TextAlign::centre});
    fill(ui, {glass.x, screen.y - theme.line.hair, glass.w, theme.line.hair}, theme.colours.line, 0);
}

}  // namespace hearthside
