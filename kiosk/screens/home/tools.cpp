// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/home/tools.h"

#include <algorithm>
#include <vector>

#include "kiosk/screens/frame/choice_list.h"
#include "kiosk/screens/home/home.h"
#include "kiosk/screens/home/invitation.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::home {

namespace {

struct Tool {
    std::string_view name;
    std::string text, icon;
    float width = 0;
};

std::vector<Tool> tools_of(const ui::Ui& ui, const DisplayChoices& display, bool with_settings, bool with_review) {
    std::vector<Tool> tools;
    if (ui.environment.languages.size() > 1) tools.push_back({"language", ui.tr("Language"), "globe"});
    tools.push_back({"text-size", ui.tr("Text size"), "text"});
    tools.push_back({"reach", display.reach ? ui.tr("Whole screen") : ui.tr("Lower down"), "reach"});
    if (ui.theme.night)
        tools.push_back({"light", ui.tr("Brighten"), "sun"});
    else
        tools.push_back({"light", ui.tr("Dim"), "moon"});
    tools.push_back({"wipe-down", ui.tr("Wipe-down"), "drop"});
    if (with_settings) tools.push_back({"settings", ui.tr("Settings"), "settings"});
    if (with_review) tools.push_back({"review", ui.tr("Review"), "list"});
    return tools;
}

ui::ButtonLook look_of(const Tool& tool) {
    return {.kind = ui::ButtonKind::tool,
            .icon = tool.icon,
            .second = tool.name == "text-size" ? ui::SecondTap::counts : ui::SecondTap::mistake};
}

float tools_gap(const ui::Ui& ui) { return std::max(ui.theme.space.s, ui.theme.touch.gap_row); }

float words_width(ui::Ui& ui, std::vector<Tool>& tools) {
    float words = 0;
    for (Tool& tool : tools) words += tool.width = ui::button_width(ui, tool.text, look_of(tool));
    return words;
}

}  // namespace

bool tools_leave_room_for_promise(ui::Ui& ui, float width, const DisplayChoices& display) {
    if (tools_are_narrow(ui)) return false;
    std::vector<Tool> tools = tools_of(ui, display, ui.settings() != nullptr, ui.review() != nullptr);
    const float gap = tools_gap(ui);
    return promise_width(ui) + gap + words_width(ui, tools) + gap * static_cast<float>(tools.size()) <= width;
}

bool tools_are_narrow(const ui::Ui& ui) { return ui.theme.shape == ui::ScreenShape::portrait; }

float tools_height(ui::Ui& ui) {
    const float row = std::max(ui.theme.component("tool").height, ui.theme.touch.floor);
    return tools_are_narrow(ui) ? 2 * row + tools_gap(ui) : row;
}

void draw_tools(ui::Ui& ui, const ui::Rect& rect, HomeView& view, frame::Overlay& overlay, DisplayChoices& display) {
    const float gap = tools_gap(ui);
    std::vector<Tool> tools = tools_of(ui, display, ui.settings() != nullptr, ui.review() != nullptr);
    const bool narrow = tools_are_narrow(ui), promised = tools_leave_room_for_promise(ui, rect.w, display);
    const std::size_t rows = narrow ? 2 : 1, columns = (tools.size() + rows - 1) / rows;
    const float gaps = gap * static_cast<float>(columns - 1), words = words_width(ui, tools);
    const float from = promised ? rect.right() - words - gaps : rect.x;
    if (narrow) {
        // Two full rows of tools that are all alike, even when their number is odd.
        for (std::size_t i = 0; i < tools.size(); ++i) {
            const auto in_row = static_cast<float>(i < columns ? columns : tools.size() - columns);
            tools[i].width = (rect.w - gap * (in_row - 1)) / in_row;
        }
    } else if (promised) {
        const float tall = promise_height(ui);
        draw_promise(ui, ui::sided(ui, {rect.x, rect.y + (rect.h - tall) / 2, from - gap - rect.x, tall}), false);
    } else {
        // Each gets the same share of what is over, or gives up its part of what is missing.
        const float over = rect.w - gaps - words;
        for (Tool& tool : tools)
            tool.width =
                over > 0 ? tool.width + over / static_cast<float>(tools.size()) : tool.width * (rect.w - gaps) / words;
    }
    const float height = (rect.h - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    std::string_view tapped;
    float x = from;
    for (std::size_t i = 0; i < tools.size(); ++i) {
        const Tool& tool = tools[i];
        if (i % columns == 0) x = from;
        const ui::Rect place{x, rect.y + static_cast<float>(i / columns) * (height + gap), tool.width, height};
        if (ui::button(ui, tool.name, ui::sided(ui, place), tool.text, look_of(tool))) tapped = tool.name;
        x += tool.width + gap;
    }
    if (tapped == "language") view.choosing = HomeView::Choosing::language;
    if (tapped == "text-size") display.text_size = next_text_size(display.text_size);
    if (tapped == "reach") display.reach = !display.reach;
    if (tapped == "light") display.theme = ui.theme.night ? "day" : "night";
    if (tapped == "settings") overlay.open(frame::Overlay::Kind::settings);
    if (tapped == "review") overlay.open(frame::Overlay::Kind::review);
    if (tapped == "wipe-down") overlay.open(frame::Overlay::Kind::wipe_down);
}

void draw_language_list(ui::Ui& ui, HomeView& view, DisplayChoices& display) {
    std::vector<frame::ListChoice> choices;
    for (const ui::LanguageChoice& language : ui.environment.languages) {
        choices.push_back({"language-" + language.id, language.name, {}, language.id == ui.environment.language});
    }
    const frame::ListAnswer answer = frame::draw_choice_list(ui, ui.tr("Which language?"), choices);
    if (answer.chosen >= 0) display.language = ui.environment.languages[static_cast<std::size_t>(answer.chosen)].id;
    if (answer.chosen >= 0 || answer.closed) view.choosing = HomeView::Choosing::nothing;
}

}  // namespace hearthside::screens::home
