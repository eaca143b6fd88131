// SPDX-License-Identifier: Apache-2.0
// The kiosk's frame loop: one window onto a Room. It draws when a finger, a key, a new Board or the clock
// requires it, and sleeps otherwise. It never waits for the disk or the network.
#pragma once

#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>

#include "core/huddle/result.h"
#include "core/layout_file/layout_file.h"
#include "core/room/room.h"
#include "core/store/history.h"
#include "core/store/second_backups.h"
#include "core/text/text.h"
#include "kiosk/configuration/configuration_file.h"
#include "kiosk/services/handing_out.h"
#include "kiosk/ui/settings_service.h"

namespace hearthside {

// Values that the loop asks for repeatedly, because they change while the kiosk runs.
struct PhoneAccess {
    std::function<std::string()> url;      // what the QR code holds; empty when phones cannot reach the kiosk
    std::function<std::string()> address;  // the same address for people to type, without the scheme
    std::function<std::string()> trouble;  // why phones cannot, in a few English words; empty when they can
    services::HandingOut handing_out;      // files and records for phones
};

// Where the settings are kept, and what to tell when they change.
struct SettingsDependencies {
    std::filesystem::path data;
    std::string version;
    configuration::ParsedConfiguration reading;                // of DATA/hearthside.toml
    std::function<huddle::Result<void>()> test_phones;         // called on the settings' thread
    std::function<store::SecondBackupState()> second_backups;  // called on the settings' thread
    std::function<void(ui::KioskStatus&)> phones;              // how phones and a browser here can connect; the same
    std::function<std::optional<int>()> checking;              // percent done of the record's check; none when it is
                                                               // over; the same
    std::function<void(const configuration::Configuration&)> changed;       // called on the frame loop's thread
    std::function<huddle::Result<void>(const store::Span&)> announce = {};  // the record of these days is about to be
                                                                            // exported; any thread
};

class FrameLoop {
public:
    // Construct this before any other thread starts. It takes over SIGINT and SIGTERM, and begins to load the
    // fonts while the caller continues. It opens no window yet.
    FrameLoop();
    ~FrameLoop();
    FrameLoop(const FrameLoop&) = delete;
    FrameLoop& operator=(const FrameLoop&) = delete;

    // Opens the window ("1920x1080", or full screen when `window` is empty) and runs until somebody ends the
    // program. All arguments must outlive the call. Problems: no display, no window. With HEARTHSIDE_TIMINGS
    // set in the environment, figures of the start go to standard error; with the value "frames", those of
    // every painted frame go there too.
    huddle::Result<void> run(room::Room& room, const configuration::Configuration& configuration,
                             const layout_file::LayoutLibrary& library, const PhoneAccess& phone,
                             const SettingsDependencies& settings, const std::string& window);

private:
    std::future<std::unique_ptr<text::TextEngine>> engine_;
    struct Ending;
    std::shared_ptr<Ending> ending_;
    std::thread signals_;
};

}  // namespace hearthside
