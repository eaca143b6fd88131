// SPDX-License-Identifier: Apache-2.0
// What `kiosk` and `serve` share: they read and check the configuration, open the Room, start the phone
// server, and write a small file in the data folder from which `hearthside link` reads the address.
#pragma once

#include <atomic>
#include <memory>
#include <variant>

#include "core/layout_file/layout_file.h"
#include "core/room/room.h"
#include "core/store/second_backups.h"
#include "kiosk/commands/commands.h"
#include "kiosk/configuration/configuration_file.h"
#include "kiosk/phone/server.h"
#include "kiosk/review/port.h"
#include "kiosk/review/reviewer.h"

namespace hearthside::commands {

class Application {
public:
    // On failure it writes the reason to standard error and returns the exit code.
    static std::variant<std::unique_ptr<Application>, int> open(const RunOptions& options);
    ~Application();
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;

    const configuration::ParsedConfiguration reading;  // the file's values, without the command line
    const configuration::Configuration configuration;
    const layout_file::LayoutLibrary library;
    room::Room& room() { return *room_; }
    phone::PhoneServer& phone() { return *phone_; }
    // http://127.0.0.1:8081/review; empty when its port was not available.
    std::string review_address() const { return review_port_ ? review_port_->address() : ""; }
    store::SecondBackupState second_backups() const { return second_backups_->state(); }  // any thread
    // Passes settings that changed on the screen to the phones' and the reviewer's pages.
    void settings_changed(const configuration::Configuration& changed);

private:
    Application(configuration::ParsedConfiguration reading_, configuration::Configuration configuration_,
                layout_file::LayoutLibrary library_, std::filesystem::path address_file,
                std::unique_ptr<room::Room> room, std::shared_ptr<std::atomic<bool>> notes_exportable,
                std::shared_ptr<review::Reviewer> reviewer, std::unique_ptr<phone::PhoneServer> phone);

    std::filesystem::path address_file_;
    std::unique_ptr<store::SecondBackups> second_backups_;
    std::unique_ptr<room::Room> room_;
    std::shared_ptr<std::atomic<bool>> notes_exportable_;
    std::shared_ptr<review::Reviewer> reviewer_;
    std::unique_ptr<review::ReviewPort> review_port_;  // null: its port is taken
    std::unique_ptr<phone::PhoneServer> phone_;        // destroyed before the Room that it uses
};

// Returns a function that tells the team that the record of these days is about to be exported; any thread.
std::function<huddle::Result<void>(const store::Span&)> announcing(const std::filesystem::path& data);

// The file in which a running Hearthside writes the address that its code holds now.
std::filesystem::path address_file(const std::filesystem::path& data);

}  // namespace hearthside::commands
