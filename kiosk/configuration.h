// DATA/hearthside.toml -> Configuration: what a place sets once. A wrong key or value is a fault
// with file and line, and the program does not start on a guess.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/layout_file.h"

namespace hearthside {

struct Configuration {
    std::string team = "Our team";            // [team] name
    std::vector<std::string> roles{"Nurse in charge", "Everyone on shift", "Ward clerk"};  // [team] roles
    std::string time_zone;                    // [team] time_zone, IANA; empty is the machine's own
    std::string layout = "learning-huddle";   // [huddle] layout
    std::vector<std::string> times;           // [huddle] times, "07:30"; the next one shows on home
    std::string bind;                         // [phone] bind; empty is the default route's address
    int port = 8080;                          // [phone] port; 0 picks a free one
    int notes_per_10min = 60;                 // [phone] notes_per_10min, for one address
    std::string theme = "day";                // [screen] theme, day or night
    double text_size = 1.0;                   // [screen] text_size, 1.0, 1.15 or 1.3
    double diagonal_inches = 24;              // [screen] diagonal_inches, for sizes in millimetres
};

struct ConfigurationReading {
    Configuration configuration;
    std::vector<FileFault> faults;
};
// No file is no fault: the defaults hold.
ConfigurationReading read_configuration(const std::filesystem::path& file);

}  // namespace hearthside
