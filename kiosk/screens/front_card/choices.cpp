// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/front_card/choices.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::front_card {

namespace {

struct Choice {
    std::string_view name, icon;
    std::string text;
};

std::vector<Choice> choices_of(const ui::Ui& ui, const FrontNotes& notes) {
    std::vector<Choice> choices{{"what-did-we-learn", "book", ui.tr("What did we learn?")},
                                {"we-dont-know-yet", "question", ui.tr("We don’t know yet")},
                                {"thank-you", "heart", ui.tr("Thank you")}};
    if (!notes.alone) choices.push_back({"group-with", "plus", ui.tr("Group with…")});
    choices.push_back({"set-aside", "tray", ui.tr("Set aside")});
    return choices;
}

float choice_width(ui::Ui& ui, const Choice& choice) {
    return ui::button_width(ui, choice.text, {.icon = std::string(choice.icon)});
}

float choice_gap(const ui::Ui& ui) { return std::max(ui.theme.space.m, ui.theme.touch.gap); }

// The number of choices in the first row: all of them where their words fit, slightly smaller if needed.
std::size_t in_first_row(ui::Ui& ui, float width, const std::vector<Choice>& choices) {
    constexpr float smallest = 0.8f;
    if (ui.theme.shape == ui::ScreenShape::portrait) return 2;
    float sum = 0;
    for (const Choice& choice : choices) sum += choice_width(ui, choice);
    const float room = width - choice_gap(ui) * static_cast<float>(choices.size() - 1);
    return sum * smallest <= room ? choices.size() : 2;
}

float choice_height(const ui::Ui& ui) {
    return std::max(ui.theme.shape == ui::ScreenShape::compact ? 0.0f : ui.theme.px(0.1111),
                    ui::button_height(ui, ui::ButtonKind::main));
}

}  // namespace

float choices_height(ui::Ui& ui, float width, const FrontNotes& notes) {
    const std::vector<Choice> choices = choices_of(ui, notes);
    const bool one = in_first_row(ui, width, choices) == choices.size();
    return one ? choice_height(ui) : 2 * choice_height(ui) + choice_gap(ui);
}

std::string_view draw_choices(ui::Ui& ui, const ui::Rect& rect, const FrontNotes& notes, bool enabled) {
    const std::vector<Choice> choices = choices_of(ui, notes);
    const std::size_t first_row = in_first_row(ui, rect.w, choices);
    const float gap = choice_gap(ui), height = choice_height(ui);
    std::string_view tapped;
    float y = rect.y;
    for (std::size_t first = 0; first < choices.size();) {
        const std::size_t count = first == 0 ? first_row : choices.size() - first;
        std::vector<float> widths;
        float sum = 0;
        for (std::size_t index = first; index < first + count; ++index)
            sum += widths.emplace_back(choice_width(ui, choices[index]));
        // The remaining room is divided evenly, so buttons with longer words stay longer.
        const float room = rect.w - gap * static_cast<float>(count - 1);
        const float more = (room - sum) / static_cast<float>(count);
        float x = rect.x;
        for (std::size_t index = 0; index < count; ++index) {
            const Choice& choice = choices[first + index];
            const bool main = first + index == 0;
            const float width = more >= 0 ? widths[index] + more : widths[index] * room / sum;
            if (ui::button(ui, choice.name, {std::round(x), y, std::floor(width), height}, choice.text,
                           {.kind = ui::ButtonKind::ordinary,
                            .icon = std::string(choice.icon),
                            .filled = main,
                            .colours = main ? &ui.theme.round(huddle::RoundCategory::lessons) : nullptr,
                            .enabled = enabled})) {
                tapped = choice.name;
            }
            x += width + gap;
        }
        first += count;
        y += height + gap;
    }
    return tapped;
}

}  // namespace hearthside::screens::front_card
