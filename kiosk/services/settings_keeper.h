// SPDX-License-Identifier: Apache-2.0
// The service behind the settings screens. One thread of its own saves hearthside.toml, checks passcodes,
// reads the state of the disk and tests the phones' address, while the frame loop goes on. It decides no
// setting.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/export/announcements.h"
#include "core/secrets/passcode.h"
#include "core/store/second_backups.h"
#include "core/threads/mutex.h"
#include "core/threads/worker.h"
#include "kiosk/configuration/configuration_file.h"
#include "kiosk/ui/settings_service.h"
#include "kiosk/ui/ui.h"

namespace hearthside::services {

class SettingsKeeper final : public ui::SettingsService {
public:
    struct Dependencies {
        std::filesystem::path data;
        std::string version;
        configuration::ParsedConfiguration reading;         // of DATA/hearthside.toml
        std::function<huddle::Result<void>()> test_phones;  // called on the keeper's thread
        // The state of the backups in the second folder; none where none is set. Called on the keeper's
        // thread.
        std::function<store::SecondBackupState()> second_backups = {};
        // Percent done of the record's check; none when it is over. Called on the keeper's thread.
        std::function<std::optional<int>()> checking = {};
        // Fills in how phones, and a browser on the kiosk, can connect. Called on the keeper's thread.
        std::function<void(ui::KioskStatus&)> phones = {};
        std::function<void()> wake;  // called on the keeper's thread when an answer is ready
    };
    explicit SettingsKeeper(Dependencies dependencies);
    // The destructor first saves what was asked to be saved.
    SettingsKeeper(const SettingsKeeper&) = delete;
    SettingsKeeper& operator=(const SettingsKeeper&) = delete;

    // Whether a ticket belongs to this service; the others belong to the Room.
    static bool is_mine(ui::Ticket ticket) { return (ticket & mine) != 0; }
    // Call this and everything below on the frame loop's thread. Collects what the keeper's thread has
    // finished. True when the saved configuration has changed.
    bool collect();
    ui::Outcome outcome(ui::Ticket ticket) const;

    const configuration::Configuration& saved() const override { return reading_.configuration; }
    bool set_up() const override { return reading_.text.has_value(); }
    ui::Ticket save(const configuration::Configuration& wanted) override;
    bool has_passcode() const override { return has_passcode_; }
    ui::Ticket check_passcode(std::string passcode) override;
    ui::Ticket set_passcode(std::string passcode) override;
    ui::Ticket remove_passcode() override;
    void look_at_status() override;
    const ui::KioskStatus& status() const override { return status_; }
    void look_at_kept() override;
    const std::optional<huddle::KeptDays>& kept() const override { return kept_; }
    // Looks again for what home should say and other processes may have left in the data folder. collect()
    // returns it.
    struct News {
        std::vector<exports::ExportedDays> exported;
        std::string notice;  // of a record that was restored
    };
    void look_for_news();
    const std::optional<News>& news() const { return news_; }
    ui::Ticket test_phones() override;
    const std::vector<std::string>& time_zones() const override;

private:
    static constexpr ui::Ticket mine = ui::Ticket{1} << 63;

    ui::Ticket ask(std::function<huddle::Result<void>()> job);
    ui::Ticket ask_with(std::string passcode, huddle::Result<void> (SettingsKeeper::*job)(const std::string&));
    huddle::Result<void> check_now(const std::string& passcode);
    huddle::Result<void> set_now(const std::string& passcode);

    static constexpr std::size_t jobs_at_most = 64;  // waiting jobs; a further one is refused

    const Dependencies dependencies_;
    secrets::Passcode passcode_;
    const std::filesystem::path file_;

    // ---- Used on the frame loop's thread
    configuration::ParsedConfiguration reading_;
    bool has_passcode_;
    ui::KioskStatus status_;
    std::optional<huddle::KeptDays> kept_;
    std::optional<News> news_;
    std::map<ui::Ticket, ui::Outcome> outcomes_;
    ui::Ticket last_ = 0;
    mutable std::vector<std::string> time_zones_;

    // ---- Used on the keeper's thread
    configuration::ParsedConfiguration in_file_;

    // ---- Shared by both threads
    threads::Mutex mutex_;
    std::vector<std::pair<ui::Ticket, ui::Outcome>> done_ GUARDED_BY(mutex_);
    std::size_t under_way_ GUARDED_BY(mutex_) = 0;  // jobs whose space in done_ is reserved
    std::optional<configuration::ParsedConfiguration> written_ GUARDED_BY(mutex_);
    std::optional<ui::KioskStatus> looked_at_ GUARDED_BY(mutex_);
    std::optional<std::optional<huddle::KeptDays>> kept_looked_at_ GUARDED_BY(mutex_);
    std::optional<News> news_looked_at_ GUARDED_BY(mutex_);
    std::optional<bool> passcode_set_ GUARDED_BY(mutex_);
    threads::Worker worker_{jobs_at_most, threads::Worker::AtEnd::finish};  // last member: it uses all the others
};

}  // namespace hearthside::services
