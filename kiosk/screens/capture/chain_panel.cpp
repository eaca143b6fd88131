// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/capture/chain_panel.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"

namespace hearthside {

namespace {

TextStyle panel_title(const Ui& ui, Colour colour) {
    TextStyle style = ui.theme.text("url", colour);
    style.weight = 650;
    return style;
}

}  // namespace

PanelPlaces draw_chain_panel(Ui& ui, const Rect& rect, PanelState state, std::string_view icon_name,
                             std::string_view title) {
    const Appearance& theme = ui.theme;
    const RoundColours& colours = theme.round(RoundCategory::lessons);
    switch (state) {
        case PanelState::done:
            fill(ui, rect, colours.tint, theme.radius.card);
            break;
        case PanelState::active:
            card(ui, rect);
            outline(ui, rect, colours.ink, theme.radius.card, theme.line.control * 1.6f);
            break;
        case PanelState::ghost:
            outline(ui, rect, theme.colours.line, theme.radius.card, theme.line.control);
            break;
    }
    const bool ghost = state == PanelState::ghost;
    const float pad = std::min(theme.space.l, rect.h * 0.09f);
    const float row = std::max(chip_height(ui), theme.px(0.0519));
    const float size = theme.px(0.0463);
    const Rect inside = inset(rect, pad, pad * 0.72f);
    const float middle = inside.y + row / 2;
    const bool done = state == PanelState::done;
    disc(ui, {inside.x + size / 2, middle}, size, ghost ? colours.tint : colours.ink, done ? "check" : icon_name,
         ghost ? colours.ink : colours.on_ink, 0.52f);
    const TextStyle style = panel_title(ui, colours.ink);
    const float x = inside.x + size + theme.space.s;
    const Rect words = label(ui, {x, inside.y, inside.right() - x, row}, title, style);
    const float beside = words.right() + theme.space.l;
    const float below = inside.y + row + theme.space.s * 0.8f;
    return {{beside, middle - chip_height(ui) / 2, std::max(0.0f, inside.right() - beside), chip_height(ui)},
            {inside.x, below, inside.w, std::max(0.0f, inside.bottom() - below)}};
}

std::optional<std::size_t> starter_of(const TextField& field, const std::vector<std::string>& starters) {
    for (std::size_t index = 0; index < starters.size(); ++index) {
        if (field.text().starts_with(starters[index])) return index;
    }
    return {};
}

void toggle_starter(TextField& field, const std::vector<std::string>& starters, std::size_t index) {
    std::string rest = field.text();
    const std::optional<std::size_t> there = starter_of(field, starters);
    if (there) {
        rest.erase(0, starters[*there].size());
        rest.erase(0, rest.find_first_not_of(' ') == std::string::npos ? rest.size() : rest.find_first_not_of(' '));
    }
    set_text(field, there == index ? rest : starters[index] + " " + rest);
}

TextFieldAnswer draw_writing_line(Ui& ui, std::string_view name, const Rect& rect, std::string_view lead,
                                  float lead_width, TextField& field, std::string_view placeholder, bool active,
                                  const std::vector<KeyPress>& presses) {
    const Appearance& theme = ui.theme;
    const RoundColours& colours = theme.round(RoundCategory::lessons);
    TextStyle style = theme.text("note");
    const float pad = theme.space.xs;
    if (!lead.empty()) {
        TextStyle bold = style;
        bold.colour = colours.ink;
        bold.weight = 650;
        label(ui, {rect.x, rect.y + pad, lead_width - theme.space.s, line_height(style)}, lead, bold);
    }
    const Rect line{rect.x + lead_width, rect.y, rect.w - lead_width, rect.h};
    const TextFieldAnswer answer = draw_text_field(ui, name, line, field,
                                                   {.style = style,
                                                    .caret = colours.ink,
                                                    .placeholder = std::string(placeholder),
                                                    .active = active,
                                                    .new_lines = false,
                                                    .pad_x = theme.space.xs,
                                                    .pad_y = pad},
                                                   presses);
    const float thick = active ? theme.line.control * 1.4f : theme.line.hair;
    fill(ui, {line.x, std::round(line.bottom() - thick), line.w, thick},
         active ? colours.ink : theme.colours.control_line, 0);
    return answer;
}

}  // namespace hearthside
