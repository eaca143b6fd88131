// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/display/display.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/frame/chip_rows.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"

namespace hearthside::screens::display {

namespace {

constexpr std::array<double, 3> text_sizes{1.0, 1.15, 1.3};

struct Row {
    std::string label;
    std::vector<frame::RowChip> buttons;
};

// The languages first, then the three sizes, then the two places.
std::vector<Row> rows_of(const ui::Ui& ui, const frame::DisplayChoices& choices) {
    std::vector<Row> rows;
    if (ui.environment.languages.size() > 1) {
        Row row{ui.tr("Language"), {}};
        for (const ui::LanguageChoice& it : ui.environment.languages)
            row.buttons.push_back({"language-" + it.id, it.name, it.id == ui.environment.language});
        rows.push_back(std::move(row));
    }
    Row sizes{ui.tr("Text size"),
              frame::numbered_chips("text-size", {ui.tr("Normal"), ui.tr("Large"), ui.tr("Largest")}, {})};
    for (std::size_t step = 0; step < text_sizes.size(); ++step)
        sizes.buttons[step].on = std::abs(choices.text_size - text_sizes[step]) < 0.01;
    rows.push_back(std::move(sizes));
    rows.push_back(
        {ui.tr("Where things are"),
         {{"reach-off", ui.tr("Whole screen"), !choices.reach}, {"reach-on", ui.tr("Lower down"), choices.reach}}});
    // The chosen one is not told by its colour alone.
    for (Row& row : rows)
        for (frame::RowChip& it : row.buttons)
            if (it.on) it.icon = "check";
    return rows;
}

void choose(std::string_view name, frame::DisplayChoices& choices) {
    if (name.starts_with("language-")) choices.language = name.substr(std::string_view("language-").size());
    for (std::size_t step = 0; step < text_sizes.size(); ++step)
        if (name == "text-size-" + std::to_string(step)) choices.text_size = text_sizes[step];
    if (name.starts_with("reach-")) choices.reach = name == "reach-on";
}

}  // namespace

void draw_display(ui::Ui& ui, const huddle::Board& board, frame::Overlay& overlay, frame::DisplayChoices& choices) {
    const ui::Appearance& theme = ui.theme;
    if (!board.huddle || board.huddle->clock.running) {
        overlay.close();
        ui.wake_at(ui.now);
    }
    const bool compact = theme.shape == ui::ScreenShape::compact;
    const ui::Rect screen{theme.margin.x, theme.margin.top, static_cast<float>(theme.width) - 2 * theme.margin.x,
                          static_cast<float>(theme.height) - theme.margin.top - theme.margin.bottom};
    const std::string back = ui.tr("Back to the huddle");
    const ui::ButtonLook look{.kind = ui::ButtonKind::main, .icon = "back"};
    const float tall = std::max(ui::button_height(ui, ui::ButtonKind::main), theme.touch.main);
    const float wide = std::min(screen.w, std::max(ui::button_width(ui, back, look), theme.px(0.42)));
    const ui::Rect place{screen.x + (screen.w - wide) / 2, std::round(screen.bottom() - tall), wide, tall};
    if (ui::button(ui, "back-to-huddle", place, back, look)) overlay.close();

    // One card with a row for each choice. The label stands over its buttons, or before them where the screen is wide.
    const std::vector<Row> rows = rows_of(ui, choices);
    const bool beside = theme.shape != ui::ScreenShape::portrait;
    const float pad = compact ? theme.space.l : theme.space.xxl;
    const text::TextStyle title = theme.text("title"), label = theme.text("body");
    ui::Rect front{screen.x, screen.y, screen.w, place.y - (compact ? theme.space.m : theme.space.l) - screen.y};
    const float room = front.w - 2 * pad;
    float lead = 0;
    for (const Row& row : rows) lead = std::max(lead, ui::text_width(ui, row.label, label) + theme.space.xl);
    lead = beside ? std::min(lead, room * 0.4f) : 0;
    const float above = beside ? 0 : ui::line_height(label) + theme.space.s;
    const float width = std::min(room - lead, theme.px(1.0));
    front.w = std::min(front.w, lead + width + 2 * pad);
    front.x = screen.x + (screen.w - front.w) / 2;
    float needed = ui::line_height(title) + 2 * pad;
    for (const Row& row : rows) needed += above + frame::button_rows_height(ui, width, row.buttons);
    const float gap = std::clamp((front.h - needed) / static_cast<float>(rows.size()), theme.space.s, theme.space.xl);
    const float height = std::min(front.h, needed + gap * static_cast<float>(rows.size()));
    front.y += (front.h - height) / 2;
    front.h = height;
    ui::panel(ui, front);
    float y = front.y + pad;
    ui::label(ui, {front.x + pad, y, lead + width, ui::line_height(title)}, ui.tr("Language and text size"), title);
    y += ui::line_height(title) + gap;
    for (const Row& row : rows) {
        const float rest = frame::button_rows_height(ui, width, row.buttons);
        const ui::Rect words{front.x + pad, y, beside ? lead - theme.space.m : room,
                             beside ? rest : ui::line_height(label)};
        ui::label(ui, words, row.label, label);
        const ui::Rect buttons{front.x + pad + lead, y + above, width, rest};
        if (const auto tapped = frame::draw_button_rows(ui, buttons, row.buttons))
            choose(row.buttons[*tapped].name, choices);
        y += above + rest + gap;
    }
}

}  // namespace hearthside::screens::display
