// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/settings/editors.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/text/note_text.h"
#include "kiosk/screens/settings/rows.h"
#include "kiosk/screens/settings/settings.h"
#include "kiosk/screens/settings/time_zone.h"
#include "kiosk/screens/settings/top_bar.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"

namespace hearthside::screens::settings {

namespace {

constexpr float card_width_mm = 85.6f, card_height_mm = 53.98f;
constexpr double least_inches = 5, most_inches = 120;

struct TextWords {
    std::string title, hint;
    std::size_t at_most = 0;
    bool lines = false;
};

TextWords text_words(const ui::Ui& ui, SettingsView::Text what) {
    switch (what) {
        case SettingsView::Text::team:
            return {ui.tr("Team’s name"), ui.tr("The name you use, for example Willow Ward."), 60};
        case SettingsView::Text::wifi_name:
            return {ui.tr("Wi-Fi’s name"), ui.tr("Exactly as phones show it."), 32};
        case SettingsView::Text::wifi_password:
            return {ui.tr("Wi-Fi’s password"), ui.tr("8 to 63 letters, digits and signs."), 63};
        case SettingsView::Text::support:
            return {ui.tr("Support card"), ui.tr("Who to turn to, shown during a pause."), 600, true};
    }
    return {};
}

std::string& text_of(SettingsView& view) {
    switch (view.text) {
        case SettingsView::Text::team:
            return view.wanted.team;
        case SettingsView::Text::wifi_name:
            return view.wifi.name;
        case SettingsView::Text::wifi_password:
            return view.wifi.password;
        case SettingsView::Text::support:
            break;
    }
    return view.wanted.support;
}

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0) != 0x80; }));
}

// Why it is not valid; empty when it is.
std::string fault_of(ui::Ui& ui, const SettingsView& view, const std::string& text) {
    const TextWords words = text_words(ui, view.text);
    const std::size_t count = view.text == SettingsView::Text::wifi_name ? text.size() : characters_in(text);
    if (count > words.at_most)
        return fmt::format(fmt::runtime(ui.tr("Please keep it under {} characters.")), words.at_most + 1);
    if (view.text == SettingsView::Text::team && text.empty()) return ui.tr("Please write a name.");
    if (view.text == SettingsView::Text::wifi_password && !configuration::is_wifi_password(text)) return words.hint;
    return {};
}

void draw_text(ui::Ui& ui, SettingsView& view) {
    const TextWords words = text_words(ui, view.text);
    ui::Rect room;
    if (draw_settings_top(ui, view, words.title, ui.tr("Cancel"), room)) return close_settings_over(ui, view);
    bool done = false;
    // A network's name and password are no sentences.
    ui::KeyboardLook look{.done = ui.tr("Keep"),
                          .done_enabled = fault_of(ui, view, trimmed(view.field.text())).empty()};
    if (view.text == SettingsView::Text::team || view.text == SettingsView::Text::support)
        look.sentences = ui::before_caret(view.field.edit);
    const std::vector<ui::KeyPress> presses = frame::type_on_keyboard(ui, view.keyboard, room, done, look);
    for (const ui::KeyPress& press : presses) {
        if (press.kind == ui::KeyPress::Kind::escape) return close_settings_over(ui, view);
        done = done || (press.kind == ui::KeyPress::Kind::enter && !words.lines);
    }
    const auto& theme = ui.theme;
    const text::TextStyle small = theme.text("label", theme.colours.ink_soft);
    const float wide =
        std::max(ui::button_width(ui, ui.tr("Keep"), {.kind = ui::ButtonKind::next, .icon = "check"}), theme.px(0.2));
    const float hint = ui::line_height(small) * 1.4f,
                height = std::min(room.h - hint, words.lines ? room.h : theme.px(0.16));
    const ui::Rect box{room.x, room.y, room.w - wide - theme.space.l, std::max(height, theme.touch.main)};
    ui::card(ui, box);
    ui::outline(ui, box, theme.colours.primary, theme.radius.card, theme.line.control * 1.4f);
    text::TextStyle style = theme.text(words.lines ? "body" : "prompt");
    style.weight = 500;
    ui::draw_text_field(ui, "settings-text", box, view.field,
                        {.style = style,
                         .caret = theme.colours.primary,
                         .active = true,
                         .new_lines = words.lines,
                         .pad_x = theme.space.l,
                         .pad_y = std::max(0.0f, words.lines ? theme.space.m : (box.h - ui::line_height(style)) / 2)},
                        presses);
    const std::string text = trimmed(view.field.text());
    const std::string fault = fault_of(ui, view, text);
    ui::label(ui, {box.x, box.bottom() + theme.space.xs, room.w, hint}, fault.empty() ? words.hint : fault, small);
    const bool kept = ui::button(ui, "keep-text", {room.right() - wide, box.y, wide, box.h}, ui.tr("Keep"),
                                 {.kind = ui::ButtonKind::next, .icon = "check", .enabled = fault.empty()});
    if (!fault.empty() || !(kept || done)) return;
    text_of(view) = text;
    close_settings_over(ui, view);
}

