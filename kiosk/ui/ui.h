// What every draw function gets: the theme, the time, textures, and the two ways out: intents and
// touch targets. A screen reads the Board, edits only its own View, and never saves, reads a clock,
// touches a file or keeps a static local.
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
#include "kiosk/ui/focus.h"
#include "kiosk/ui/keys.h"
#include "kiosk/ui/pictures.h"
#include "kiosk/ui/record_service.h"
#include "kiosk/ui/settings_service.h"
#include "kiosk/ui/take_away_service.h"
#include "kiosk/ui/placing.h"
#include "kiosk/ui/theme.h"

namespace hearthside {

// What became of an intent sent earlier.
enum class OutcomeState { waiting, accepted, refused };
struct Outcome {
    OutcomeState state = OutcomeState::waiting;
    std::string sentence;  // why it was refused
};

// How the frame loop carries intents to the Room and their outcomes back. Never blocks.
class Services {
public:
    virtual ~Services() = default;
    virtual Ticket send(Intent intent) = 0;
    virtual Outcome outcome(Ticket ticket) = 0;
    // 32 hexadecimal digits by chance: makes a repeated sending of one note the same note.
    virtual std::string new_token() = 0;
    // The way to the settings; null where there are none, as in a picture.
    virtual SettingsService* settings() { return nullptr; }
    // The way by which the record leaves; null where there is none.
    virtual TakeAwayService* take_away() { return nullptr; }
    // The way to the record; null where there is none.
    virtual RecordService* review() { return nullptr; }
    // Sounds the chime once, whatever the hour, for whoever sets it up. Nothing where there is no sound.
    virtual void try_sound() {}
    // The address of a page with what the running huddle learnt and tries, made for whoever asks now; it
    // dies by itself. Empty where there is none. Never blocks.
    virtual std::string record_link() { return {}; }
};

// A language of the interface, as the chooser on home shows it.
using LanguageChoice = LanguageDetails;

struct KnownLayout {
    std::string id, name;
};

// What the screen shows but the huddle does not decide: from configuration and the machine.
struct Environment {
    std::string team;
    std::vector<std::string> roles;
    std::vector<std::string> keyboards;  // ids of kiosk/ui/keyboard_layouts.h; none: English alone
    std::vector<Layout> layouts;      // for the chooser beside Start huddle
    std::vector<KnownLayout> known_layouts;  // those that are not offered too
    std::string layout_id;            // what Start huddle starts
    std::string url;                  // what the QR holds; empty when phones cannot reach us
    std::string phones_trouble;       // why phones cannot, in a few English words; may be empty
    std::string address;              // the same for people to type, without the scheme
    Day today;
    int hour = 0, minute = 0;         // local time now
    std::string next_time;            // "07:30" or empty when no time is set
    std::optional<Day> next_day;      // when that is a day or more away
    int minutes_to_next = -1;
    std::vector<ExportedDays> exported;  // of the last day, newest first: home tells that the record left
    std::string notice;               // a sentence about the kiosk itself, or empty
    std::optional<bool> night;        // whether the night hours are now; none when none are set
    int idle_minutes = 10;            // without a touch on home, then the screen rests; 0 is never
    int wipe_down_minutes = 2;
    std::string support;              // what a pause for care shows; empty for no such card
    std::string wifi_code;            // what the Wi-Fi's QR holds; empty when it is not known
    std::string wifi_name;
    std::vector<LanguageChoice> languages;  // to choose from; fewer than two: nothing to choose
    std::string language = "en";            // the one that is shown now
    const Languages* catalogues = nullptr;  // outlives the screens; none: all texts are English
    bool left_handed = false;               // what the hand uses most stands on the left
    bool reduced_motion = false;

    // Whether the shown language reads from right to left.
    bool right_to_left() const;
};

// A text that label() could not show whole and at a readable size.
struct CutText {
    std::string text;
    Rect rect;
    float size_px = 0;
    bool ellipsis = false;  // else it stands below the smallest readable size
};

class Ui {
public:
    Ui(const Appearance& theme, Pictures& pictures, Services& services, const Environment& environment, Instant now);

    const Appearance& theme;
    Pictures& pictures;
    const Environment& environment;
    const Instant now;                 // on the huddle's time line, as Board's clock
    std::vector<Target> targets;       // of this frame
    // The earliest instant at which the picture changes by itself (the clock's next second, the end
    // of a toast); the frame loop sleeps until then. Draw functions lower it by wake_at().
    std::optional<Instant> wake;
    // While true, widgets draw but cannot be touched and record no target: for what lies under an
    // open list or panel.
    bool inert = false;
    // Presses on a physical keyboard since the last frame, in order; the app fills them in.
    std::vector<KeyPress> keys;
    // What was asked in this frame and protects people, with its opposite: the screens show it at once.
    std::vector<std::pair<Ticket, Intent>> protecting;
    // Where the layout stands on the glass.
    Placing placing;
    // The keyboard's focus; null where nobody has a keyboard, as in a picture.
    Focus* focus = nullptr;
    // While true, targets are for touch alone: the on-screen keyboard's keys.
    bool by_touch_only = false;

    // For a part that is drawn in another appearance than the rest. It has targets and a wake of its own.
    Ui looking_like(const Appearance& other) const {
        Ui ui{other, pictures, services_, environment, now};
        ui.placing = placing;
        ui.notes_cuts = notes_cuts;
        return ui;
    }
    // The pointer in layout px.
    ImVec2 pointer() const { return placing.point_back(ImGui::GetIO().MousePos); }

    void wake_at(Instant instant);
    Ticket intend(Intent intent);
    Outcome outcome(Ticket ticket);
    std::string new_token() { return services_.new_token(); }
    SettingsService* settings() { return services_.settings(); }
    TakeAwayService* take_away() { return services_.take_away(); }
    RecordService* review() { return services_.review(); }
    void try_sound() { services_.try_sound(); }
    std::string record_link() { return services_.record_link(); }
    // English in, the interface's language out. Every text on a screen goes through it; what a ward
    // wrote itself (names of layouts, prompts, roles) has no translation and stays as it is.
    std::string tr(std::string_view english) const;
    // What goes with a number: ui.tr("{} more", "{} more", count). The caller fills the number in.
    std::string tr(std::string_view one, std::string_view many, std::size_t number) const;
    // A round's title, which may be a word that means something else on a button.
    std::string tr_title(std::string_view english) const;
    // With `notes_cuts`, the texts of this frame that are too long for their places: for the tests.
    bool notes_cuts = false;
    std::vector<CutText> cut;

private:
    Services& services_;
    const Language* language_;  // none: English
};

}  // namespace hearthside
