// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/close/next_lead.h"

#include "kiosk/screens/frame/chip_rows.h"
#include "kiosk/screens/frame/choice_list.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::close {

namespace {

std::vector<frame::RowChip> lead_chips(const ui::Ui& ui, const huddle::Board& board) {
    std::vector<frame::RowChip> chips;
    for (std::size_t role = 0; role < ui.environment.roles.size(); ++role)
        chips.push_back({"lead-" + std::to_string(role), ui.tr(ui.environment.roles[role].str()),
                         board.next_lead == ui.environment.roles[role].str()});
    return chips;
}

// A second tap on the chosen role takes it back.
void choose_lead(ui::Ui& ui, const huddle::Board& board, std::size_t role, CloseView& view) {
    const huddle::CleanText& tapped = ui.environment.roles[role];
    view.chrome.refused.clear();
    view.chrome.last =
        ui.intend(huddle::ChooseNextLead{board.next_lead == tapped.str() ? huddle::CleanText{} : tapped});
}

struct LeadPlaces {
    text::TextStyle words;
    float lead = 0, pad = 0;
};

LeadPlaces lead_places(ui::Ui& ui) {
    LeadPlaces places{ui.theme.text("note"), 0, ui.theme.space.l};
    places.words.weight = 650;
    places.lead = places.words.size_px * 1.6f + ui::text_width(ui, ui.tr("Who leads next time?"), places.words) +
                  ui.theme.space.l;
    return places;
}

}  // namespace

float lead_height(ui::Ui& ui, float width, const huddle::Board& board) {
    const LeadPlaces places = lead_places(ui);
    const float room = width - 2 * places.pad - places.lead, row = ui::chip_height(ui);
    const std::vector<frame::RowChip> chips = lead_chips(ui, board);
    if (chips.empty() || room < row || frame::chips_height(ui, room, chips) > row + 1) return 0;
    return row + 2 * ui.theme.space.s;
}

void draw_lead(ui::Ui& ui, const ui::Rect& rect, const huddle::Board& board, CloseView& view) {
    const auto& theme = ui.theme;
    const LeadPlaces places = lead_places(ui);
    ui::card(ui, rect);
    const float size = places.words.size_px, x = rect.x + places.pad;
    ui::icon(ui, "people", {x + size / 2, rect.y + rect.h / 2}, size * 1.1f, theme.colours.ink_soft);
    ui::label(ui, {x + 1.6f * size, rect.y, places.lead - 1.6f * size, rect.h}, ui.tr("Who leads next time?"),
              places.words);
    const ui::Rect chips{x + places.lead, rect.y + theme.space.s, rect.w - 2 * places.pad - places.lead,
                         ui::chip_height(ui) + 1};
    if (const auto tapped = frame::draw_chips(ui, chips, lead_chips(ui, board))) choose_lead(ui, board, *tapped, view);
}

void draw_lead_list(ui::Ui& ui, const huddle::Board& board, CloseView& view) {
    std::vector<frame::ListChoice> choices;
    for (const frame::RowChip& it : lead_chips(ui, board)) choices.push_back({it.name, it.text, {}, it.on});
    const frame::ListAnswer answer = frame::draw_choice_list(ui, ui.tr("Who leads next time?"), choices);
    if (answer.chosen >= 0) choose_lead(ui, board, static_cast<std::size_t>(answer.chosen), view);
    if (answer.chosen < 0 && !answer.closed) return;
    view.over = CloseView::Over::nothing;
    ui.wake_at(ui.now);
}

}  // namespace hearthside::screens::close
