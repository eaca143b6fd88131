// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/capture/panels.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "kiosk/screens/frame/chip_rows.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/words.h"

namespace hearthside::screens::capture {

namespace {

using Field = CaptureView::Field;
using Step = CaptureView::Step;

ui::TextField& field_of(CaptureView& view, Field which) {
    switch (which) {
        case Field::cause:
            return view.cause;
        case Field::lesson:
            return view.lesson;
        case Field::condition:
            return view.condition;
        case Field::response:
            break;
    }
    return view.response;
}

const std::vector<std::string>& starters_for(const Starters& all, Field which) {
    switch (which) {
        case Field::cause:
            return all.cause;
        case Field::lesson:
            return all.lesson;
        case Field::condition:
            return all.condition;
        case Field::response:
            break;
    }
    return all.response;
}

// The chips of one row, as many as fit, named `name`-0, -1...
std::optional<std::size_t> draw_chip_row(ui::Ui& ui, const ui::Rect& row, std::string_view name,
                                         const std::vector<std::string>& words, std::optional<std::size_t> chosen) {
    return frame::draw_chips(ui, row, frame::numbered_chips(name, words, chosen));
}

float chip_rows_height(ui::Ui& ui, float width, const std::vector<std::string>& words) {
    return frame::chips_height(ui, width, frame::numbered_chips("", words, {}));
}

void draw_starters(ui::Ui& ui, const ui::Rect& row, CaptureView& view) {
    const Starters all = starters_of(ui);
    const std::vector<std::string>& starters = starters_for(all, view.field);
    ui::TextField& field = field_of(view, view.field);
    if (const auto tapped = draw_chip_row(ui, row, "starter", starters, starter_of(field, starters))) {
        toggle_starter(field, starters, *tapped);
        view.keyboard_shown = true;
    }
}

text::TextStyle lead_style(const ui::Ui& ui) {
    text::TextStyle style = ui.theme.text("label", ui.theme.colours.ink_soft);
    style.weight = 650;
    return style;
}

std::vector<std::string> shown_roles(const ui::Ui& ui) {
    std::vector<std::string> roles;
    for (const huddle::CleanText& role : ui.environment.roles) roles.push_back(ui.tr(role.str()));
    return roles;
}

// The team's roles, as many as fit. While the keyboard is hidden, a plus leads to the others.
void draw_who(ui::Ui& ui, const ui::Rect& room, float lead, CaptureView& view) {
    ui::label(ui, {room.x, room.y, lead - ui.theme.space.s, ui::chip_height(ui)}, ui.tr("Who"), lead_style(ui));
    ui::Rect chips{room.x + lead, room.y, room.w - lead, room.h};
    const std::vector<std::string> roles = shown_roles(ui);
    if (view.keyboard_shown && chip_rows_height(ui, chips.w, roles) > chips.h + 1) {
        const float more = std::max(ui.theme.touch.floor, ui::chip_height(ui));
        const ui::Rect plus{chips.right() - more, chips.y, more, ui::chip_height(ui)};
        if (ui::chip(ui, "more-roles", plus, {}, {.icon = "plus"})) view.keyboard_shown = false;
        chips.w -= more + std::max(ui.theme.space.s, ui.theme.touch.gap_row);
    }
    if (const auto tapped = draw_chip_row(ui, chips, "role", roles, view.role)) {
        view.role = view.role == tapped ? std::nullopt : tapped;
    }
}

// The days that fit into one row. The calendar, which has all days, loses its word first. Then other days are
// left out, never the chosen one.
std::vector<frame::RowChip> due_chips(ui::Ui& ui, float width, const CaptureView& view) {
    std::vector<frame::RowChip> chips = frame::day_chips(ui, "due", due_day(view, ui.environment.today));
    const float gap = std::max(ui.theme.space.s, ui.theme.touch.gap_row);
    const auto fits = [&] {
        float all = gap * static_cast<float>(chips.size() - 1);
        for (const frame::RowChip& it : chips) all += ui::chip_width(ui, it.text, {.on = true});
        return all <= width;
    };
    if (!fits() && !chips.back().on) chips.back().text.clear();
    for (const std::string_view name : {"due-month", "due-today", "due-week"}) {
        if (fits()) break;
        std::erase_if(chips, [&](const frame::RowChip& it) { return it.name == name && !it.on; });
    }
    return chips;
}

// Named by meaning, such as "due-today". In several rows where `room` is tall enough.
void draw_due(ui::Ui& ui, const ui::Rect& room, float lead, CaptureView& view) {
    ui::label(ui, {room.x, room.y, lead - ui.theme.space.s, ui::chip_height(ui)}, ui.tr("When"), lead_style(ui));
    const ui::Rect place{room.x + lead, room.y, room.w - lead, room.h + 1};
    const huddle::Day due = due_day(view, ui.environment.today);
    std::vector<frame::RowChip> chips = frame::day_chips(ui, "due", due);
    if (frame::chips_height(ui, place.w, chips) > place.h) chips = due_chips(ui, place.w, view);
    const auto tapped = frame::draw_chips(ui, place, chips);
    if (!tapped) return;
    if (chips[*tapped].name == "due-date") return frame::open_day_picker(view.days, due);
    const std::vector<frame::RowChip> all = frame::day_chips(ui, "due", due);
    for (std::size_t index = 0; index < all.size(); ++index)
        if (all[index].name == chips[*tapped].name) view.due = frame::day_of_chip(ui, index);
}

}  // namespace

Starters starters_of(const ui::Ui& ui) {
    return {{ui.tr("It was hard to see"), ui.tr("It wasn’t clear whose job it was"), ui.tr("There was little time to")},
            {ui.tr("We learnt that"), ui.tr("It helps when"), ui.tr("Next time")},
            {ui.tr("it happens again"), ui.tr("somebody is unsure"), ui.tr("time is short")},
            {ui.tr("say it out loud"), ui.tr("ask early"), ui.tr("write it down")}};
}

bool is_blank(const std::string& text) { return text.find_first_not_of(" \n") == std::string::npos; }

bool is_waiting(const CaptureView& view) { return view.lesson_ticket != 0 || view.action_ticket != 0; }

ui::ButtonLook lesson_button(const ui::Ui& ui, std::string icon_name, bool enabled) {
    return {.kind = ui::ButtonKind::next,
            .icon = std::move(icon_name),
            .colours = &ui.theme.round(huddle::RoundCategory::lessons),
            .enabled = enabled};
}

bool can_keep(const CaptureView& view) { return !is_waiting(view) && !is_blank(view.lesson.text()); }
bool can_save(const CaptureView& view) {
    return !is_waiting(view) && !is_blank(view.response.text()) && view.role.has_value();
}

void Writing::line(CaptureView::Field which, std::string_view name, const ui::Rect& rect, std::string_view lead,
                   float lead_width, std::string_view placeholder) {
    const bool active = view_.field == which && !is_waiting(view_) && !ui_.inert;
    const ui::TextFieldAnswer answer =
        draw_writing_line(ui_, name, rect, lead, lead_width, field_of(view_, which), placeholder, active, presses_);
    if (answer.changed) view_.problem.clear();
    if (answer.tapped) {
        chosen_ = which;
        view_.keyboard_shown = true;
    }
    if (!active) return;
    for (const ui::KeyPress& press : presses_) {
        if (press.kind == ui::KeyPress::Kind::enter || press.kind == ui::KeyPress::Kind::tab) move_on_from(which);
    }
}

void Writing::move_on_from(Field which) {
    if (which == Field::condition)
        chosen_ = Field::response;
    else
        view_.keyboard_shown = false;
}

void Writing::settle() {
    if (chosen_) view_.field = *chosen_;
}

CaptureWish draw_lesson_panel(ui::Ui& ui, const ui::Rect& rect, CaptureView& view, Writing& writing, bool with_button) {
    const bool cause = view.step == Step::cause;
    const ui::Appearance& theme = ui.theme;
    const PanelPlaces places = draw_chain_panel(ui, rect, PanelState::active, cause ? "bowl" : "book",
                                                cause ? ui.tr("What made this likely?") : ui.tr("We learnt"));
    const Starters all = starters_of(ui);
    const std::vector<std::string>& starters = cause ? all.cause : all.lesson;
    const float fits = chip_rows_height(ui, places.beside_title.w, starters);
    ui::Rect inside = places.inside, chips = places.beside_title;
    // On a small panel the words need the height more than the starters do.
    const float beside_least =
        frame::chips_height(ui, places.beside_title.w, frame::numbered_chips("", {starters.front()}, {}));
    const bool low = theme.shape == ui::ScreenShape::compact && beside_least <= chips.h + 1;
    if (fits > chips.h + 1 && !low) {
        chips = {inside.x, inside.y, inside.w, std::min(chip_rows_height(ui, inside.w, starters), ui::chip_height(ui))};
        inside.y += chips.h + theme.space.s;
        inside.h -= chips.h + theme.space.s;
    }
    draw_starters(ui, chips, view);
    CaptureWish wish = CaptureWish::nothing;
    if (with_button) {
        // The cause may stay empty; the button then only continues.
        const std::string words = cause ? ui.tr("Continue") : ui.tr("Keep the lesson");
        const ui::ButtonLook look = [&] {
            ui::ButtonLook it = lesson_button(ui, "next", cause ? !is_waiting(view) : can_keep(view));
            it.icon_after = true;
            return it;
        }();
        const float tall = ui::button_height(ui, ui::ButtonKind::ordinary), wide = ui::button_width(ui, words, look);
        const ui::Rect where{inside.right() - wide, inside.bottom() - tall, wide, tall};
        if (ui::button(ui, cause ? "keep-cause" : "keep-lesson", where, words, look))
            wish = cause ? CaptureWish::keep_cause : CaptureWish::keep_lesson;
        inside.h -= tall + theme.space.s;
    }
    const text::TextStyle small = theme.text("label", theme.round(huddle::RoundCategory::mistakes).ink);
    const float line = ui::line_height(small) * 1.15f;
    const float least = std::max(ui::line_height(theme.text("note")) + 2 * theme.space.xs, theme.touch.floor);
    if (!cause && !is_blank(view.cause.text()) && inside.h - line - theme.space.xs >= least) {
        const float size = small.size_px;
        ui::icon(ui, "bowl", {inside.x + size / 2, inside.y + line / 2}, size, small.colour);
        ui::label(ui, {inside.x + 1.5f * size, inside.y, inside.w - 1.5f * size, line},
                  fmt::format(fmt::runtime(ui.tr("Likely because: {cause}")),
                              fmt::arg("cause", ui::isolated(ui, view.cause.text()))),
                  small, {.shrink_to = 1});
        inside.y += line + theme.space.xs;
        inside.h -= line + theme.space.xs;
    }
    if (cause)
        writing.line(Field::cause, "cause-text", inside, {}, 0,
                     ui.tr("The place, the tools, the time? You can leave this blank."));
    else
        writing.line(Field::lesson, "lesson-text", inside, {}, 0, ui.tr("What do we know now that we didn’t before?"));
    return wish;
}

CaptureWish draw_kept_lesson(ui::Ui& ui, const ui::Rect& rect, const CaptureView& view) {
    const ui::Touch finger = ui::touch(ui, "change-lesson", rect, !is_waiting(view) && view.kept.has_value());
    const PanelPlaces places = draw_chain_panel(ui, rect, PanelState::done, "check", ui.tr("We learnt"));
    const text::TextStyle small = ui.theme.text("small", ui.theme.colours.ink_soft);
    const float foot = ui::line_height(small) * 1.2f;
    const ui::Rect& in = places.inside;
    ui::label(ui, {in.x, in.y, in.w, in.h - foot}, view.lesson.text(), ui.theme.text("note"),
              {.vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 0.8f});
    ui::label(ui, {in.x, in.bottom() - foot, in.w, foot}, ui.tr("Tap to change the words"), small);
    return finger.tapped ? CaptureWish::change_lesson : CaptureWish::nothing;
}

void draw_action_panel(ui::Ui& ui, const ui::Rect& rect, CaptureView& view, Writing& writing) {
    const ui::Appearance& theme = ui.theme;
    const PanelPlaces places = draw_chain_panel(ui, rect, PanelState::active, "loop", ui.tr("We will try"));
    ui::Rect in = places.inside;
    if (places.beside_title.w > theme.px(0.2)) draw_starters(ui, places.beside_title, view);

    const text::TextStyle words = theme.text("note");
    text::TextStyle bold = words;
    bold.weight = 650;
    const std::string if_words = ui.tr("If"), then_words = ui.tr("then we will");
    const float lead = ui::text_width(ui, then_words, bold) + theme.space.m;
    const float gap = theme.space.s * 0.8f, chip_tall = ui::chip_height(ui);
    const float line = std::max(ui::line_height(words) + 2 * theme.space.xs + theme.line.control, theme.touch.floor);

    // Who and when are below when there is room for them. On a small panel they appear once the keyboard is
    // hidden.
    const float who_lead =
        std::max(ui::text_width(ui, ui.tr("When"), lead_style(ui)), ui::text_width(ui, ui.tr("Who"), lead_style(ui))) +
        theme.space.l;
    const float spare = in.h - 2 * line - 3 * gap - chip_tall;
    const bool with_choices = spare >= chip_tall;
    const float who = std::clamp(chip_rows_height(ui, in.w - who_lead, shown_roles(ui)), chip_tall,
                                 view.keyboard_shown ? chip_tall : std::max(chip_tall, spare));
    const float when_wanted =
        frame::chips_height(ui, in.w - who_lead, frame::day_chips(ui, "due", due_day(view, ui.environment.today)));
    const float when = when_wanted <= chip_tall + spare - who ? std::max(chip_tall, when_wanted) : chip_tall;
    const float room = in.h - (with_choices ? who + when + 2 * gap : 0);

    if (room < 2 * line + gap) {
        // Too low for two lines, so the halves are side by side.
        const float if_lead = ui::text_width(ui, if_words, bold) + theme.space.m;
        const float between = theme.space.l, half = std::round((in.w - between) * 0.42f);
        writing.line(Field::condition, "action-if", {in.x, in.y, half, room}, if_words, if_lead,
                     ui.tr("it happens again"));
        writing.line(Field::response, "action-then", {in.x + half + between, in.y, in.w - half - between, room},
                     then_words, lead, ui.tr("one small thing"));
        return;
    }

    // The second half of the sentence is usually the longer one.
    const float text_line = ui::line_height(words);
    const float first = std::clamp(room - gap - 2 * text_line - 2 * theme.space.xs, line, line + text_line);
    const float second = std::clamp(room - gap - first, line, line + 2 * text_line);
    writing.line(Field::condition, "action-if", {in.x, in.y, in.w, first}, if_words, lead, ui.tr("it happens again"));
    float y = in.y + first + gap;
    writing.line(Field::response, "action-then", {in.x, y, in.w, second}, then_words, lead, ui.tr("one small thing"));
    y += second + gap;
    if (!with_choices) return;
    draw_who(ui, {in.x, y, in.w, who}, who_lead, view);
    draw_due(ui, {in.x, y + who + gap, in.w, when}, who_lead, view);
}

CaptureWish draw_share_panel(ui::Ui& ui, const ui::Rect& rect, const CaptureView& view) {
    const ui::Appearance& theme = ui.theme;
    const PanelPlaces places = draw_chain_panel(ui, rect, PanelState::ghost, "share", ui.tr("We share"));
    const ui::Rect& in = places.inside;
    CaptureWish wish = CaptureWish::nothing;
    float bottom = in.bottom();
    if (view.step == CaptureView::Step::action) {
        const float tall = ui::button_height(ui, ui::ButtonKind::next);
        const float small = std::max(ui::button_height(ui, ui::ButtonKind::quiet), theme.touch.floor);
        const float gap = std::max(theme.space.s, theme.touch.gap * 0.75f);
        const bool beside = in.w > theme.px(0.55);  // portrait: side by side
        const float wide = beside ? (in.w - gap) / 2 : in.w;
        const ui::Rect save{beside ? in.x + wide + gap : in.x, bottom - tall, wide, tall};
        const ui::Rect just{in.x, beside ? bottom - tall : save.y - gap - small, wide, beside ? tall : small};
        if (ui::button(ui, "save-action", save, ui.tr("Save"), lesson_button(ui, "check", can_save(view))))
            wish = CaptureWish::save;
        if (ui::button(ui, "just-the-lesson", just, ui.tr("Save without an action"),
                       {.kind = ui::ButtonKind::quiet, .enabled = !is_waiting(view)})) {
            wish = CaptureWish::just_the_lesson;
        }
        bottom = std::min(just.y, save.y) - theme.space.xs;
    }
    ui::label(ui, {in.x, in.y, in.w, bottom - in.y}, ui.tr("Once we know how it went, we can share it."),
              theme.text("label", theme.colours.ink_soft),
              {.vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 0.9f});
    return wish;
}

void draw_action_to_come(ui::Ui& ui, const ui::Rect& rect) {
    const PanelPlaces places = draw_chain_panel(ui, rect, PanelState::ghost, "loop", ui.tr("We will try"));
    ui::label(ui, places.inside, ui.tr("Then one small thing: if this happens, then we will …"),
              ui.theme.text("label", ui.theme.colours.ink_soft),
              {.vertical = ui::VerticalAlign::top, .lines = 0, .shrink_to = 0.9f});
}

}  // namespace hearthside::screens::capture
