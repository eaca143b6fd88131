// The kiosk's frame loop: one window onto a Room. It draws when a finger, a key, a new Board or the
// clock asks for it, and sleeps otherwise; it never waits for the disk or the network.
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

// What the loop asks for again and again, because it changes while the kiosk runs.
struct PhoneAccess {
    std::function<std::string()> url;      // what the QR code holds; empty when phones cannot reach us
    std::function<std::string()> address;  // the same for people to type, without the scheme
    std::function<std::string()> trouble;  // why they cannot, in a few English words; empty when they can
    HandingOut handing_out;                // files and records for phones
};

// Where the settings are kept, and whom a change concerns beside the screen.
struct SettingsDependencies {
    std::filesystem::path data;
    std::string version;
    ParsedConfiguration reading;                       // of DATA/hearthside.toml
    std::function<Result<void>()> test_phones;          // on a thread of the settings'
    std::function<SecondBackupState()> second_backups;  // on a thread of the settings'
    std::function<void(KioskStatus&)> phones;           // how phones and a browser here can come; the same
    std::function<std::optional<int>()> checking;       // percent of the record's check; none when it is over; the same
    std::function<void(const Configuration&)> changed;  // on the frame loop's thread
    std::function<Result<void>(const Span&)> announce = {};  // the record of these days is about to leave; on any thread
};

class FrameLoop {
public:
    // Before any other thread is started: takes over SIGINT and SIGTERM, and starts to load the
    // fonts beside whatever the caller does next. Opens no window yet.
    FrameLoop();
    ~FrameLoop();
    FrameLoop(const FrameLoop&) = delete;
    FrameLoop& operator=(const FrameLoop&) = delete;

    // Opens the window ("1920x1080", or full screen when `window` is empty) and runs until somebody
    // ends the program. All that is passed must outlive the call. Problems: no display, no window.
    // With HEARTHSIDE_TIMINGS set in the environment, figures of the start go to standard error; when it is
    // "frames", those of every painted frame, too.
    Result<void> run(Room& room, const Configuration& configuration, const LayoutLibrary& library,
                     const PhoneAccess& phone, const SettingsDependencies& settings, const std::string& window);

private:
    std::future<std::unique_ptr<TextEngine>> engine_;
    struct Ending;
    std::shared_ptr<Ending> ending_;
    std::thread signals_;
};

}  // namespace hearthside
