// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/capture/chain_panel.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"

namespace hearthside::screens::capture {

namespace {

text::TextStyle panel_title(const ui::Ui& ui, text::Colour colour) {
    text::TextStyle style = ui.theme.text("url", colour);
    style.weight = 650;
    return style;
}

}  // namespace

PanelPlaces draw_chain_panel(ui::Ui& ui, const ui::Rect& rect, PanelState state, std::string_view icon_name,
                             std::string_view title) {
    const ui::Appearance& theme = ui.theme;
    const ui::RoundColours& colours = theme.round(huddle::RoundCategory::lessons);
    switch (state) {
        case PanelState::done:
            ui::fill(ui, rect, colours.tint, theme.radius.card);
            break;
        case PanelState::active:
            ui::card(ui, rect);
            ui::outline(ui, rect, colours.ink, theme.radius.card, theme.line.control * 1.6f);
            break;
        case PanelState::ghost:
            ui::outline(ui, rect, theme.colours.line, theme.radius.card, theme.line.control);
            break;
    }
    const bool ghost = state == PanelState::ghost;
    const float pad = std::min(theme.space.l, rect.h * 0.09f);
    const float row = std::max(ui::chip_height(ui), theme.px(0.0519));
    const float size = theme.px(0.0463);
    const ui::Rect inside = ui::inset(rect, pad, pad * 0.72f);
    const float middle = inside.y + row / 2;
    const bool done = state == PanelState::done;
    ui::disc(ui, {inside.x + size / 2, middle}, size, ghost ? colours.tint : colours.ink, done ? "check" : icon_name,
             ghost ? colours.ink : colours.on_ink, 0.52f);
    const text::TextStyle style = panel_title(ui, colours.ink);
    const float x = inside.x + size + theme.space.s;
    const ui::Rect words = ui::label(ui, {x, inside.y, inside.right() - x, row}, title, style);
    const float beside = words.right() + theme.space.l;
    const float below = inside.y + row + theme.space.s * 0.8f;
    return {{beside, middle - ui::chip_height(ui) / 2, std::max(0.0f, inside.right() - beside), ui::chip_height(ui)},
            {inside.x, below, inside.w, std::max(0.0f, inside.bottom() - below)}};
}

std::optional<std::size_t> starter_of(const ui::TextField& field, const std::vector<std::string>& starters) {
    for (std::size_t index = 0; index < starters.size(); ++index) {
        if (field.text().starts_with(starters[index])) return index;
    }
    return {};
}

void toggle_starter(ui::TextField& field, const std::vector<std::string>& starters, std::size_t index) {
    std::string rest = field.text();
    const std::optional<std::size_t> there = starter_of(field, starters);
    if (there) {
        rest.erase(0, starters[*there].size());
        rest.erase(0, rest.find_first_not_of(' ') == std::string::npos ? rest.size() : rest.find_first_not_of(' '));
    }
    ui::set_text(field, there == index ? rest : starters[index] + " " + rest);
}

ui::TextFieldAnswer draw_writing_line(ui::Ui& ui, std::string_view name, const ui::Rect& rect, std::string_view lead,
                                      float lead_width, ui::TextField& field, std::string_view placeholder, bool active,
                                      const std::vector<ui::KeyPress>& presses) {
    const ui::Appearance& theme = ui.theme;
    const ui::RoundColours& colours = theme.round(huddle::RoundCategory::lessons);
    text::TextStyle style = theme.text("note");
    const float pad = theme.space.xs;
    if (!lead.empty()) {
        text::TextStyle bold = style;
        bold.colour = colours.ink;
        bold.weight = 650;
        ui::label(ui, {rect.x, rect.y + pad, lead_width - theme.space.s, ui::line_height(style)}, lead, bold);
    }
    const ui::Rect line{rect.x + lead_width, rect.y, rect.w - lead_width, rect.h};
    const ui::TextFieldAnswer answer = ui::draw_text_field(ui, name, line, field,
                                                           {.style = style,
                                                            .caret = colours.ink,
                                                            .placeholder = std::string(placeholder),
                                                            .active = active,
                                                            .new_lines = false,
                                                            .pad_x = theme.space.xs,
                                                            .pad_y = pad},
                                                           presses);
    const float thick = active ? theme.line.control * 1.4f : theme.line.hair;
    ui::fill(ui, {line.x, std::round(line.bottom() - thick), line.w, thick},
             active ? colours.ink : theme.colours.control_line, 0);
    return answer;
}

}  // namespace hearthside::screens::capture
