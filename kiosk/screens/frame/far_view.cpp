// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/far_view.h"

#include <algorithm>

#include "core/huddle/pace.h"
#include "core/huddle/prompting.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::frame {

namespace {

struct FarWords {
    std::string icon, first, second;
    ui::RoundColours colours;
};

FarWords words_of(const ui::Ui& ui, const huddle::Board& board) {
    if (!board.huddle) return {"", ui.environment.team, ui::hour_text(ui.environment.hour, ui.environment.minute), {}};
    const huddle::Round& round = board.huddle->current().round;
    const std::string asked = huddle::prompt_at(*board.huddle, ui.now), prompt = asked.empty() ? round.title : asked;
    return {round.icon, ui.tr(prompt), ui::clock_text(huddle::left_at(board.huddle->clock, ui.now)),
            ui.theme.round(round.colour)};
}

}  // namespace

void draw_far_view(ui::Ui& ui, const huddle::Board& board) {
    const ui::Rect screen = ui::screen_of(ui), glass = ui::glass_of(ui);
    const auto& theme = ui.theme;
    ui::Rect room{screen.x + theme.margin.x, glass.y, screen.w - 2 * theme.margin.x, screen.y - glass.y};
    if (room.h < theme.px(0.2)) return;
    const FarWords words = words_of(ui, board);
    // As large as the room allows: people read it from a distance.
    text::TextStyle first = theme.text("hero"), second = theme.text("ring_xl", theme.colours.ink_soft);
    const float most = std::min(2.2f, room.h / (first.size_px * 6.5f));
    first.size_px = std::max(first.size_px, first.size_px * most);
    // A long prompt gets smaller before it takes more than three lines.
    const auto height = [&] { return ui::text_height(ui, words.first, first, room.w); };
    while (height() > 3.2f * ui::line_height(first) || height() > room.h * 0.5f) first.size_px *= 0.92f;
    second.size_px = first.size_px * 1.15f;
    const float disc_size = first.size_px * 1.5f, gap = first.size_px * 0.5f;
    const float lines = height(), clock = ui::line_height(second) + gap / 2;
    const float all = disc_size + gap + lines + clock;
    float y = room.y + std::max(theme.margin.top, (room.h - all) / 2);
    const float middle = room.x + room.w / 2;
    if (words.icon.empty())
        ui::mark(ui, {middle, y + disc_size / 2}, disc_size);
    else
        ui::disc(ui, {middle, y + disc_size / 2}, disc_size, words.colours.ink, words.icon, words.colours.on_ink);
    y += disc_size + gap;
    ui::label(ui, {room.x, y, room.w, lines + 1}, words.first, first, {.align = text::TextAlign::centre, .lines = 4});
    y += lines + gap / 2;
    ui::label(ui, {room.x, y, room.w, std::min(ui::line_height(second), room.bottom() - y)}, words.second, second,
              {.align = text::TextAlign::centre});
    ui::fill(ui, {glass.x, screen.y - theme.line.hair, glass.w, theme.line.hair}, theme.colours.line, 0);
}

}  // namespace hearthside::screens::frame
