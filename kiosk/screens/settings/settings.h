// SPDX-License-Identifier: Apache-2.0
// Settings by touch, and the first start: what a team sets once, in sections of plain rows. A change goes to
// the settings service at once, which saves it in the background. A change that was not saved stays on the
// screen with the reason. The screen never shows a passcode.
#pragma once

#include <string>

#include "core/huddle/board.h"
#include "kiosk/configuration/configuration.h"
#include "kiosk/screens/frame/overlay.h"
#include "kiosk/screens/frame/passcode_entry.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/text_field.h"
#include "kiosk/ui/ui.h"

namespace hearthside::screens::settings {

struct SettingsView {
    enum class Section { menu, team, huddles, screen, sound, phones, passcode, keeping, status };
    // The editor over a section, to write or choose one thing.
    enum class Over { nothing, text, time_zone, rule, card, new_passcode };
    enum class Text { team, wifi_name, wifi_password, support };

    bool open = false;  // false until the first frame after the overlay opened
    bool unlocked = false;
    Section section = Section::menu;
    Over over = Over::nothing;
    int page = 0;
    int step = 0;  // of the first start

    configuration::Configuration wanted, sent;  // `sent` is what the service got last
    configuration::WifiNetwork wifi;            // while it is written; part of `wanted` once it is complete
    ui::Ticket saving = 0;
    huddle::Instant saved_until{};  // says so until then
    std::string refused;            // why the last change was not saved

    Text text = Text::team;
    ui::TextField field;
    ui::KeyboardView keyboard;
    std::size_t rule = 0;    // of wanted.schedule
    std::string region;      // of the time zones
    bool searching = false;  // the keyboard is shown
    double card_inches = 0;  // the size by the card's outline; 0 before it was touched

    frame::PasscodeEntry passcode;
    std::string first_secret;  // of a new passcode: the first entry
    bool repeating = false;
    huddle::Instant status_asked{};  // while the record is checked, its progress is asked for repeatedly
    ui::Ticket removing = 0;

    ui::Ticket testing = 0;
    std::string test_answer;
    bool reached = false;

    huddle::Instant last_touched;
};

// The settings close by themselves after this time without a touch, and a passcode being written is wiped.
inline constexpr huddle::Milliseconds settings_idle{120'000};
inline constexpr huddle::Milliseconds first_start_idle{600'000};
inline constexpr int first_start_steps = 8;

// How long "Saved" stands after a change that was really stored.
inline constexpr huddle::Milliseconds saved_for{3'000};

// Whether the Wi-Fi as written can be used: with a name, and with a password unless it is open. Without a name there is
// none, which can be kept too.
bool wifi_is_complete(const SettingsView& view);
// Whether "Saved" stands: never beside something that was not saved, be it a refused change or a text that is still
// being written.
bool says_saved(const SettingsView& view, huddle::Instant now);

void draw_settings(ui::Ui& ui, const huddle::Board& board, SettingsView& view, frame::Overlay& overlay);
void draw_first_start(ui::Ui& ui, const huddle::Board& board, SettingsView& view, frame::Overlay& overlay);
// Call when another screen has replaced them.
void abandon_settings(ui::Ui& ui, SettingsView& view);

}  // namespace hearthside::screens::settings
