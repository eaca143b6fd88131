// SPDX-License-Identifier: Apache-2.0
#include "kiosk/screens/settings/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kiosk/screens/settings/editors.h"
#include "kiosk/screens/settings/rows.h"
#include "kiosk/screens/settings/sections.h"
#include "kiosk/screens/settings/top_bar.h"
#include "kiosk/ui/buttons.h"
#include "kiosk/ui/shapes.h"

namespace hearthside::screens::settings {

namespace {

constexpr huddle::Milliseconds ask_again{100};  // while something is being saved or checked

constexpr std::array sections{SettingsSection::team,    SettingsSection::huddles, SettingsSection::screen,
                              SettingsSection::sound,   SettingsSection::phones,  SettingsSection::passcode,
                              SettingsSection::keeping, SettingsSection::status};

void start(ui::Ui& ui, SettingsView& view) {
    abandon_settings(ui, view);
    view.open = true;
    view.last_touched = ui.now;
    view.wanted = view.sent = ui.settings()->saved();
    view.wifi = view.wanted.wifi;
    view.unlocked = !ui.settings()->has_passcode();
    frame::open_passcode(view.passcode);
}

// Called last in a frame, so this frame is complete. The next one shows the screen below.
void leave(ui::Ui& ui, SettingsView& view, frame::Overlay& overlay) {
    abandon_settings(ui, view);
    overlay.close();
    ui.wake_at(ui.now);
}

void hear_answers(ui::Ui& ui, SettingsView& view) {
    if (view.saving != 0) {
        const ui::Outcome outcome = ui.outcome(view.saving);
        if (outcome.state == ui::OutcomeState::waiting) ui.wake_at(ui.now + ask_again);
        if (outcome.state != ui::OutcomeState::waiting) view.saving = 0;
        if (outcome.state == ui::OutcomeState::accepted) {
            view.refused.clear();
            view.saved_until = ui.now + saved_for;
        }
        if (outcome.state == ui::OutcomeState::refused) view.refused = ui.tr(outcome.sentence);
    }
    if (view.removing != 0) {
        const ui::Outcome outcome = ui.outcome(view.removing);
        if (outcome.state == ui::OutcomeState::waiting) ui.wake_at(ui.now + ask_again);
        if (outcome.state != ui::OutcomeState::waiting) view.removing = 0;
        if (outcome.state == ui::OutcomeState::refused) view.refused = ui.tr(outcome.sentence);
    }
    if (view.testing != 0) {
        const ui::Outcome outcome = ui.outcome(view.testing);
        if (outcome.state == ui::OutcomeState::waiting) return ui.wake_at(ui.now + ask_again);
        view.testing = 0;
        view.reached = outcome.state == ui::OutcomeState::accepted;
        view.test_answer = view.reached ? ui.tr("The page works. Now try it with a phone.") : ui.tr(outcome.sentence);
    }
}

// One saving at a time. Changes in the meantime go with the next.
void hand_over(ui::Ui& ui, SettingsView& view) {
    if (wifi_is_complete(view)) view.wanted.wifi = view.wifi;
    if (view.saving != 0 || view.over == SettingsView::Over::rule || view.wanted == view.sent) return;
    view.sent = view.wanted;
    view.saving = ui.settings()->save(view.wanted);
    ui.wake_at(ui.now + ask_again);
}

float gap_of(const ui::Ui& ui) { return std::max(ui.theme.space.m, ui.theme.touch.gap_row); }

void draw_menu(ui::Ui& ui, SettingsView& view, frame::Overlay& overlay) {
    ui::Rect room;
    if (draw_settings_top(ui, view, ui.tr("Settings"), ui.tr("Close"), room)) return leave(ui, view, overlay);
    std::vector<SettingsChoice> choices;
    for (const SettingsSection section : sections) {
        const SectionWords words = section_words(ui, view, section);
        choices.push_back({words.name, words.title, words.caption, words.icon});
    }
    choices.push_back({"first-steps", ui.tr("First steps"), ui.tr("Run the guided set-up again"), "leaf"});
    const float least = ui.theme.shape == ui::ScreenShape::portrait ? ui.theme.px(0.42) : ui.theme.px(0.45);
    const int tapped = draw_settings_choices(ui, room, choices, view.page, least);
    if (tapped < 0) return;
    view.page = 0;
    ui.wake_at(ui.now);
    if (static_cast<std::size_t>(tapped) == sections.size()) return overlay.open(frame::Overlay::Kind::first_start);
    view.section = sections[static_cast<std::size_t>(tapped)];
    if (view.section == SettingsSection::status) ui.settings()->look_at_status();
    if (view.section == SettingsSection::keeping) ui.settings()->look_at_kept();
}

void draw_section(ui::Ui& ui, SettingsView& view) {
    ui::Rect room;
    if (draw_settings_top(ui, view, section_words(ui, view, view.section).title, ui.tr("Back"), room)) {
        view.section = SettingsSection::menu;
        view.page = 0;
        return ui.wake_at(ui.now);
    }
    const std::vector<SettingsRow> rows = section_rows(ui, view, view.section);
    draw_settings_rows(ui, room, rows, view.page);
}

// The passcode comes before anything else. Returns whether the settings were left.
bool draw_gate(ui::Ui& ui, SettingsView& view) {
    ui::Rect room;
    const bool back = draw_settings_top(ui, view, ui.tr("The passcode, please"), ui.tr("Close"), room);
    if (frame::pass_with_passcode(ui, view.passcode, room)) {
        view.unlocked = true;
        ui.wake_at(ui.now);
    }
    return back;
}

// ---- First start
std::string step_title(ui::Ui& ui, int step) {
    switch (step) {
        case 0:
            return ui.tr("Welcome. Which language?");
        case 1:
            return ui.tr("What is this team called?");
        case 2:
            return ui.tr("Where is the team?");
        case 3:
            return ui.tr("When are your huddles?");
        case 4:
            return ui.tr("How large is this screen?");
        case 5:
            return ui.tr("Which Wi-Fi do phones use?");
        case 6:
            return ui.tr("A passcode for settings?");
        default:
            return ui.tr("Ready. Try it with a phone.");
    }
}

std::vector<SettingsRow> step_rows(ui::Ui& ui, SettingsView& view) {
    switch (view.step) {
        case 0: {
            std::vector<SettingsRow> rows{languages_row(ui, view)};
            if (view.wanted.languages.size() > 1) rows.push_back(first_language_row(ui, view));
            rows.push_back(text_size_row(ui, view));
            return rows;
        }
        case 1:
            return {team_name_row(ui, view)};
        case 2:
            return {time_zone_row(ui, view)};
        case 3:
            return schedule_rows(ui, view);
        case 5:
            return wifi_rows(ui, view);
        case 6:
            return passcode_rows(ui, view);
        default:
            return {phone_test_row(ui, view)};
    }
}

// The two codes side by side, and a test of the address.
void draw_last_step(ui::Ui& ui, SettingsView& view, const ui::Rect& room) {
    const auto& theme = ui.theme;
    const std::string wifi = configuration::wifi_code(view.wanted.wifi);
    const text::TextStyle word = theme.text("body"), quiet = theme.text("body", theme.colours.ink_soft);
    const std::vector<SettingsRow> rows{phone_test_row(ui, view)};
    const float foot = std::max(theme.px(0.13), theme.touch.floor + 2 * theme.space.l);
    ui::Rect codes{room.x, room.y, room.w, room.h - foot - theme.space.m};
    if (ui.environment.url.empty()) {
        ui::label(ui, codes, ui.tr("Phones cannot reach this kiosk just now. This screen takes every note."), quiet,
                  {.align = text::TextAlign::centre, .lines = 3});
    } else {
        const int count = wifi.empty() ? 1 : 2;
        const float gap = theme.space.l, head = ui::line_height(word) * 1.3f;
        const float width = (codes.w - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
        for (int i = 0; i < count; ++i) {
            const ui::Rect paper{codes.x + static_cast<float>(i) * (width + gap), codes.y, width, codes.h};
            ui::card(ui, paper);
            const bool joins = count == 2 && i == 0;
            const std::string title = joins        ? ui.tr("1. Join the Wi-Fi")
                                      : count == 2 ? ui.tr("2. Add a note")
                                                   : ui.tr("Add a note");
            ui::label(ui, {paper.x, paper.y + theme.space.m, paper.w, head}, title, word,
                      {.align = text::TextAlign::centre});
            ui::qr_code(ui, {paper.x, paper.y + theme.space.m + head, paper.w, paper.h - head - theme.space.m},
                        joins ? wifi : ui.environment.url, theme.component("qr_mid").module);
        }
    }
    int page = 0;
    draw_settings_rows(ui, {room.x, room.bottom() - foot, room.w, foot}, rows, page);
}

// Whether this step asks for something that is not there yet, or only half. Going on is then called what it is.
bool step_is_open(ui::Ui& ui, const SettingsView& view) {
    switch (view.step) {
        case 1:
            return view.wanted.team.empty() || view.wanted.team == configuration::Configuration().team;
        case 3:
            return view.wanted.schedule.empty();
        case 5:
            return view.wifi.name.empty() || !wifi_is_complete(view);
        case 6:
            return !ui.settings()->has_passcode();
        default:
            return false;
    }
}

enum class Step { stay, back, on };

Step draw_step_bar(ui::Ui& ui, const SettingsView& view, const ui::Rect& bar) {
    const bool last = view.step + 1 == first_start_steps;
    const bool skips = step_is_open(ui, view);
    const std::string on = last ? ui.tr("Begin") : skips ? ui.tr("Skip") : ui.tr("Next");
    const ui::ButtonLook next{
        .kind = ui::ButtonKind::next, .icon = last ? "check" : "next", .icon_after = !last, .filled = !skips};
    const float wide = std::max(ui::button_width(ui, on, next), ui.theme.px(0.26));
    const std::string where = fmt::format(fmt::runtime(ui.tr("Step {} of {}")), view.step + 1, first_start_steps);
    ui::label(ui, {bar.x + bar.w * 0.3f, bar.y, bar.w * 0.4f, bar.h}, where,
              ui.theme.text("label", ui.theme.colours.ink_soft), {.align = text::TextAlign::centre});
    Step step = Step::stay;
    if (view.step > 0) {
        const ui::ButtonLook look{.icon = "back"};
        const float width = std::max(ui::button_width(ui, ui.tr("Back"), look), ui.theme.touch.main);
        if (ui::button(ui, "step-back", {bar.x, bar.y, width, bar.h}, ui.tr("Back"), look)) step = Step::back;
    }
    if (ui::button(ui, "step-on", {bar.right() - wide, bar.y, wide, bar.h}, on, next)) step = Step::on;
    return step;
}

void draw_step(ui::Ui& ui, SettingsView& view, frame::Overlay& overlay) {
    ui::Rect room;
    if (draw_settings_top(ui, view, step_title(ui, view.step), ui.tr("Later"), room)) return leave(ui, view, overlay);
    const float tall = std::max(ui::button_height(ui, ui::ButtonKind::next), ui.theme.touch.main);
    const ui::Rect bar{room.x, room.bottom() - tall, room.w, tall};
    room.h -= tall + gap_of(ui);
    Step step = draw_step_bar(ui, view, bar);
    if (view.step == 4) {
        if (draw_card(ui, view, room)) step = Step::on;
    } else if (view.step == first_start_steps - 1) {
        draw_last_step(ui, view, room);
    } else {
        draw_settings_rows(ui, room, step_rows(ui, view), view.page);
    }
    if (step == Step::stay) return;
    if (!wifi_is_complete(view)) view.wifi = view.wanted.wifi;
    view.page = 0;
    view.card_inches = 0;
    view.test_answer.clear();
    ui.wake_at(ui.now);
    if (step == Step::back) {
        --view.step;
    } else if (view.step + 1 < first_start_steps) {
        ++view.step;
    } else {
        // The set-up is finished even when nothing was changed.
        if (!ui.settings()->set_up() && view.saving == 0) ui.settings()->save(view.wanted);
        leave(ui, view, overlay);
    }
}

}  // namespace

bool wifi_is_complete(const SettingsView& view) {
    return view.wifi.name.empty() || view.wifi.open || configuration::is_wifi_password(view.wifi.password);
}

bool says_saved(const SettingsView& view, huddle::Instant now) {
    return now < view.saved_until && view.saving == 0 && view.refused.empty() &&
           view.over == SettingsView::Over::nothing && wifi_is_complete(view);
}

void draw_settings(ui::Ui& ui, const huddle::Board& board, SettingsView& view, frame::Overlay& overlay) {
    if (ui.settings() == nullptr || board.huddle) return leave(ui, view, overlay);
    if (!view.open) start(ui, view);
    hear_answers(ui, view);
    if (frame::left_alone(ui, view.last_touched, settings_idle)) return leave(ui, view, overlay);
    if (!view.unlocked) {
        if (draw_gate(ui, view)) leave(ui, view, overlay);
        return;
    }
    if (view.over != SettingsView::Over::nothing)
        draw_settings_over(ui, view);
    else if (view.section == SettingsSection::menu)
        draw_menu(ui, view, overlay);
    else
        draw_section(ui, view);
    if (view.open) hand_over(ui, view);
}

void draw_first_start(ui::Ui& ui, const huddle::Board& board, SettingsView& view, frame::Overlay& overlay) {
    if (ui.settings() == nullptr || board.huddle) return leave(ui, view, overlay);
    if (!view.open) start(ui, view);
    hear_answers(ui, view);
    if (frame::left_alone(ui, view.last_touched, first_start_idle)) return leave(ui, view, overlay);
    if (!view.unlocked) {
        if (draw_gate(ui, view)) leave(ui, view, overlay);
        return;
    }
    if (view.over != SettingsView::Over::nothing)
        draw_settings_over(ui, view);
    else
        draw_step(ui, view, overlay);
    if (view.open) hand_over(ui, view);
}

void abandon_settings(ui::Ui& ui, SettingsView& view) {
    wipe_secrets(view);
    ui::clear(view.field);
    ui.pictures.forget_private_texts();
    view = SettingsView();
}

}  // namespace hearthside::screens::settings
