// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/frame/chip_rows.h"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/buttons.h"

namespace hearthside::screens::frame {

namespace {

// A slightly too long row is narrowed down to this part before its last chip moves to the next row.
constexpr float narrowest = 0.96f;

float chip_gap(const ui::Ui& ui) { return std::max(ui.theme.space.s, ui.theme.touch.gap_row); }

// Calls `place(index, rect)` for each chip, wraps at the width, and stops when the height is used up. Returns
// the height of the chips.
template <class Place>
float flow_chips(ui::Ui& ui, const ui::Rect& room, const std::vector<RowChip>& chips, const Place& place) {
    const float height = ui::chip_height(ui), gap = chip_gap(ui);
    // All chips have their ticked width, so that choosing one moves none of the others.
    std::vector<float> widths;
    float sum = 0;
    for (const RowChip& it : chips) {
        widths.push_back(std::min(room.w, ui::chip_width(ui, it.text, {.on = true})));
        sum += widths.back();
    }
    const float part = (room.w - gap * static_cast<float>(chips.size()) + gap) / std::max(1.0f, sum);
    if (part < 1 && part > narrowest) {
        for (float& width : widths) width = std::max(ui.theme.touch.floor, std::floor(width * part));
    }
    float x = room.x, y = room.y;
    for (std::size_t index = 0; index < chips.size(); ++index) {
        if (x > room.x && x + widths[index] > room.right() + 0.5f) {
            x = room.x;
            y += height + gap;
        }
        if (y + height > room.bottom() + 0.5f) return std::max(0.0f, y - gap - room.y);
        place(index, ui::Rect{x, y, widths[index], height});
        x += widths[index] + gap;
    }
    return y + height - room.y;
}

}  // namespace

std::optional<std::size_t> draw_chips(ui::Ui& ui, const ui::Rect& room, const std::vector<RowChip>& chips,
                                      const ui::RoundColours* colours, bool enabled) {
    std::optional<std::size_t> tapped;
    flow_chips(ui, room, chips, [&](std::size_t index, const ui::Rect& where) {
        const RowChip& it = chips[index];
        if (ui::chip(ui, it.name, where, it.text,
                     {.on = it.on, .icon = it.icon, .colours = colours, .enabled = enabled}))
            tapped = index;
    });
    return tapped;
}

float chips_height(ui::Ui& ui, float width, const std::vector<RowChip>& chips) {
    if (chips.empty()) return 0;
    return flow_chips(ui, {0, 0, width, 1e6f}, chips, [](std::size_t, const ui::Rect&) {});
}

std::vector<RowChip> numbered_chips(std::string_view name, const std::vector<std::string>& words,
                                    std::optional<std::size_t> chosen) {
    std::vector<RowChip> chips;
    for (std::size_t index = 0; index < words.size(); ++index)
        chips.push_back({std::string(name) + "-" + std::to_string(index), words[index], chosen == index});
    return chips;
}

namespace {

ui::ButtonLook look_of(const ui::Ui& ui, const RowChip& it, ui::ButtonKind kind) {
    return {.kind = kind,
            .icon = it.icon,
            .filled = it.on,
            .colours = it.on ? &ui.theme.round(huddle::RoundCategory::lessons) : nullptr};
}

// The number of buttons in each row: as few rows as the words allow, with similar lengths.
std::vector<std::size_t> rows_of(ui::Ui& ui, float width, const std::vector<RowChip>& buttons, ui::ButtonKind kind) {
    const float gap = std::max(ui.theme.space.m, ui.theme.touch.gap_row);
    std::vector<float> widths;
    for (const RowChip& it : buttons) widths.push_back(ui::button_width(ui, it.text, look_of(ui, it, kind)));
    for (std::size_t rows = 1;; ++rows) {
        std::vector<std::size_t> counts;
        bool fits = true;
        for (std::size_t row = 0, first = 0; row < rows; ++row) {
            const std::size_t count = (buttons.size() - first) / (rows - row);
            const float each = (width - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
            float sum = 0;
            for (std::size_t i = first; i < first + count; ++i) sum += widths[i];
            // Equal widths where each word fits; otherwise each button is as wide as its word.
            fits = fits && sum <= each * static_cast<float>(count) + 1;
            counts.push_back(count);
            first += count;
        }
        if (fits || rows >= buttons.size()) return counts;
    }
}

}  // namespace

float button_rows_height(ui::Ui& ui, float width, const std::vector<RowChip>& buttons, ui::ButtonKind kind) {
    if (buttons.empty()) return 0;
    const auto rows = static_cast<float>(rows_of(ui, width, buttons, kind).size());
    return rows * ui::button_height(ui, kind) + (rows - 1) * std::max(ui.theme.space.s, ui.theme.touch.gap_row);
}

std::optional<std::size_t> draw_button_rows(ui::Ui& ui, const ui::Rect& room, const std::vector<RowChip>& buttons,
                                            ui::ButtonKind kind) {
    if (buttons.empty()) return std::nullopt;
    const float gap = std::max(ui.theme.space.m, ui.theme.touch.gap_row), tall = ui::button_height(ui, kind);
    std::optional<std::size_t> tapped;
    float y = room.y;
    std::size_t first = 0;
    for (const std::size_t count : rows_of(ui, room.w, buttons, kind)) {
        const float whole = room.w - gap * static_cast<float>(count - 1), each = whole / static_cast<float>(count);
        std::vector<float> widths;
        float sum = 0;
        bool equal = true;
        for (std::size_t i = first; i < first + count; ++i) {
            widths.push_back(ui::button_width(ui, buttons[i].text, look_of(ui, buttons[i], kind)));
            sum += widths.back();
            equal = equal && widths.back() <= each;
        }
        float x = room.x;
        for (std::size_t i = 0; i < count; ++i) {
            const RowChip& it = buttons[first + i];
            const float wide = equal         ? each
                               : sum > whole ? widths[i] * whole / sum
                                             : widths[i] + (whole - sum) / static_cast<float>(count);
            if (ui::button(ui, it.name, {std::round(x), std::round(y), std::floor(wide), tall}, it.text,
                           look_of(ui, it, kind)))
                tapped = first + i;
            x += wide + gap;
        }
        first += count;
        y += tall + std::max(ui.theme.space.s, ui.theme.touch.gap_row);
    }
    return tapped;
}

}  // namespace hearthside::screens::frame
