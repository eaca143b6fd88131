// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/write_here/nudge.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "kiosk/screens/write_here/write_here.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/text_edit.h"
#include "kiosk/ui/widgets.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::write_here {

namespace {

constexpr std::size_t characters_shown = 24;

void wipe_text(std::string& text) {
    explicit_bzero(text.data(), text.size());
    text.clear();
}

// In one line, and short enough for a sentence.
std::string shown_words(const std::string& text, const wording::Nudge& nudge) {
    std::string words = text.substr(nudge.begin, nudge.end - nudge.begin);
    std::ranges::replace(words, '\n', ' ');
    std::size_t end = 0;
    for (std::size_t count = 0; count < characters_shown && end < words.size(); ++count)
        end = ui::boundary_after(words, end);
    if (end < words.size()) words.replace(end, words.npos, "…");
    return words;
}

struct NudgeButtons {
    ui::Rect rewrite, mask;  // no mask for blame
    float width = 0;
};

ui::ButtonLook look_of(const ui::Ui& ui, const char* icon, bool filled) {
    const bool compact = ui.theme.shape == ui::ScreenShape::compact;
    return {.kind = compact ? ui::ButtonKind::quiet : ui::ButtonKind::ordinary, .icon = icon, .filled = filled};
}

float buttons_tall(const ui::Ui& ui) {
    const float tall = std::max(ui::button_height(ui, ui::ButtonKind::quiet), ui.theme.touch.floor);
    return ui.theme.shape == ui::ScreenShape::compact ? tall : std::round(std::max(tall, ui.theme.px(0.0741)));
}

// At the end of the banner, at the same distance from its end as from its top or foot.
NudgeButtons place_buttons(ui::Ui& ui, const ui::Rect& rect, bool with_mask) {
    const float gap = std::max(ui.theme.space.m, ui.theme.touch.gap), tall = buttons_tall(ui);
    const float beside = (nudge_height(ui) - tall) / 2;
    const float edge =
        nudge_has_foot(ui) ? ui.theme.space.m : std::clamp(beside, ui.theme.space.xs / 2, ui.theme.space.m);
    const float top = nudge_has_foot(ui) ? rect.bottom() - edge - tall : rect.y + (rect.h - tall) / 2;
    NudgeButtons places;
    float right = rect.right() - edge;
    if (with_mask) {
        const float wide = ui::button_width(ui, ui.tr("Mask it"), look_of(ui, "mask", true));
        places.mask = {right - wide, top, wide, tall};
        right -= wide + gap;
    }
    const float wide = ui::button_width(ui, ui.tr("Rewrite"), look_of(ui, "pencil", false));
    places.rewrite = {right - wide, top, wide, tall};
    places.width = rect.right() - edge - places.rewrite.x;
    if (ui.environment.left_handed) {
        for (ui::Rect* place : {&places.rewrite, &places.mask}) place->x = rect.x + rect.right() - place->right();
    }
    return places;
}

ui::BannerLook banner_of(ui::Ui& ui, const ui::Rect& rect, const wording::Nudge& nudge, const std::string& text,
                         float buttons) {
    const bool blame = nudge.kind == wording::NudgeKind::blame;
    ui::BannerLook look{.icon = blame ? "heart" : "lock", .stacked = true, .bold_is_private = true};
    std::string words = shown_words(text, nudge), placed = ui::isolated(ui, words);
    // In the direction of the interface, even when the sentence begins with words in the other direction.
    look.bold = fmt::format(
        fmt::runtime((ui.environment.right_to_left() ? "\u200F" : "\u200E") + ui.tr(wording::sentence_of(nudge.kind))),
        fmt::arg("words", placed));
    look.plain = ui.tr(wording::help_of(nudge.kind));
    wipe_text(words);
    wipe_text(placed);
    if (nudge_has_foot(ui))
        look.foot_for_buttons = buttons_tall(ui) + ui.theme.space.m;
    else
        look.room_for_buttons = buttons;
    // With little room the picture is dropped first, then the second sentence. The letters keep their size.
    if (!ui::banner_fits(ui, rect, look)) look.icon.clear();
    if (!ui::banner_fits(ui, rect, look)) look.plain.clear();
    return look;
}

void rewrite(WriteHereView& view, const wording::Nudge& nudge) {
    ui::place_caret(view.field.edit, nudge.end);
    view.keyboard_shown = true;
}

void mask(ui::Ui& ui, WriteHereView& view) {
    std::string text = wording::masked(view.field.text(), view.nudges);
    ui::clear(view.field);
    ui::replace_all(view.field.edit, std::move(text));
    ui.pictures.forget_private_texts();
    view.problem.clear();
    look_for_nudges(view);
}

}  // namespace

bool nudge_has_foot(const ui::Ui& ui) { return ui.theme.shape == ui::ScreenShape::portrait; }

float nudge_height(const ui::Ui& ui) {
    const float words = 2 * ui::line_height(ui.theme.text("body")), buttons = buttons_tall(ui);
    if (nudge_has_foot(ui)) return std::round(words + buttons + 3 * ui.theme.space.m);
    // On small panels it takes as little room from the text as possible.
    if (ui.theme.shape == ui::ScreenShape::compact) return std::round(std::max(words, buttons) + ui.theme.space.xs);
    return std::max(ui::banner_height(ui), buttons + ui.theme.space.m);
}

void look_for_nudges(WriteHereView& view) {
    if (view.nudged_text == view.field.text()) return;
    wipe_nudges(view);
    view.nudged_text = view.field.text();
    view.nudges = wording::nudges_in(view.nudged_text);
}

std::vector<ui::TextMark> marks_of(const WriteHereView& view) {
    std::vector<ui::TextMark> marks;
    for (const wording::Nudge& nudge : view.nudges) marks.push_back({nudge.begin, nudge.end});
    return marks;
}

const wording::Nudge* nudge_to_show(const WriteHereView& view) {
    if (view.ticket != 0 || view.nudges.empty()) return nullptr;
    return &wording::foremost(view.nudges);
}

void draw_nudge(ui::Ui& ui, const ui::Rect& rect, WriteHereView& view) {
    const wording::Nudge* nudge = nudge_to_show(view);
    if (nudge == nullptr) return;
    const bool with_mask = nudge->kind != wording::NudgeKind::blame;
    const NudgeButtons places = place_buttons(ui, rect, with_mask);
    ui::BannerLook look = banner_of(ui, rect, *nudge, view.field.text(), places.width);
    ui::banner(ui, rect, look);
    wipe_text(look.bold);
    const bool rewrites =
        ui::button(ui, "rewrite-note", places.rewrite, ui.tr("Rewrite"), look_of(ui, "pencil", false));
    const bool masks =
        with_mask && ui::button(ui, "mask-note", places.mask, ui.tr("Mask it"), look_of(ui, "mask", true));
    if (rewrites) rewrite(view, *nudge);
    if (masks) mask(ui, view);
    if (rewrites || masks) ui.wake_at(ui.now);
}

void wipe_nudges(WriteHereView& view) {
    for (wording::Nudge& nudge : view.nudges) wipe_text(nudge.mask);
    view.nudges.clear();
    wipe_text(view.nudged_text);
}

}  // namespace hearthside::screens::write_here
