// SPDX-License-Identifier: Apache-2.0
// What a ward sets once: the values of DATA/hearthside.toml with their defaults. Independent of the file and
// of TOML, so that screens can show and change them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/calendar/schedule.h"
#include "core/huddle/retention.h"
#include "core/text/language.h"
#include "core/text/languages.h"
#include "kiosk/configuration/wifi_code.h"

namespace hearthside::configuration {

// A part of the day, in minutes from midnight. It may cross midnight. `until` is not included.
struct Hours {
    int from = 0, until = 0;
    bool hold(int minute) const {
        return from < until ? minute >= from && minute < until : minute >= from || minute < until;
    }
    friend bool operator==(const Hours&, const Hours&) = default;
};

struct Configuration {
    std::string team = "Our team";  // [team] name
    std::vector<std::string> roles{text::translatable("Nurse in charge"), text::translatable("Everyone on shift"),
                                   text::translatable("Ward clerk")};  // [team] roles
    std::string support;                     // [team] support: the text of a pause for care; may be empty
    std::string time_zone;                   // [team] time_zone, IANA; empty is the machine's zone
    std::string layout = "learning-huddle";  // [huddle] layout
    std::vector<std::string> layouts_off;    // [huddle] layouts_off: ids that are not offered
    calendar::Schedule schedule;             // [[schedule]], by time and day; home shows the next one
    std::string bind;                        // [phone] bind; empty is the default route's address
    std::string interface;                   // [phone] interface whose address phones get; empty: the
                                             // likeliest
    int port = 8080;                         // [phone] port; 0 picks a free one
    int notes_per_10min = 60;                // [phone] notes_per_10min, per address
    std::string public_url;                  // [phone] public_url, as with --public-url; empty is the
                                             // kiosk's address
    std::string tls_certificate, tls_key;    // [phone] tls_certificate, tls_key: PEM files; both or neither
    std::string theme = "day";               // [screen] theme, day or night
    double text_size = 1.0;                  // [screen] text_size, 1.0, 1.15 or 1.3
    double diagonal_inches = 24;             // [screen] diagonal_inches, for sizes in millimetres
    // [screen] keyboards: languages of the on-screen keyboard; the first is the default
    std::vector<std::string> keyboards = text::keyboard_ids();
    std::vector<std::string> languages = text::language_ids();  // [screen] languages; the first is the default
    int idle_minutes = 10;                                      // [screen] idle_minutes without a touch; 0 is never
    std::optional<Hours> night;                                 // [screen] night, "21:00-07:00"; empty is never
    int wipe_down_minutes = 2;                                  // [screen] wipe_down_minutes, 2 or 4
    bool reach = false;                                         // [screen] reach: all controls in the lower third
    bool left_handed = false;                                   // [screen] left_handed: mirrored
    bool reduced_motion = false;                                // [screen] reduced_motion
    bool read_aloud = false;                                    // [screen] read_aloud: prompts are spoken
    bool sound = false;                                         // [sound] on
    std::optional<Hours> quiet = Hours{21 * 60, 7 * 60};        // [sound] quiet; empty is never
    int review_port = 8081;       // [review] port, of a browser on the kiosk itself; 0 picks a free one
    bool export_notes = false;    // [review] export_notes: notes may be included in exports
    std::string export_to;        // [review] export_to: a folder for exports; empty is none
    huddle::Retention retention;  // [review] keep_notes_days, keep_learning_days, hold
    std::string backup_to;        // [backup] to: a folder for a second copy each day; empty is none
    WifiNetwork wifi;             // [wifi] name, password, security, hidden

    friend bool operator==(const Configuration&, const Configuration&) = default;
};

}  // namespace hearthside::configuration
