// The row of tools at the foot of home: how the screen looks and stands, and what the place needs.
#include <algorithm>
#include <vector>

#include "kiosk/screens/choice_list.h"
#include "kiosk/screens/home_parts.h"
#include "kiosk/ui/widgets.h"

namespace hearthside {

namespace {

struct Tool {
    std::string_view name;
    std::string text, icon;
    float width = 0;
};

std::vector<Tool> tools_of(const Ui& ui, const DisplayChoices& display) {
    std::vector<Tool> tools;
    if (ui.around.languages.size() > 1) tools.push_back({"language", ui.tr("Language"), "globe"});
    tools.push_back({"text-size", ui.tr("Text size"), "text"});
    tools.push_back({"reach", display.reach ? ui.tr("Whole screen") : ui.tr("Lower down"), "reach"});
    if (ui.theme.night)
        tools.push_back({"light", ui.tr("Brighten"), "sun"});
    else
        tools.push_back({"light", ui.tr("Dim"), "moon"});
    tools.push_back({"wipe-down", ui.tr("Wipe-down"), "drop"});
    return tools;
}

void draw_promise(Ui& ui, const Rect& rect) {
    const TextStyle style = ui.theme.text("small", ui.theme.colours.ink_soft);
    const float size = style.size_px * 1.2f, lead = size * 1.55f;
    icon(ui, "shield", {rect.x + size / 2, rect.y + rect.h / 2}, size, style.colour);
    label(ui, {rect.x + lead, rect.y, rect.w - lead, rect.h},
          ui.tr("Notes stay on this kiosk. We never keep who wrote them."), style,
          {.lines = 2, .shrink_to = 0.9f});
}

}  // namespace

float tools_height(Ui& ui) {
    const TextStyle small = ui.theme.text(ui.theme.component("tool").font);
    const float plain = std::max(ui.theme.component("tool").height, ui.theme.touch.floor);
    // In a narrow row the icons stand over their words.
    return tools_are_narrow(ui) ? std::max(plain, small.size_px * 3.6f) : plain;
}

bool tools_are_narrow(const Ui& ui) { return ui.theme.shape == ScreenShape::portrait; }

void draw_tools(Ui& ui, const Rect& rect, HomeView& view, Overlay& overlay, DisplayChoices& display) {
    const float gap = std::max(ui.theme.space.s, ui.theme.touch.gap_row);
    std::vector<Tool> tools = tools_of(ui, display);
    const bool narrow = tools_are_narrow(ui);
    const auto look = [narrow](const Tool& tool) {
        return ButtonLook{.kind = ButtonKind::tool, .icon = tool.icon, .icon_above = narrow};
    };
    float all = gap * static_cast<float>(tools.size() - 1);
    for (Tool& tool : tools) {
        tool.width = button_width(ui, tool.text, look(tool));
        all += tool.width;
    }
    // Beside the tools stands the promise, in two lines where there is room for them.
    const float promise = rect.w - all - 2 * gap;
    if (narrow || all > rect.w) {
        const float part = (rect.w - gap * static_cast<float>(tools.size() - 1)) /
                           (all - gap * static_cast<float>(tools.size() - 1));
        for (Tool& tool : tools) {
            tool.width = narrow ? (rect.w + gap) / static_cast<float>(tools.size()) - gap : tool.width * part;
        }
        all = rect.w;
    } else if (promise > ui.theme.px(0.3)) {
        draw_promise(ui, sided(ui, {rect.x, rect.y, promise, rect.h}));
    }
    float x = rect.right() - all;
    std::string_view tapped;
    for (const Tool& tool : tools) {
        if (button(ui, tool.name, sided(ui, {x, rect.y, tool.width, rect.h}), tool.text, look(tool)))
            tapped = tool.name;
        x += tool.width + gap;
    }
    if (tapped == "language") view.choosing = HomeView::Choosing::language;
    if (tapped == "text-size") display.text_size = next_text_size(display.text_size);
    if (tapped == "reach") display.reach = !display.reach;
    if (tapped == "light") display.theme = ui.theme.night ? "day" : "night";
    if (tapped == "wipe-down") overlay.open(Overlay::Kind::wipe_down);
}

void draw_language_list(Ui& ui, HomeView& view, DisplayChoices& display) {
    std::vector<ListChoice> choices;
    for (const LanguageChoice& language : ui.around.languages) {
        choices.push_back({"language-" + language.id, language.name, {}, language.id == ui.around.language});
    }
    const ListAnswer answer = draw_choice_list(ui, ui.tr("Which language?"), choices);
    if (answer.chosen >= 0)
        display.language = ui.around.languages[static_cast<std::size_t>(answer.chosen)].id;
    if (answer.chosen >= 0 || answer.closed) view.choosing = HomeView::Choosing::nothing;
}

}  // namespace hearthside
