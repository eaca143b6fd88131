// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/paused.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame/chrome.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"

namespace hearthside::screens::frame {

void draw_paused_panel(ui::Ui& ui, const ui::Rect& body, const ui::RoundColours& colours, Overlay& overlay) {
    const auto& theme = ui.theme;
    const int columns = theme.wall_columns;
    const float gap = theme.component("note_card").gap;
    const float across = static_cast<float>(columns);
    const float width = (body.w - gap * (across - 1)) / across;
    // A fixed number of card backs, so that the pause does not show how many notes there are.
    const int rows = theme.shape == ui::ScreenShape::portrait ? 6 : 3;
    const float height = (body.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const ui::Rect back{body.x + static_cast<float>(column) * (width + gap),
                                body.y + static_cast<float>(row) * (height + gap), width, height};
            ui::note_card(ui, back, colours, {.talked = true});
            ui::icon(ui, "envelope", ui::centre_of(back), theme.px(0.0352), colours.mid);
        }
    struct Tool {
        std::string name, text;
        ui::ButtonLook look;
        Overlay::Kind opens;
        float width = 0;
    };
    std::vector<Tool> tools;
    if (!ui.environment.support.empty())
        tools.push_back({"support", ui.tr("Support"), {.icon = "heart"}, Overlay::Kind::care});
    tools.push_back({"wipe-down", ui.tr("Wipe-down"), {.icon = "drop"}, Overlay::Kind::wipe_down});
    tools.push_back({"display", ui.tr("Language and text size"), {.icon = "globe"}, Overlay::Kind::display});
    const float tool_height = ui::button_height(ui, ui::ButtonKind::ordinary);
    const float tool_gap = std::max(theme.space.m, theme.touch.gap);
    const float count = static_cast<float>(tools.size());
    float tool_width = 0, row = 0;
    const auto measure = [&] {
        tool_width = 0;
        row = (count - 1) * tool_gap;
        for (Tool& it : tools) {
            it.width = ui::button_width(ui, it.text, it.look);
            row += it.width;
            tool_width = std::max(tool_width, it.width);
        }
    };
    measure();

    const text::TextStyle title = theme.text("title");
    const text::TextStyle plain = theme.text("note");
    const std::string below = ui.tr("Notes are face down until you carry on. Nothing is lost.");
    const std::string care = ui.tr("Paused. Care comes first.");
    const float pad = theme.space.l;
    float size = theme.px(0.1259), lead = theme.space.xxl + size + theme.space.xl;
    const auto second_in = [&](float words_room) {
        return std::min(ui::text_height(ui, below, plain, words_room, 3), 3.2f * ui::line_height(plain));
    };
    // The tools are below the words, or beside them where the panel would become too high. A small panel has
    // no room for the disc.
    const auto first_in = [&](float words_room) {
        return ui::text_width(ui, care, title) * 0.8f <= words_room ? ui::line_height(title)
                                                                    : 2 * ui::line_height(title);
    };
    float room = body.w - lead - pad;
    float first = first_in(room), second = second_in(room);
    float air = theme.space.l + 2 * pad;
    const auto fits_under = [&] { return first + second + air + tool_height <= body.h && row <= room; };
    bool under = fits_under();
    if (!under && theme.shape == ui::ScreenShape::compact) {
        size = 0;
        lead = theme.space.xl;
        room = body.w - lead - pad;
        first = first_in(room);
        second = second_in(room);
        air = 3 * theme.space.m;
        under = fits_under();
    }
    if (!under) {
        // A shorter word leaves more room for the others.
        tools.back().text = ui.tr("Screen");
        measure();
        under = fits_under();
    }
    if (!under) {
        room -= tool_width + tool_gap;
        first = first_in(room);
        second = second_in(room);
    }
    const float words = first + second + (under ? theme.space.l + tool_height : 0);
    const float beside = under ? 0 : count * tool_height + (count - 1) * tool_gap;
    const float tall = std::min(body.h, std::max({theme.px(0.2630), words + 2 * pad, beside + 2 * pad}));
    const ui::Rect front{body.x, body.y + (body.h - tall) / 2, body.w, tall};
    ui::panel(ui, front);
    if (size > 0)
        ui::disc(ui, {front.x + theme.space.xxl + size / 2, front.y + front.h / 2}, size, colours.ink, "pause",
                 colours.on_ink, 0.5f);
    const float x = front.x + lead, top = front.y + (front.h - words) / 2;
    ui::label(ui, {x, top, room, first}, care, title, {.lines = first > 1.5f * ui::line_height(title) ? 2 : 1});
    ui::label(ui, {x, top + first, room, second + 1}, below, plain, {.vertical = ui::VerticalAlign::top, .lines = 3});
    ui::Rect place{x, std::round(top + words - tool_height), tool_width, tool_height};
    if (!under)
        place = {front.right() - pad - tool_width, std::round(front.y + (front.h - beside) / 2), tool_width,
                 tool_height};
    for (const Tool& it : tools) {
        if (under) place.w = it.width;
        if (ui::button(ui, it.name, place, it.text, it.look)) overlay.open_over(it.opens);
        if (under)
            place.x += it.width + tool_gap;
        else
            place.y += tool_height + tool_gap;
    }
}

}  // namespace hearthside::screens::frame
