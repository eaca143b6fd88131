// SPDX-License-Identifier: Apache-2.0
// What every draw function gets: the theme, the time, textures, and two outputs: intents and touch targets. A
// draw function reads the Board and edits only its own View. It never saves, reads a clock, touches a file or
// keeps a static local.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/export/announcements.h"
#include "core/huddle/board.h"
#include "core/huddle/intent.h"
#include "core/huddle/result.h"
#include "core/text/language.h"
#include "kiosk/ui/double_tap.h"
#include "kiosk/ui/focus.h"
#include "kiosk/ui/keys.h"
#include "kiosk/ui/pictures.h"
#include "kiosk/ui/placing.h"
#include "kiosk/ui/record_service.h"
#include "kiosk/ui/settings_service.h"
#include "kiosk/ui/take_away_service.h"
#include "kiosk/ui/theme.h"

namespace hearthside::ui {

// The result of an intent that was sent earlier.
enum class OutcomeState { waiting, accepted, refused };
struct Outcome {
    OutcomeState state = OutcomeState::waiting;
    std::string sentence;  // why it was refused
};

// Carries intents to the Room and their outcomes back. Never blocks.
class Services {
public:
    virtual ~Services() = default;
    virtual Ticket send(huddle::Intent intent) = 0;
    virtual Outcome outcome(Ticket ticket) = 0;
    // 32 random hexadecimal digits. A note that is sent again with the same token is the same note.
    virtual std::string new_token() = 0;
    // The settings; null where there are none, as in a picture.
    virtual SettingsService* settings() { return nullptr; }
    // Exporting the record; null where that is not possible.
    virtual TakeAwayService* take_away() { return nullptr; }
    // Reading the record; null where that is not possible.
    virtual RecordService* review() { return nullptr; }
    // Sounds the chime once, at any hour, as a test for the person who sets it up. Does nothing without
    // sound.
    virtual void try_sound() {}
    // The address of a page with the lessons and actions of the running huddle, made for the person who asks
    // now. It expires by itself. Empty where there is none. Never blocks.
    virtual std::string record_link() { return {}; }
};

// A language of the interface, as the chooser on home shows it.
using LanguageChoice = text::LanguageDetails;

struct KnownLayout {
    std::string id, name;
};

// Everything else the screen shows: values from the configuration and the machine, not from the huddle.
struct Environment {
    std::string team;
    bool team_is_named = true;  // false while the team has not chosen its name
    std::vector<huddle::CleanText> roles;
    std::vector<std::string> keyboards;      // those of core/text/languages.h; empty: English only
    std::vector<huddle::Layout> layouts;     // choices beside Start huddle
    std::vector<KnownLayout> known_layouts;  // those that are not offered too
    std::string layout_id;                   // the layout that Start huddle starts
    std::string url;                         // what the QR code holds; empty when phones cannot reach the kiosk
    std::string phones_trouble;              // why phones cannot, in a few English words; may be empty
    std::string address;                     // the same address for people to type, without the scheme
    huddle::Day today;
    int hour = 0, minute = 0;             // local time now
    std::string next_time;                // "07:30" or empty when no time is set
    std::optional<huddle::Day> next_day;  // the day of that time
    int minutes_to_next = -1;
    std::vector<exports::ExportedDays> exported;  // of the last day, newest first: home says that the record was
                                                  // exported
    std::string notice;                           // a sentence about the kiosk itself, or empty
    std::optional<bool> night;                    // whether it is night now; none when no night hours are set
    int idle_minutes = 10;                        // without a touch on home before the screen rests; 0 is never
    int wipe_down_minutes = 2;
    std::string support;    // the text of a pause for care; empty: no such card
    std::string wifi_code;  // what the Wi-Fi's QR holds; empty when it is not known
    std::string wifi_name;
    std::vector<LanguageChoice> languages;        // to choose from; with fewer than two there is no chooser
    std::string language = "en";                  // the one that is shown now
    const text::Languages* catalogues = nullptr;  // outlives the screens; null: all texts are English
    bool left_handed = false;                     // the most used parts are on the left
    bool reduced_motion = false;

    // Whether the current language reads from right to left.
    bool right_to_left() const;
};

// A text that label() could not show whole at a readable size.
struct CutText {
    std::string text;
    Rect rect;
    float size_px = 0;
    bool ellipsis = false;  // otherwise it is below the smallest readable size
};

class Ui {
public:
    Ui(const Appearance& theme, Pictures& pictures, Services& services, const Environment& environment,
       huddle::Instant now);

    const Appearance& theme;
    Pictures& pictures;
    const Environment& environment;
    const huddle::Instant now;    // on the huddle's time line, like Board's clock
    std::vector<Target> targets;  // of this frame
    // The earliest instant at which the picture changes by itself (the clock's next second, the end of a
    // toast). The frame loop sleeps until then. Draw functions lower it with wake_at().
    std::optional<huddle::Instant> wake;
    // While true, widgets are drawn but cannot be touched and record no target. For what lies below an open
    // list or panel.
    bool inert = false;
    // Presses on a physical keyboard since the last frame, in order. The application fills them in.
    std::vector<KeyPress> keys;
    // Intents of this frame that protect people, each with its opposite. The screens show their effect at
    // once.
    std::vector<std::pair<Ticket, huddle::Intent>> protecting;
    // Where the layout is on the glass.
    Placing placing;
    // The keyboard's focus; null where there is no keyboard, as in a picture.
    Focus* focus = nullptr;
    // What the last tap was, so that a second one by mistake does nothing; null where nobody taps, as in a picture.
    DoubleTap* double_tap = nullptr;
    // While true, targets are for touch only: the on-screen keyboard's keys.
    bool by_touch_only = false;

    // For a part that is drawn in another appearance. It has its own targets and wake.
    Ui looking_like(const Appearance& other) const {
        Ui ui{other, pictures, services_, environment, now};
        ui.placing = placing;
        ui.notes_cuts = notes_cuts;
        return ui;
    }
    // The pointer in layout px.
    ImVec2 pointer() const { return placing.point_back(ImGui::GetIO().MousePos); }

    void wake_at(huddle::Instant instant);
    Ticket intend(huddle::Intent intent);
    Outcome outcome(Ticket ticket);
    std::string new_token() { return services_.new_token(); }
    SettingsService* settings() { return services_.settings(); }
    TakeAwayService* take_away() { return services_.take_away(); }
    RecordService* review() { return services_.review(); }
    void try_sound() { services_.try_sound(); }
    std::string record_link() { return services_.record_link(); }
    // Translates English into the interface's language. Every text on a screen goes through it. Texts that a
    // ward wrote itself (names of layouts, prompts, roles) have no translation and stay unchanged.
    std::string tr(std::string_view english) const;
    // A text with a number: ui.tr("{} more", "{} more", count). The caller fills the number in.
    std::string tr(std::string_view one, std::string_view many, std::size_t number) const;
    // A round's title, because the same word may mean something else on a button.
    std::string tr_title(std::string_view english) const;
    // With `notes_cuts`, collects this frame's texts that are too long for their places. For the tests.
    bool notes_cuts = false;
    std::vector<CutText> cut;

private:
    Services& services_;
    const text::Language* language_;  // none: English
};

}  // namespace hearthside::ui