// ---- One time of the schedule
void draw_rule(ui::Ui& ui, SettingsView& view) {
    calendar::Schedule& schedule = view.wanted.schedule;
    if (view.rule >= schedule.size()) return close_settings_over(ui, view);
    calendar::HuddleRule& rule = schedule[view.rule];
    ui::Rect room;
    if (draw_settings_top(ui, view, days_in_words(ui, rule) + ", " + calendar::time_of_day(rule.minute), ui.tr("Back"),
                          room)) {
        calendar::tidy(schedule);
        return close_settings_over(ui, view);
    }
    const std::array<std::string, 7> words{ui.tr("Mon"), ui.tr("Tue"), ui.tr("Wed"), ui.tr("Thu"),
                                           ui.tr("Fri"), ui.tr("Sat"), ui.tr("Sun")};
    std::vector<SettingsChip> days, kinds{{"kind-usual", ui.tr("The default huddle"), rule.layout.empty()}};
    const auto on = std::count(rule.days.begin(), rule.days.end(), true);
    for (std::size_t day = 0; day < words.size(); ++day)
        days.push_back({"day-" + std::string(calendar::weekday_words[day]), words[day], rule.days[day],
                        !rule.days[day] || on > 1});
    for (const ui::KnownLayout& layout : ui.environment.known_layouts)
        kinds.push_back({"kind-" + layout.id, ui.tr(layout.name), layout.id == rule.layout});
    const auto move_by = [&rule](int minutes) { rule.minute = (rule.minute + minutes + 24 * 60) % (24 * 60); };
    bool remove = false;
    const std::vector<SettingsRow> rows{
        {ui.tr("Days"), {}, chips_control(ui, days, [&rule](std::size_t day) { rule.days[day] = !rule.days[day]; })},
        {ui.tr("Hour"),
         {},
         stepper_control(ui, "hour", fmt::format("{:02}", rule.minute / 60), true, true,
                         [move_by](int step) { move_by(step * 60); })},
        {ui.tr("Minute"),
         {},
         stepper_control(ui, "minute", fmt::format("{:02}", rule.minute % 60), true, true,
                         [move_by](int step) { move_by(step * 5); })},
        {ui.tr("Kind of huddle"),
         {},
         chips_control(ui, kinds,
                       [&ui, &rule](std::size_t kind) {
                           rule.layout = kind == 0 ? std::string() : ui.environment.known_layouts[kind - 1].id;
                       })},
        {{},
         {},
         button_control(ui, "remove-time", ui.tr("Remove this time"), {.kind = ui::ButtonKind::quiet, .icon = "close"},
                        [&remove] { remove = true; })}};
    draw_settings_rows(ui, room, rows, view.page);
    if (!remove) return;
    schedule.erase(schedule.begin() + static_cast<std::ptrdiff_t>(view.rule));
    close_settings_over(ui, view);
}

