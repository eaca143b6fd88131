// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/review/bin.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/huddle/decide.h"
#include "kiosk/screens/review/list.h"
#include "kiosk/screens/review/review.h"
#include "kiosk/screens/review/words.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::review {

namespace {

constexpr huddle::Milliseconds ask_again{100};

std::string told_of(ui::Ui& ui, const huddle::Note& note) {
    const huddle::Day on = note.set_aside_on.value_or(ui.environment.today);
    const auto left = std::max<long>(0, (on + huddle::set_aside_kept - ui.environment.today).count());
    const auto days = static_cast<std::size_t>(left);
    const std::string until =
        days == 0 ? ui.tr("Last day") : fmt::format(fmt::runtime(ui.tr("{} day left", "{} days left", days)), days);
    return fmt::format(fmt::runtime(ui.tr("{round}, set aside {day}. {left}")),
                       fmt::arg("round", ui::word_of(ui, note.category)),
                       fmt::arg("day", ui::near_day_text(ui, on, ui.environment.today)), fmt::arg("left", until));
}

void hear_outcome(ui::Ui& ui, ReviewView& view) {
    if (view.bringing_back == 0) return;
    const ui::Outcome outcome = ui.outcome(view.bringing_back);
    if (outcome.state == ui::OutcomeState::waiting) return ui.wake_at(ui.now + ask_again);
    view.bringing_back = 0;
    view.brought_back = outcome.state == ui::OutcomeState::accepted ? ui.tr("It is back in its huddle’s record.")
                                                                    : ui.tr(outcome.sentence);
    view.said_until = ui.now + frame::undo_for;
    // It may be the chosen one.
    view.record = {};
    ui.wake_at(ui.now);
}

struct BinPlaces {
    ui::Rect disc, text, below, button;
    float height = 0;
};

BinPlaces places_of(ui::Ui& ui, const huddle::Note& note, float width) {
    const auto& theme = ui.theme;
    const ui::ButtonLook look{.kind = ui::ButtonKind::quiet, .icon = "back"};
    const float pad = theme.space.l, size = theme.px(0.0407);
    const float wide = ui::button_width(ui, ui.tr("Bring back"), look), tall = column_bar_height(ui);
    const float lead = pad + size + theme.space.m;
    const bool beside = width - lead - wide - 2 * pad > theme.px(0.5);
    BinPlaces it;
    const float words = width - lead - pad - (beside ? wide + pad : 0);
    const auto height = [&](const std::string& text, const text::TextStyle& style) {
        return std::ceil(ui.pictures.engine().measure(text, style, {words, 0}).height) + 1;
    };
    it.text = {lead, theme.space.m, words, height(note.text, theme.text("body"))};
    it.below = {lead, it.text.bottom(), words, height(told_of(ui, note), theme.text("small"))};
    it.height = std::max(it.below.bottom() + theme.space.m, theme.touch.floor);
    it.button = {width - pad - wide, (it.height - tall) / 2, wide, tall};
    if (!beside) {
        it.button = {lead, it.below.bottom() + theme.space.s, std::min(wide, words), tall};
        it.height = it.button.bottom() + theme.space.m;
    } else if (it.height < tall + 2 * theme.space.s) {
        const float more = tall + 2 * theme.space.s - it.height;
        it.height += more;
        it.text.y += more / 2;
        it.below.y += more / 2;
        it.button.y = theme.space.s;
    }
    it.disc = {pad, it.text.y, size, size};
    return it;
}

ui::Rect moved(const ui::Rect& rect, const ui::Rect& by) { return {rect.x + by.x, rect.y + by.y, rect.w, rect.h}; }

}  // namespace

void draw_bin(ui::Ui& ui, const ui::Rect& whole, const huddle::Board& board, ReviewView& view) {
    const auto& theme = ui.theme;
    hear_outcome(ui, view);
    const bool says = !view.brought_back.empty() && ui.now < view.said_until;
    if (says) ui.wake_at(view.said_until);
    // The notes that are deleted last come first.
    std::vector<huddle::Note> notes = board.set_aside;
    std::stable_sort(notes.begin(), notes.end(),
                     [](const huddle::Note& a, const huddle::Note& b) { return a.set_aside_on > b.set_aside_on; });
    ui::Rect room = whole;
    const text::TextStyle small = theme.text("small", theme.colours.ink_soft);
    const std::string about =
        says ? view.brought_back : ui.tr("Kept for 30 days, then deleted. Set-aside notes are never exported.");
    const float head = std::ceil(ui::text_height(ui, about, small, room.w - 2 * theme.space.l, 2) + theme.space.s);
    ui::label(ui, {room.x + theme.space.l, room.y, room.w - 2 * theme.space.l, head}, about, small,
              {.vertical = ui::VerticalAlign::top, .lines = 2});
    room.y += head;
    room.h -= head;
    if (notes.empty()) return draw_sentence(ui, room, "tray", ui.tr("Nothing is set aside."));
    // The next note takes the place of one that was removed.
    if (view.bin.tops.size() != notes.size() + 1) view.bin.tops.assign(1, 0.0f);
    lay_out(ui, view.bin, room.w, std::max(theme.space.s, theme.touch.gap_row), notes.size(),
            [&](std::size_t i) { return places_of(ui, notes[i], room.w).height; });
    ui::Rect bar{};
    const bool scrolls = height_of(view.bin) > room.h + 1;
    if (scrolls) {
        bar = {room.x, room.bottom() - column_bar_height(ui), room.w, column_bar_height(ui)};
        room.h -= bar.h + theme.space.m;
    }
    const std::size_t hidden =
        draw_column(ui, room, view.bin, [&](std::size_t i, const ui::Rect& rect, const ui::Rect& seen) {
            const huddle::Note& note = notes[i];
            const BinPlaces places = places_of(ui, note, rect.w);
            const ui::RoundColours& round = theme.round(note.category);
            ui::fill(ui, rect, theme.colours.paper, theme.radius.card);
            ui::disc(ui, ui::centre_of(moved(places.disc, rect)), places.disc.w, round.tint, ui::icon_of(note.category),
                     round.ink, 0.56f);
            ui::label(ui, moved(places.text, rect), note.text, theme.text("body"),
                      {.vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 1});
            ui::label(ui, moved(places.below, rect), told_of(ui, note), small,
                      {.vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 1});
            const ui::Rect place = moved(places.button, rect);
            const bool whole_button = seen.h > 0 && place.y >= seen.y - 1 && place.bottom() <= seen.bottom() + 1;
            const bool was_inert = std::exchange(ui.inert, ui.inert || !whole_button);
            if (ui::button(ui, "bring-back-" + huddle::to_hex(note.id.value), place, ui.tr("Bring back"),
                           {.kind = ui::ButtonKind::quiet, .icon = "back"}) &&
                view.bringing_back == 0) {
                view.bringing_back = ui.intend(huddle::BringBack{note.id});
                ui.wake_at(ui.now + ask_again);
            }
            ui.inert = was_inert;
        });
    if (scrolls) {
        const std::size_t below = notes.size() - hidden;
        draw_column_bar(ui, "bin", bar, room, view.bin, ui.tr("Back up"),
                        fmt::format(fmt::runtime(ui.tr("{} more", "{} more", below)), below));
    }
}

}  // namespace hearthside::screens::review
