// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/review/review.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/screens/review/asking.h"
#include "kiosk/screens/review/bin.h"
#include "kiosk/screens/review/list.h"
#include "kiosk/screens/review/record.h"
#include "kiosk/screens/review/search_field.h"
#include "kiosk/screens/review/words.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/widgets.h"

namespace hearthside::screens::review {

namespace {

using Tab = ReviewView::Tab;
using Period = ReviewView::Period;

void start(ui::Ui& ui, ReviewView& view) {
    abandon_review(ui, view);
    view.open = true;
    view.last_touched = ui.now;
    frame::open_passcode(view.passcode);
}

// Called last in a frame, so this frame is complete. The next one shows the screen below.
void leave(ui::Ui& ui, ReviewView& view, frame::Overlay& overlay) {
    abandon_review(ui, view);
    overlay.close();
    ui.wake_at(ui.now);
}

ui::Rect inside_margins(const ui::Ui& ui) {
    const auto& theme = ui.theme;
    return {theme.margin.x, theme.margin.top, static_cast<float>(theme.width) - 2 * theme.margin.x,
            static_cast<float>(theme.height) - theme.margin.top - theme.margin.bottom};
}

struct TopBar {
    bool left = false;  // its button was tapped
    ui::Rect room;      // from the button to the end
    ui::Rect below;
};

TopBar draw_top_button(ui::Ui& ui, std::string_view name, const std::string& words, std::string_view icon_name) {
    const auto& theme = ui.theme;
    const ui::Rect screen = inside_margins(ui);
    const ui::ButtonLook look{.icon = std::string(icon_name)};
    const float tall = std::max(ui::button_height(ui, ui::ButtonKind::ordinary), theme.touch.floor);
    const float wide = std::max(ui::button_width(ui, words, look), theme.touch.floor);
    const float lead = wide + theme.space.l, foot = tall + theme.space.m;
    TopBar bar;
    bar.left = ui::button(ui, name, {screen.x, screen.y, wide, tall}, words, look);
    bar.room = {screen.x + lead, screen.y, screen.w - lead, tall};
    bar.below = {screen.x, screen.y + foot, screen.w, screen.h - foot};
    return bar;
}

void draw_title(ui::Ui& ui, const ui::Rect& room, const std::string& title, bool with_lock) {
    const auto& theme = ui.theme;
    const text::TextStyle large = theme.text("title"), small = theme.text("small", theme.colours.ink_soft);
    const float words = std::min(ui::text_width(ui, title, large), room.w);
    ui::label(ui, {room.x, room.y, words + 1, room.h}, title, large);
    if (!with_lock) return;
    const std::string lock = ui.tr("Locks when you leave, or after two minutes without a touch.");
    const float size = small.size_px * 1.2f, lead = size + theme.space.s;
    const float left = room.w - words - theme.space.xl - lead;
    const float wanted = std::min(ui::text_width(ui, lock, small), left);
    if (left < theme.px(0.2) || ui::text_height(ui, lock, small, left) > 2.2f * ui::line_height(small)) return;
    const float x = room.right() - wanted;
    ui::icon(ui, "lock", {x - lead + size / 2, room.y + room.h / 2}, size, small.colour);
    ui::label(ui, {x, room.y, wanted + 1, room.h}, lock, small, {.lines = 2});
}

// ---- The row of tabs, with their time
struct TabWord {
    Tab tab;
    std::string_view name, icon;
    std::string word;
};

std::array<TabWord, 5> tab_words(const ui::Ui& ui) {
    return {{{Tab::huddles, "tab-huddles", "list", ui.tr("Huddles")},
             {Tab::search, "tab-search", "search", ui.tr("Search")},
             {Tab::actions, "tab-actions", "loop", ui.tr("Actions")},
             {Tab::questions, "tab-questions", "question", ui.tr("Questions")},
             {Tab::set_aside, "tab-set-aside", "tray", ui.tr("Set aside")}}};
}

struct PeriodWord {
    Period period;
    std::string_view name;
    std::string word;
};

std::array<PeriodWord, 3> period_words(const ui::Ui& ui) {
    return {{{Period::month, "period-month", ui.tr("This month")},
             {Period::quarter, "period-quarter", ui.tr("Three months")},
             {Period::all, "period-all", ui.tr("All")}}};
}

struct Pill {
    std::string name, word;
    ui::ChipLook look;
    float width = 0;
};

float pill_height(const ui::Ui& ui) { return std::max(ui::chip_height(ui), ui.theme.touch.floor); }
float pill_gap(const ui::Ui& ui) { return std::max(ui.theme.space.s, ui.theme.touch.gap_row); }

float row_width(const ui::Ui& ui, const std::vector<Pill>& pills) {
    float width = 0;
    for (const Pill& pill : pills) width += pill.width + (width > 0 ? pill_gap(ui) : 0);
    return width;
}

Pill pill_of(ui::Ui& ui, std::string_view name, const std::string& word, bool on, std::string_view icon_name) {
    Pill pill{std::string(name),
              word,
              {.on = on, .tick = false, .icon = std::string(icon_name), .colours = &ui.theme.primary_round}};
    pill.width = std::max(ui::chip_width(ui, word, pill.look), ui.theme.touch.floor);
    return pill;
}

// The end of the row: the times, each a pill, or a single pill that moves on to the next time.
std::vector<Pill> pills_of_time(ui::Ui& ui, const ReviewView& view, bool in_one) {
    std::vector<Pill> pills;
    if (view.tab == Tab::set_aside) return pills;
    for (const PeriodWord& it : period_words(ui)) {
        const bool on = it.period == view.period;
        if (!in_one) pills.push_back(pill_of(ui, it.name, it.word, on, {}));
        if (in_one && on) pills.push_back(pill_of(ui, "period", it.word, false, "calendar"));
    }
    const bool lists = view.tab == Tab::huddles && view.list.total.value_or(0) > 0;
    if (lists) pills.push_back(pill_of(ui, "review-export-span", ui.tr("Export these"), false, "download"));
    return pills;
}

// Draws them from `at`. Rows that are too long continue below. Returns the name of the tapped one.
std::string draw_pills(ui::Ui& ui, const ui::Rect& room, ImVec2& at, const std::vector<Pill>& pills) {
    std::string tapped;
    const float tall = pill_height(ui), gap = pill_gap(ui);
    for (const Pill& pill : pills) {
        const float wide = std::min(pill.width, room.w);
        if (at.x > room.x && at.x + wide > room.right() + 0.5f) at = {room.x, at.y + tall + gap};
        if (ui::chip(ui, pill.name, {at.x, at.y, wide, tall}, pill.word, pill.look)) tapped = pill.name;
        at.x += wide + gap;
    }
    return tapped;
}

void go_to(ui::Ui& ui, ReviewView& view, Tab tab) {
    if (view.tab == tab) return;
    view.tab = tab;
    view.typing = tab == Tab::search;
    view.keyboard = {};
    view.bin = {};
    ui::clear(view.field);
    view.searched.clear();
    ui.pictures.forget_private_texts();
    start_list(view, false);
    ui.wake_at(ui.now);
}

void choose_period(ui::Ui& ui, ReviewView& view, Period period) {
    if (view.period == period) return;
    view.period = period;
    start_list(view, false);
    ui.wake_at(ui.now);
}

void take_tap(ui::Ui& ui, ReviewView& view, const std::string& tapped) {
    if (tapped.empty()) return;
    for (const TabWord& it : tab_words(ui))
        if (it.name == tapped) go_to(ui, view, it.tab);
    for (const PeriodWord& it : period_words(ui))
        if (it.name == tapped) choose_period(ui, view, it.period);
    if (tapped == "period")
        choose_period(ui, view,
                      view.period == Period::all     ? Period::month
                      : view.period == Period::month ? Period::quarter
                                                     : Period::all);
    if (tapped == "review-export-span") {
        view.take_away = {.span = span_of(ui, view.period), .huddle = {}};
        view.take_away_open = true;
        ui.wake_at(ui.now);
    }
}

// Returns the area below it.
ui::Rect draw_tabs(ui::Ui& ui, const ui::Rect& room, ReviewView& view) {
    std::vector<Pill> tabs;
    for (const TabWord& it : tab_words(ui)) tabs.push_back(pill_of(ui, it.name, it.word, view.tab == it.tab, it.icon));
    std::vector<Pill> times = pills_of_time(ui, view, false);
    const float first = row_width(ui, tabs), between = 2 * pill_gap(ui);
    const auto fits = [&] { return first + between + row_width(ui, times) <= room.w; };
    if (!fits()) {
        std::vector<Pill> in_one = pills_of_time(ui, view, true);
        // A separate row has room for all three.
        if (first + between + row_width(ui, in_one) <= room.w || row_width(ui, times) > room.w)
            times = std::move(in_one);
    }
    ImVec2 at{room.x, room.y};
    std::string tapped = draw_pills(ui, room, at, tabs);
    if (fits())
        at.x = room.right() - row_width(ui, times);
    else if (!times.empty())
        at = {room.x, at.y + pill_height(ui) + pill_gap(ui)};
    const std::string other = draw_pills(ui, room, at, times);
    const float used = at.y + pill_height(ui) + ui.theme.space.m - room.y;
    take_tap(ui, view, tapped.empty() ? other : tapped);
    return {room.x, room.y + used, room.w, room.h - used};
}

// ---- The area below
bool has_two_panes(const ui::Ui& ui, const ui::Rect& room) {
    return room.w >= ui.theme.px(1.45) * std::min(ui.theme.text_size, 1.15f);
}

void draw_body(ui::Ui& ui, const ui::Rect& room, const huddle::Board& board, ReviewView& view) {
    if (view.tab == Tab::set_aside) return draw_bin(ui, room, board, view);
    const bool two = has_two_panes(ui, room) && !view.typing;
    if (!two) {
        if (draw_list(ui, room, view, false)) {
            view.reading = true;
            view.typing = false;
        }
        return;
    }
    const float gap = ui.theme.space.l, wide = std::round((room.w - gap) * 0.43f);
    // The first huddle opens at once, so that the page is not empty.
    if (view.chosen_row.empty() && !view.list.rows.empty() && !view.list.stale) {
        choose_row(view, view.list.rows.front());
        look_for_answers(ui, view);
    }
    draw_list(ui, {room.x, room.y, wide, room.h}, view, true);
    draw_record(ui, {room.x + wide + gap, room.y, room.w - wide - gap, room.h}, view, true);
}

bool escaped(const ui::Ui& ui) {
    return std::any_of(ui.keys.begin(), ui.keys.end(),
                       [](const ui::KeyPress& press) { return press.kind == ui::KeyPress::Kind::escape; });
}

// Returns whether the review was left.
bool draw_inside(ui::Ui& ui, const huddle::Board& board, ReviewView& view) {
    const bool two = has_two_panes(ui, inside_margins(ui));
    const bool escape = escaped(ui);
    // A single huddle's record, where there is no room beside it.
    if (view.reading && !two) {
        const TopBar bar = draw_top_button(ui, "review-back", ui.tr("Back"), "back");
        draw_title(ui, bar.room, ui.tr("Review"), true);
        draw_record(ui, bar.below, view, ui.theme.shape == ui::ScreenShape::portrait);
        if (bar.left || escape) {
            view.reading = false;
            ui.wake_at(ui.now);
        }
        return false;
    }
    std::vector<ui::KeyPress> presses = ui.keys;
    ui::Rect above_keyboard = inside_margins(ui);
    if (view.typing) {
        bool done = escape;
        presses = frame::type_on_keyboard(ui, view.keyboard, above_keyboard, done);
        for (const ui::KeyPress& press : presses) done = done || press.kind == ui::KeyPress::Kind::enter;
        if (done) {
            view.typing = false;
            ui.wake_at(ui.now);
        }
    }
    const bool types = view.typing;
    const TopBar bar = draw_top_button(ui, "review-home", ui.tr("Home"), "back");
    ui::Rect room = bar.below;
    if (types) room.h = above_keyboard.bottom() - room.y;
    if (view.tab == Tab::search)
        draw_search_field(ui, bar.room, view, presses);
    else
        draw_title(ui, bar.room, ui.tr("Review"), true);
    // On a small panel the keyboard needs the tabs' room.
    const bool small = ui.theme.shape == ui::ScreenShape::compact;
    if (!(types && small)) room = draw_tabs(ui, room, view);
    if (room.h > ui.theme.touch.floor) draw_body(ui, room, board, view);
    return bar.left || (escape && !types);
}

// ---- The passcode
// Returns whether the review was left.
bool draw_gate(ui::Ui& ui, ReviewView& view, frame::Overlay& overlay) {
    const bool set = ui.settings() && ui.settings()->has_passcode();
    const TopBar bar = draw_top_button(ui, "review-home", ui.tr("Home"), "back");
    if (set) {
        draw_title(ui, bar.room, ui.tr("The passcode, please"), false);
        if (frame::pass_with_passcode(ui, view.passcode, bar.below)) {
            view.unlocked = true;
            ui.wake_at(ui.now);
        }
        return bar.left || escaped(ui);
    }
    draw_title(ui, bar.room, ui.tr("Review"), false);
    const ui::ButtonLook look{.kind = ui::ButtonKind::next, .icon = "settings"};
    const std::string words = ui.tr("Settings");
    const float tall = std::max(ui::button_height(ui, ui::ButtonKind::next), ui.theme.touch.main);
    const float wide = std::max(ui::button_width(ui, words, look), ui.theme.touch.main);
    ui::Rect room = bar.below;
    room.h -= tall + ui.theme.space.l;
    draw_sentence(ui, room, "lock", ui.tr("Review opens with a passcode only."),
                  ui.tr("Choose one in Settings first. It keeps the record for those who may read it."));
    const ui::Rect place{room.x + (room.w - wide) / 2, bar.below.bottom() - tall, wide, tall};
    if (ui.settings() && ui::button(ui, "review-settings", place, words, look)) {
        overlay.open(frame::Overlay::Kind::settings);
        ui.wake_at(ui.now);
    }
    return bar.left || escaped(ui);
}

}  // namespace

void draw_review(ui::Ui& ui, const huddle::Board& board, ReviewView& view, frame::Overlay& overlay) {
    if (ui.review() == nullptr || board.huddle) return leave(ui, view, overlay);
    if (!view.open) start(ui, view);
    if (frame::left_alone(ui, view.last_touched, review_idle)) return leave(ui, view, overlay);
    if (!view.unlocked) {
        if (draw_gate(ui, view, overlay)) leave(ui, view, overlay);
        return;
    }
    look_for_answers(ui, view);
    if (draw_inside(ui, board, view)) leave(ui, view, overlay);
}

void abandon_review(ui::Ui& ui, ReviewView& view) {
    frame::wipe_secret(view.passcode.secret);
    ui::clear(view.field);
    ui.pictures.forget_private_texts();
    if (ui.review() && view.open) ui.review()->forget();
    view = ReviewView();
}

}  // namespace hearthside::screens::review