// ---- A new passcode
void draw_new_passcode(ui::Ui& ui, SettingsView& view) {
    ui::Rect room;
    const std::string title = view.repeating ? ui.tr("The same again") : ui.tr("Choose a passcode");
    if (draw_settings_top(ui, view, title, ui.tr("Cancel"), room)) return close_settings_over(ui, view);
    if (view.passcode.checking != 0) {
        const ui::Outcome outcome = ui.outcome(view.passcode.checking);
        if (outcome.state == ui::OutcomeState::accepted) {
            view.passcode.checking = 0;
            return close_settings_over(ui, view);
        }
        if (outcome.state == ui::OutcomeState::refused) {
            view.passcode.checking = 0;
            wipe_secrets(view);
            view.passcode.answer = ui.tr(outcome.sentence);
        }
    }
    const std::string hint = ui.tr("At least 8 digits or letters. Nobody can read it back.");
    if (!frame::draw_passcode(ui, view.passcode, room, hint)) return;
    view.passcode.answer.clear();
    if (!view.repeating) {
        view.first_secret.swap(view.passcode.secret);
        view.repeating = true;
    } else if (view.passcode.secret == view.first_secret) {
        view.passcode.checking = ui.settings()->set_passcode(view.passcode.secret);
        wipe_secrets(view);
    } else {
        wipe_secrets(view);
        view.passcode.answer = ui.tr("The two were not the same. Please start again.");
    }
    ui.wake_at(ui.now);
}

}  // namespace

void close_settings_over(ui::Ui& ui, SettingsView& view) {
    ui::clear(view.field);
    wipe_secrets(view);
    ui.pictures.forget_private_texts();
    view.over = SettingsView::Over::nothing;
    view.searching = false;
    view.card_inches = 0;
    view.passcode.answer.clear();
    view.page = 0;
    ui.wake_at(ui.now);
}

