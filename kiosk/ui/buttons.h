// SPDX-License-Identifier: Apache-2.0
// Buttons, chips, banners and toasts: the parts that can be pressed, and the strips that carry a sentence.
// Names, targets and words are as in widgets.h.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/ui/ui.h"

namespace hearthside::ui {

// main: Start huddle and the like, one a screen. next: the filled button of the bottom bar. ordinary: paper
// and outline. quiet: smaller, with label text. tool: smallest, on home.
enum class ButtonKind { main, next, ordinary, quiet, tool };
struct ButtonLook {
    ButtonKind kind = ButtonKind::ordinary;
    std::string icon = {};
    bool icon_after = false;  // the icon follows the word
    bool icon_above = false;  // the icon is over the word, for tall buttons
    // main and next are filled by default; `filled` overrides this.
    std::optional<bool> filled = {};
    const RoundColours* colours = nullptr;  // fill, text and outline; null: primary or paper
    bool ember = false;                     // the big warm button on the hearth
    std::string caption = {};               // a second, smaller line
    bool enabled = true;                    // false: pale, cannot be touched
    SecondTap second = SecondTap::mistake;
};
float button_height(const Ui& ui, ButtonKind kind);
// As wide as its text needs, and at least the smallest touch size.
float button_width(Ui& ui, std::string_view text, const ButtonLook& look);
bool button(Ui& ui, std::string_view name, const Rect& rect, std::string_view text, const ButtonLook& look = {});

// A pill. When on, it is filled and has a tick. With null `colours` it is the lessons' green.
struct ChipLook {
    bool on = false;
    bool tick = true;  // shown when on
    std::string icon = {};
    const RoundColours* colours = nullptr;
    bool enabled = true;
};
float chip_height(const Ui& ui);
float chip_width(Ui& ui, std::string_view text, const ChipLook& look);
bool chip(Ui& ui, std::string_view name, const Rect& rect, std::string_view text, const ChipLook& look = {});
// The larger pill with a round's colour, icon and word (the write-here screen).
float round_chip_height(const Ui& ui);
float round_chip_width(Ui& ui, huddle::RoundCategory category);
bool round_chip(Ui& ui, std::string_view name, const Rect& rect, huddle::RoundCategory category, bool on);
std::string_view icon_of(huddle::RoundCategory category);           // star, bowl, book, sunrise
std::string word_of(const Ui& ui, huddle::RoundCategory category);  // Wins, Mistakes... translated

// A calm strip: icon, bold line, plain line. Returns the area for buttons.
struct BannerLook {
    std::string icon = "clock";  // empty: none
    std::string bold = {};
    std::string plain = {};
    float room_for_buttons = 0;  // px kept free at the end; at the start when the kiosk is set to left-handed
};
float banner_height(const Ui& ui);
Rect banner(Ui& ui, const Rect& rect, const BannerLook& look);

// A short sentence near the bottom that disappears by itself. A non-empty `undo` adds a button with that
// word, named "undo"; the function returns true when it is tapped. The caller stops drawing the toast after
// its time and calls ui.wake_at() for that moment. The toast ends at `bottom`; 0 means just above the bar of
// buttons.
bool toast(Ui& ui, std::string_view sentence, std::string_view undo = {}, float bottom = 0);
// The place that it takes.
Rect toast_rect(Ui& ui, std::string_view sentence, std::string_view undo, float bottom);
float toast_height(const Ui& ui);

}  // namespace hearthside::ui
