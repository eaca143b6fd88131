// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/take_away/take_away.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "kiosk/screens/frame/chip_rows.h"
#include "kiosk/screens/frame/choice_list.h"
#include "kiosk/screens/take_away/progress_panel.h"
#include "kiosk/screens/take_away/words.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::take_away {

namespace {

using What = TakeAwayView::What;
using Over = TakeAwayView::Over;

constexpr huddle::Milliseconds look_every{2'000};

// In the first frame, takes over what was chosen in the record.
void start(ui::Ui& ui, TakeAwayView& view) {
    view.open = true;
    view.next_look = view.last_touched = ui.now;
    ui.take_away()->cancel();
    ui.take_away()->forget();
    if (view.ask.huddle) {
        view.what = What::huddle;
        return;
    }
    view.what = What::asked;
    const store::Span asked = span_of(ui, view);
    for (const What what : {What::this_month, What::last_month, What::three_months, What::all}) {
        view.what = what;
        if (same_days(ui, span_of(ui, view), asked)) return;
    }
    view.what = What::asked;
}

// Called last in a frame, so this frame is complete. The next one shows the screen below.
void leave(ui::Ui& ui, TakeAwayView& view, frame::Overlay& overlay, frame::Overlay::Kind to) {
    abandon_take_away(ui, view);
    overlay.open(to);
    ui.wake_at(ui.now);
}

bool under_way(const ui::TakeAwayState& state) {
    return state.kind == ui::TakeAwayState::Kind::working || state.kind == ui::TakeAwayState::Kind::finishing;
}

// How often the screen looks whether a phone has fetched the file.
constexpr huddle::Milliseconds look_for_phone{1'000};

// An export continues when nobody is there, and a code waits for its phone until it expires.
bool left_alone(ui::Ui& ui, TakeAwayView& view, const ui::TakeAwayState& state) {
    const ImGuiIO& io = ImGui::GetIO();
    if (!ui.keys.empty() || io.MouseDown[0] || io.MouseReleased[0]) view.last_touched = ui.now;
    if (state.ending == ui::TakeAwayState::Ending::link) ui.wake_at(ui.now + look_for_phone);
    if (ui.now - view.last_touched < take_away_idle) {
        ui.wake_at(view.last_touched + take_away_idle);
        return false;
    }
    if (!under_way(state) && state.ending != ui::TakeAwayState::Ending::link) return true;
    view.was_left = true;
    ui.wake_at(ui.now + huddle::Milliseconds{10'000});
    return false;
}

float gap_of(const ui::Ui& ui) { return std::max(ui.theme.space.m, ui.theme.touch.gap_row); }

// A heading with chips below it, or with one button that opens a list where the chips do not fit.
struct Section {
    std::string heading;
    std::vector<frame::RowChip> chips;
    std::string list_name, chosen, caption;
    std::string_view icon;
};

text::TextStyle heading_style(const ui::Ui& ui) {
    text::TextStyle style = ui.theme.text(ui.theme.shape == ui::ScreenShape::compact ? "label" : "note");
    style.weight = 650;
    return style;
}
text::TextStyle caption_style(const ui::Ui& ui) {
    return ui.theme.text(ui.theme.shape == ui::ScreenShape::compact ? "small" : "body", ui.theme.colours.ink_soft);
}
float heading_height(const ui::Ui& ui) { return ui::line_height(heading_style(ui)) + ui.theme.space.s; }
float list_button_height(const ui::Ui& ui) {
    return std::max({ui.theme.touch.floor, ui::button_height(ui, ui::ButtonKind::quiet),
                     ui::line_height(ui.theme.text("button")) + 2 * ui.theme.space.s});
}
float caption_height(ui::Ui& ui, const Section& it, float width) {
    if (it.caption.empty()) return 0;
    return ui.theme.space.s + ui::text_height(ui, it.caption, caption_style(ui), width, 2);
}
float section_height(ui::Ui& ui, const Section& it, float width, bool chips) {
    return heading_height(ui) + (chips ? frame::chips_height(ui, width, it.chips) : list_button_height(ui)) +
           caption_height(ui, it, width);
}

// The index of the tapped chip. The number of chips when the list's button was tapped.
std::optional<std::size_t> draw_section(ui::Ui& ui, const ui::Rect& rect, const Section& it, bool chips) {
    const auto& theme = ui.theme;
    const text::TextStyle head = heading_style(ui);
    const float below = heading_height(ui);
    ui::label(ui, {rect.x, rect.y, rect.w, ui::line_height(head)}, it.heading, head);
    ui::Rect room{rect.x, rect.y + below, rect.w,
                  chips ? frame::chips_height(ui, rect.w, it.chips) : list_button_height(ui)};
    std::optional<std::size_t> tapped;
    if (chips) {
        room.h += 1;
        tapped = frame::draw_chips(ui, room, it.chips, &theme.primary_round);
    } else if (ui::button(ui, it.list_name, room, it.chosen,
                          {.kind = ui::ButtonKind::quiet, .icon = "chevron_down", .icon_after = true})) {
        tapped = it.chips.size();
    }
    if (!it.caption.empty()) {
        const text::TextStyle told = caption_style(ui);
        ui::label(ui,
                  {rect.x, room.bottom() + theme.space.s, rect.w, ui::text_height(ui, it.caption, told, rect.w, 2) + 1},
                  it.caption, told, {.vertical = ui::VerticalAlign::top, .lines = 2});
    }
    return tapped;
}

Section what_section(ui::Ui& ui, const TakeAwayView& view) {
    Section section{.heading = ui.tr("What?"),
                    .chips = {},
                    .list_name = "choose-what",
                    .chosen = {},
                    .caption = {},
                    .icon = "calendar"};
    for (const What what : whats_of(ui, view)) {
        const TakeAwayWord word = what_word(ui, view, what);
        section.chips.push_back({word.name, word.text, what == view.what});
        if (what == view.what) section.chosen = word.text, section.caption = word.caption;
    }
    return section;
}

Section form_section(ui::Ui& ui, const TakeAwayView& view) {
    Section section{.heading = ui.tr("Which format?"),
                    .chips = {},
                    .list_name = "choose-form",
                    .chosen = {},
                    .caption = {},
                    .icon = "list"};
    for (const ui::TakeAwayForm form : take_away_forms()) {
        const TakeAwayWord word = form_word(ui, form);
        section.chips.push_back({word.name, word.text, form == view.form});
        if (form == view.form) section.chosen = word.text, section.caption = word.caption;
    }
    return section;
}

void choose_what(TakeAwayView& view, const std::vector<What>& whats, std::size_t tapped) {
    if (tapped < whats.size())
        view.what = whats[tapped];
    else
        view.over = Over::what;
}

void choose_form(TakeAwayView& view, std::size_t tapped) {
    if (tapped < take_away_forms().size())
        view.form = take_away_forms()[tapped];
    else
        view.over = Over::form;
}

float notes_height(ui::Ui& ui, float width) {
    if (ui.take_away()->notes_allowed()) return ui::chip_height(ui);
    const text::TextStyle words = ui.theme.text("body", ui.theme.colours.ink_soft);
    return ui::text_height(ui, ui.tr("Lessons and actions only."), words, width - 1.8f * words.size_px, 2);
}

void draw_notes(ui::Ui& ui, const ui::Rect& rect, TakeAwayView& view) {
    const auto& theme = ui.theme;
    if (ui.take_away()->notes_allowed()) {
        const std::vector<frame::RowChip> chips{{"take-notes", ui.tr("Include notes"), view.notes, "chat"}};
        if (frame::draw_chips(ui, rect, chips, &theme.primary_round)) view.notes = !view.notes, ui.wake_at(ui.now);
        return;
    }
    const text::TextStyle words = theme.text("body", theme.colours.ink_soft);
    const float lead = 1.8f * words.size_px;
    ui::icon(ui, "shield", {rect.x + words.size_px * 0.6f, rect.y + ui::line_height(words) / 2}, words.size_px * 1.2f,
             words.colour);
    ui::label(ui, {rect.x + lead, rect.y, rect.w - lead, rect.h}, ui.tr("Lessons and actions only."), words,
              {.vertical = ui::VerticalAlign::top, .lines = 2});
}

float between_sections(const ui::Ui& ui) {
    return ui.theme.shape == ui::ScreenShape::compact ? ui.theme.space.m : ui.theme.space.xl;
}

float choices_height(ui::Ui& ui, TakeAwayView& view, float width, bool chips) {
    const float between = between_sections(ui);
    float all = section_height(ui, what_section(ui, view), width, chips) + between + notes_height(ui, width);
    if (view.what != What::huddle) all += section_height(ui, form_section(ui, view), width, chips) + between;
    return all;
}

// Left, or above: what, in which format, and at the foot whether notes are included.
void draw_choices(ui::Ui& ui, const ui::Rect& room, TakeAwayView& view, bool chips) {
    const float between = between_sections(ui), foot = notes_height(ui, room.w);
    const std::vector<What> whats = whats_of(ui, view);
    const bool one = view.what == What::huddle;
    const Section what = what_section(ui, view);
    const float first = section_height(ui, what, room.w, chips);
    if (const auto tapped = draw_section(ui, {room.x, room.y, room.w, first}, what, chips))
        choose_what(view, whats, *tapped), ui.wake_at(ui.now);
    if (!one) {
        const Section form = form_section(ui, view);
        const ui::Rect place{room.x, room.y + first + between, room.w, section_height(ui, form, room.w, chips)};
        if (const auto tapped = draw_section(ui, place, form, chips)) choose_form(view, *tapped), ui.wake_at(ui.now);
    }
    const float y = room.bottom() - foot;
    const float line = y - between / 2;
    ui::fill(ui, {room.x, std::round(line), room.w, std::max(1.0f, ui.theme.line.hair)}, ui.theme.colours.line, 0);
    draw_notes(ui, {room.x, y, room.w, foot + 1}, view);
}

// An icon, a name and a line below it: the content of a place, also of the one that waits for a stick.
void draw_place_words(ui::Ui& ui, const ui::Rect& rect, const TakeAwayWord& word, std::string_view picture) {
    const auto& theme = ui.theme;
    const ui::RoundColours& green = theme.round(huddle::RoundCategory::lessons);
    const text::TextStyle name = theme.text("button", word.name.empty() ? theme.colours.ink_soft : theme.colours.ink),
                          small = caption_style(ui);
    const float pad = std::min(theme.space.l, rect.w * 0.06f), size = std::min(rect.h * 0.56f, name.size_px * 2.4f);
    ui::disc(ui, {rect.x + pad + size / 2, rect.y + rect.h / 2}, size,
             word.name.empty() ? theme.colours.sand : green.tint, picture,
             word.name.empty() ? theme.colours.ink_soft : green.ink, 0.56f);
    const float lead = pad + size + theme.space.m, wide = rect.w - lead - pad, free = rect.h - theme.space.s;
    // The text's own height, because Nastaliq is taller than a line.
    const float caption = word.caption.empty() ? 0 : ui::text_height(ui, word.caption, small, 1e6f, 1);
    const int lines = ui::text_height(ui, word.text, name, wide, 2) + caption <= free ? 2 : 1;
    const float first = ui::text_height(ui, word.text, name, wide, lines);
    const float second =
        word.caption.empty()
            ? 0
            : std::max(caption, std::min(ui::text_height(ui, word.caption, small, wide, 2), free - first));
    const float top = rect.y + (rect.h - first - second) / 2;
    ui::label(ui, {rect.x + lead, top, wide, first + 1}, word.text, name, {.lines = lines});
    ui::label(ui, {rect.x + lead, top + first, wide, second + 1}, word.caption, small,
              {.vertical = ui::VerticalAlign::top, .lines = 2});
}

// One large button for each place. A tap starts the export.
bool draw_place(ui::Ui& ui, const ui::Rect& rect, const ui::TakeAwayPlace& place) {
    const auto& theme = ui.theme;
    const TakeAwayWord word = place_word(ui, place);
    const ui::Touch finger = ui::touch(ui, word.name, rect);
    ui::fill(ui, rect, finger.pressed ? ui::darker(theme.colours.paper) : theme.colours.paper, theme.radius.button);
    ui::outline(ui, rect, theme.colours.control_line, theme.radius.button, theme.line.control);
    draw_place_words(ui, rect, word, place_icon(place.kind));
    return finger.tapped;
}

bool holds(const std::vector<ui::TakeAwayPlace>& places, ui::TakeAwayPlace::Kind kind) {
    return std::ranges::any_of(places, [&](const ui::TakeAwayPlace& it) { return it.kind == kind; });
}

std::optional<ui::TakeAwayPlace> draw_places(ui::Ui& ui, const ui::Rect& room,
                                             const std::vector<ui::TakeAwayPlace>& places) {
    const auto& theme = ui.theme;
    const text::TextStyle head = heading_style(ui), quiet = caption_style(ui);
    ui::label(ui, {room.x, room.y, room.w, ui::line_height(head)}, ui.tr("Where should it go? Tap to start."), head);
    const bool no_stick = !holds(places, ui::TakeAwayPlace::Kind::stick),
               no_phone = !holds(places, ui::TakeAwayPlace::Kind::phone);
    const std::string told = no_phone ? ui.tr("Phones cannot reach this kiosk just now.") : std::string{};
    const float gap = gap_of(ui), top = room.y + heading_height(ui);
    const float foot = told.empty() ? 0 : ui::text_height(ui, told, quiet, room.w, 3) + theme.space.m;
    const float free = room.bottom() - top - foot;
    float least = theme.touch.floor;
    for (const ui::TakeAwayPlace& it : places) {
        const TakeAwayWord word = place_word(ui, it);
        const float words = ui::text_height(ui, word.text, theme.text("button"), 1e6f, 1) +
                            ui::text_height(ui, word.caption, quiet, 1e6f, 1);
        least = std::max(least, words + theme.space.s);
    }
    const auto fits =
        static_cast<std::size_t>(std::max(1.0f, std::floor((free + gap) / (least + gap)))) - (no_stick ? 1u : 0u);
    // When there are too many sticks for the screen, the folder and the phones keep their places.
    std::vector<ui::TakeAwayPlace> shown = places;
    while (shown.size() > fits && shown.front().kind == ui::TakeAwayPlace::Kind::stick) shown.erase(shown.begin());
    if (shown.size() > fits) shown.resize(fits);
    const auto count = static_cast<float>(shown.size() + (no_stick ? 1 : 0));
    const float tall = std::floor(std::clamp((free + gap) / count - gap, least, std::max(least, theme.px(0.2))));
    std::optional<ui::TakeAwayPlace> tapped;
    float y = top;
    if (no_stick) {
        const ui::Rect rect{room.x, std::round(y), room.w, tall};
        ui::outline(ui, rect, theme.colours.line, theme.radius.button, theme.line.control);
        draw_place_words(ui, rect, {{}, ui.tr("Put a USB stick in, and it shows here."), {}}, "stick");
        y += tall + gap;
    }
    for (const ui::TakeAwayPlace& it : shown) {
        if (draw_place(ui, {room.x, std::round(y), room.w, tall}, it)) tapped = it;
        y += tall + gap;
    }
    ui::label(ui, {room.x, y - gap + theme.space.m, room.w, foot}, told, quiet,
              {.vertical = ui::VerticalAlign::top, .lines = 3});
    return tapped;
}

ui::TakeAwayChoice choice_of(const ui::Ui& ui, const TakeAwayView& view) {
    return {.huddle = view.what == What::huddle ? view.ask.huddle : std::nullopt,
            .span = span_of(ui, view),
            .form = view.form,
            .notes = view.notes,
            .language = ui.environment.language};
}

// Returns whether Back was tapped. `room` becomes the area below the bar.
bool draw_top(ui::Ui& ui, ui::Rect& room) {
    const auto& theme = ui.theme;
    const ui::Rect screen{theme.margin.x, theme.margin.top, static_cast<float>(theme.width) - 2 * theme.margin.x,
                          static_cast<float>(theme.height) - theme.margin.top - theme.margin.bottom};
    const ui::ButtonLook look{.icon = "back"};
    const float tall = std::max(ui::button_height(ui, ui::ButtonKind::ordinary), theme.touch.floor);
    const float wide = std::max(ui::button_width(ui, ui.tr("Back"), look), theme.touch.floor),
                lead = wide + theme.space.l;
    const bool tapped = ui::button(ui, "leave-take-away", {screen.x, screen.y, wide, tall}, ui.tr("Back"), look);
    ui::label(ui, {screen.x + lead, screen.y, screen.w - lead, tall}, ui.tr("Export the record"), theme.text("title"),
              {.lines = 2});
    room = {screen.x, screen.y + tall + theme.space.l, screen.w, screen.h - tall - theme.space.l};
    return tapped;
}

std::optional<ui::TakeAwayPlace> draw_body(ui::Ui& ui, const ui::Rect& room, TakeAwayView& view) {
    const auto& theme = ui.theme;
    const bool portrait = theme.shape == ui::ScreenShape::portrait, low = theme.shape == ui::ScreenShape::compact;
    const float pad = low ? theme.space.m : theme.space.xl, between = low ? theme.space.m : theme.space.l;
    const std::vector<ui::TakeAwayPlace> places = ui.take_away()->places();
    ui::Rect paper = room, side;
    if (portrait) {
        const float wide = room.w - 2 * pad;
        paper.h = std::min(choices_height(ui, view, wide, true) + 2 * pad, room.h * 0.62f);
        side = {room.x, paper.bottom() + between, room.w, room.bottom() - paper.bottom() - between};
    } else {
        paper.w = std::floor(room.w * (low ? 0.58f : 0.6f));
        side = {paper.right() + between, room.y, room.right() - paper.right() - between, room.h};
        // No taller than is comfortable to read, as long as everything fits.
        if (!low)
            paper.h =
                std::min(room.h, std::max(choices_height(ui, view, paper.w - 2 * pad, true) + 2 * pad, theme.px(0.68)));
        if (!low && places.size() < 4) side.h = paper.h;
    }
    ui::panel(ui, paper);
    const ui::Rect inside = ui::inset(paper, pad);
    const bool chips = choices_height(ui, view, inside.w, true) <= inside.h + 1;
    draw_choices(ui, inside, view, chips);
    return draw_places(ui, side, places);
}

void draw_list(ui::Ui& ui, TakeAwayView& view) {
    const bool what = view.over == Over::what;
    const std::vector<What> whats = whats_of(ui, view);
    std::vector<frame::ListChoice> choices;
    if (what) {
        for (const What each : whats) {
            const TakeAwayWord word = what_word(ui, view, each);
            choices.push_back({word.name, word.text, word.caption, each == view.what});
        }
    } else {
        for (const ui::TakeAwayForm form : take_away_forms()) {
            const TakeAwayWord word = form_word(ui, form);
            choices.push_back({word.name, word.text, word.caption, form == view.form});
        }
    }
    const frame::ListAnswer answer =
        frame::draw_choice_list(ui, what ? ui.tr("What?") : ui.tr("Which format?"), choices);
    if (answer.chosen < 0 && !answer.closed) return;
    view.over = Over::nothing;
    ui.wake_at(ui.now);
    if (answer.chosen < 0) return;
    if (what)
        choose_what(view, whats, static_cast<std::size_t>(answer.chosen));
    else
        choose_form(view, static_cast<std::size_t>(answer.chosen));
}

}  // namespace

void open_take_away(TakeAwayView& view, const frame::TakeAwayAsk& ask, frame::Overlay& overlay) {
    view = {};
    view.ask = ask;
    view.opened_from = overlay.kind;
    overlay.open(frame::Overlay::Kind::take_away);
}

void draw_take_away(ui::Ui& ui, const huddle::Board& board, TakeAwayView& view, frame::Overlay& overlay) {
    if (ui.take_away() == nullptr || board.huddle) return leave(ui, view, overlay, frame::Overlay::Kind::none);
    ui::TakeAwayService& service = *ui.take_away();
    if (!view.open) start(ui, view);
    if (ui.now >= view.next_look) {
        service.look();
        view.next_look = ui.now + look_every;
    }
    ui.wake_at(view.next_look);
    const ui::TakeAwayState state = service.state();
    if (left_alone(ui, view, state)) return leave(ui, view, overlay, frame::Overlay::Kind::none);

    const bool panel_open = state.kind != ui::TakeAwayState::Kind::idle, was_inert = ui.inert;
    ui.inert = was_inert || panel_open || view.over != Over::nothing;
    ui::Rect room;
    const bool back = draw_top(ui, room);
    const auto place = draw_body(ui, room, view);
    ui.inert = was_inert;
    if (panel_open) {
        const TakeAwayPanelTap tap = draw_take_away_panel(ui, state);
        if (tap == TakeAwayPanelTap::cancel) service.cancel();
        if (tap == TakeAwayPanelTap::done) {
            service.forget();
            if (view.was_left) return leave(ui, view, overlay, frame::Overlay::Kind::none);
        }
        if (tap != TakeAwayPanelTap::nothing) ui.wake_at(ui.now);
        return;
    }
    if (view.over != Over::nothing) return draw_list(ui, view);
    if (place) {
        service.start(choice_of(ui, view), *place);
        ui.wake_at(ui.now);
    }
    if (back) leave(ui, view, overlay, view.opened_from);
}

void abandon_take_away(ui::Ui& ui, TakeAwayView& view) {
    if (ui::TakeAwayService* const service = ui.take_away()) {
        service->cancel();
        service->forget();
    }
    view = {};
}

}  // namespace hearthside::screens::take_away