std::string trimmed(std::string text) {
    constexpr std::string_view blank = " \n\t";
    const std::size_t first = text.find_first_not_of(blank);
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

void wipe_secrets(SettingsView& view) {
    frame::wipe_secret(view.passcode.secret);
    frame::wipe_secret(view.first_secret);
    view.repeating = false;
}

void open_text(ui::Ui& ui, SettingsView& view, SettingsView::Text what) {
    open_over(ui, view, SettingsView::Over::text);
    view.text = what;
    ui::set_text(view.field, text_of(view));
}

void open_over(ui::Ui& ui, SettingsView& view, SettingsView::Over over) {
    close_settings_over(ui, view);
    view.over = over;
    view.keyboard = {};
    view.saved_until = {};
    view.region.clear();
    // The text is never moved while it grows, so that no copy is left behind.
    frame::open_passcode(view.passcode);
    view.first_secret.reserve(1024);
}

bool draw_card(ui::Ui& ui, SettingsView& view, const ui::Rect& room) {
    const auto& theme = ui.theme;
    const double diagonal_px = std::hypot(theme.width, theme.glass_height);
    double& inches = view.card_inches;
    if (inches <= 0) inches = view.wanted.diagonal_inches;
    const auto px_of_a_mm = [diagonal_px](double of) { return static_cast<float>(diagonal_px / (of * 25.4)); };

    const std::string done = ui.tr("It matches");
    const ui::ButtonLook done_look{.kind = ui::ButtonKind::next, .icon = "check"};
    const float tall = std::max(ui::button_height(ui, ui::ButtonKind::next), theme.touch.main);
    const float gap = std::max(theme.space.m, theme.touch.gap_row);
    // In pixels of the card's width, so that each touch looks the same.
    struct Step {
        std::string name, sign, words;
        float px;
    };
    const float fine = std::max(1.0f, std::round(theme.px(0.001))), coarse = std::round(theme.px(0.015));
    const std::array<Step, 4> steps{{{"card-much-smaller", "minus", ui.tr("Smaller"), -coarse},
                                     {"card-smaller", "minus", ui.tr("Slightly smaller"), -fine},
                                     {"card-larger", "plus", ui.tr("Slightly larger"), fine},
                                     {"card-much-larger", "plus", ui.tr("Larger"), coarse}}};
    float each = theme.touch.main;
    for (const Step& step : steps)
        each = std::max(each, ui::button_width(ui, step.words, {.kind = ui::ButtonKind::quiet, .icon = step.sign}));
    float done_width = std::max(ui::button_width(ui, done, done_look), theme.px(0.22));
    // Where one line is too narrow for the words, the last button gets its own line.
    const bool two_lines = 4 * (each + gap) + done_width > room.w;
    if (two_lines) {
        each = (room.w - 3 * gap) / 4;
        done_width = room.w;
    }
    const float bottom = room.bottom() - tall, y = two_lines ? bottom - tall - gap : bottom;
    const bool matches =
        ui::button(ui, "card-matches", {room.right() - done_width, bottom, done_width, tall}, done, done_look);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const ui::Rect place{room.x + static_cast<float>(i) * (each + gap), y, each, tall};
        const ui::ButtonLook look{.kind = ui::ButtonKind::quiet,
                                  .icon = steps[i].sign,
                                  .icon_above = two_lines,
                                  .second = ui::SecondTap::counts};
        if (!ui::button(ui, steps[i].name, place, steps[i].words, look)) continue;
        const float width = card_width_mm * px_of_a_mm(inches) + steps[i].px;
        inches = std::clamp(diagonal_px * card_width_mm / (std::max(width, 40.0f) * 25.4), least_inches, most_inches);
    }

    const text::TextStyle body = theme.text("body", theme.colours.ink_soft);
    const float head = ui::line_height(body) * 2.2f;
    ui::label(ui, {room.x, room.y, room.w, head},
              ui.tr("Hold a bank card on the glass. Make the outline as large as the card."), body, {.lines = 2});
    const float scale = px_of_a_mm(inches);
    const float width = std::min(card_width_mm * scale, room.w),
                height = std::min(card_height_mm * scale, y - room.y - head - 2 * gap);
    const ui::Rect outline_rect{room.x + (room.w - width) / 2, room.y + head + (y - gap - room.y - head - height) / 2,
                                width, height};
    ui::fill(ui, outline_rect, theme.colours.paper, 3.18f * scale);
    ui::outline(ui, outline_rect, theme.colours.primary, 3.18f * scale, theme.line.control * 1.6f);
    ui::icon(ui, "card", ui::centre_of(outline_rect), std::min(width, height) * 0.3f, theme.colours.line);
    if (matches) view.wanted.diagonal_inches = std::round(inches * 100) / 100;
    return matches;
}

void draw_settings_over(ui::Ui& ui, SettingsView& view) {
    switch (view.over) {
        case SettingsView::Over::nothing:
            return;
        case SettingsView::Over::text:
            return draw_text(ui, view);
        case SettingsView::Over::time_zone:
            return draw_time_zone(ui, view);
        case SettingsView::Over::rule:
            return draw_rule(ui, view);
        case SettingsView::Over::new_passcode:
            return draw_new_passcode(ui, view);
        case SettingsView::Over::card: {
            ui::Rect room;
            if (draw_settings_top(ui, view, ui.tr("Size of the screen"), ui.tr("Cancel"), room) ||
                draw_card(ui, view, room))
                close_settings_over(ui, view);
            return;
        }
    }
}

std::string days_in_words(const ui::Ui& ui, const calendar::HuddleRule& rule) {
    if (rule.every_day()) return ui.tr("Every day");
    const auto& on = rule.days;
    const std::array<bool, 7> working{true, true, true, true, true, false, false};
    if (on == working) return ui.tr("Monday to Friday");
    const std::array<std::string, 7> words{ui.tr("Mon"), ui.tr("Tue"), ui.tr("Wed"), ui.tr("Thu"),
                                           ui.tr("Fri"), ui.tr("Sat"), ui.tr("Sun")};
    std::string text;
    for (std::size_t day = 0; day < on.size(); ++day)
        if (on[day]) text += (text.empty() ? "" : ", ") + words[day];
    return text;
}

}  // namespace hearthside::screens::settings
