// DATA/hearthside.toml -> Configuration: what a place sets once. A wrong key or value is a fault
// with file and line, and the program does not start on a guess.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/layout_file.h"

namespace hearthside {

// A part of the day, in minutes from midnight; it may go over midnight. `until` is not in it.
struct Hours {
    int from = 0, until = 0;
    bool hold(int minute) const {
        return from < until ? minute >= from && minute < until : minute >= from || minute < until;
    }
    friend bool operator==(const Hours&, const Hours&) = default;
};

struct Configuration {
    std::string team = "Our team";            // [team] name
    std::vector<std::string> roles{"Nurse in charge", "Everyone on shift", "Ward clerk"};  // [team] roles
    std::string support;                      // [team] support: what a pause for care shows; may be empty
    std::string time_zone;                    // [team] time_zone, IANA; empty is the machine's own
    std::string layout = "learning-huddle";   // [huddle] layout
    std::vector<std::string> times;           // [huddle] times, "07:30"; the next one shows on home
    std::string bind;                         // [phone] bind; empty is the default route's address
    int port = 8080;                          // [phone] port; 0 picks a free one
    int notes_per_10min = 60;                 // [phone] notes_per_10min, for one address
    std::string theme = "day";                // [screen] theme, day or night
    double text_size = 1.0;                   // [screen] text_size, 1.0, 1.15 or 1.3
    double diagonal_inches = 24;              // [screen] diagonal_inches, for sizes in millimetres
    // [screen] keyboards: languages of the on-screen keyboard, the first one shows first
    std::vector<std::string> keyboards{"english", "welsh", "polish",   "urdu",      "arabic",
                                       "hindi",   "tamil", "romanian", "portuguese"};
    int idle_minutes = 10;                    // [screen] idle_minutes without a touch; 0 is never
    std::optional<Hours> night;               // [screen] night, "21:00-07:00"; empty is never
    int wipe_down_minutes = 2;                // [screen] wipe_down_minutes, 2 or 4
};

struct ConfigurationReading {
    Configuration configuration;
    std::vector<FileFault> faults;
};
// No file is no fault: the defaults hold.
ConfigurationReading read_configuration(const std::filesystem::path& file);

}  // namespace hearthside
