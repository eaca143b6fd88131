// SPDX-License-Identifier: Apache-2.0
#include "kiosk/samples/sample_settings.h"

#include "core/calendar/calendar.h"

namespace hearthside::samples {

SampleSettings::SampleSettings() {
    configuration_.team = "Willow Ward";
    configuration_.time_zone = "Europe/London";
    configuration_.support = "Talk to somebody you trust, today.";
    configuration_.schedule = {{.minute = 7 * 60 + 30, .layout = "learning-huddle"},
                               {.days = {true, true, true, true, true, false, false}, .minute = 13 * 60 + 15},
                               {.days = {false, false, false, false, true, false, true}, .minute = 19 * 60 + 30}};
    configuration_.night = configuration::Hours{21 * 60, 7 * 60};
    configuration_.sound = true;
    configuration_.wifi = {.name = "Willow guests", .password = "warm hands 7"};
    status_ = {.version = "0.1.0",
               .disk_free_bytes = 48'300'000'000,
               .database_bytes = 3'400'000,
               .last_backup = huddle::Instant(std::chrono::sys_days(std::chrono::year(2025) / 10 / 14)) +
                              std::chrono::hours(6) + std::chrono::minutes(52),
               .backup_failed = false,
               .data_folder = "/var/lib/hearthside",
               .addresses = {{"wlan0", "192.168.20.14", "", true, true},
                             {"eth0", "10.4.0.23", "Phones on this network can use it.", true, false}},
               .second_backup_folder = "/media/backup/hearthside",
               .second_backup = huddle::Instant(std::chrono::sys_days(std::chrono::year(2025) / 10 / 14)) +
                                std::chrono::hours(6) + std::chrono::minutes(53),
               .review_address = "http://127.0.0.1:8081/review"};
    const huddle::Day today = std::chrono::sys_days(std::chrono::year(2026) / 10 / 13);
    kept_ = {.seen = {.last = today, .run_from = today - std::chrono::days(400), .doubt = 0},
             .notes = {today - std::chrono::days(90), today - std::chrono::days(89), today - std::chrono::days(86)},
             .learning = {today - std::chrono::days(700)},
             .open = 3};
}

const std::vector<std::string>& SampleSettings::time_zones() const {
    static const std::vector<std::string> names = calendar::time_zone_names();
    return names;
}

SampleSettings& sample_settings() {
    static SampleSettings settings;
    return settings;
}

}  // namespace hearthside::samples
