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

namespace hearthside {

class SettingsKeeper final : public SettingsService {
public:
    struct Dependencies {
        std::filesystem::path data;
        std::string version;
        ParsedConfiguration reading;                // of DATA/hearthside.toml
        std::function<Result<void>()> test_phones;  // called on the keeper's thread
        // The state of the backups in the second folder; none where none is set. Called on the keeper's
        // thread.
        std::function<SecondBackupState()> second_backups = {};
        // Percent done of the record's check; none when it is over. Called on the keeper's thread.
        std::function<std::optional<int>()> checking = {};
        // Fills in how phones, and a browser on the kiosk, can connect. Called on the keeper's thread.
        std::function<void(KioskStatus&)> phones = {};
        std::function<void()> wake;  // called on the keeper's thread when an answer is ready
    };
    explicit SettingsKeeper(Dependencies dependencies);
    // The destructor first saves what was asked to be saved.
    SettingsKeeper(const SettingsKeeper&) = delete;
    SettingsKeeper& operator=(const SettingsKeeper&) = delete;

    // Whether a ticket belongs to this service; the others belong to the Room.
    static bool is_mine(Ticket ticket) { return (ticket & mine) != 0; }
    // Call this and everything below on the frame loop's thread. Collects what the keeper's thread has
    // finished. True when the saved configuration has changed.
    bool collect();
    Outcome outcome(Ticket ticket) const;

    const Configuration& saved() const override { return reading_.configuration; }
    bool set_up() const override { return reading_.text.has_value(); }
    Ticket save(const Configuration& wanted) override;
    bool has_passcode() const override { return has_passcode_; }
    Ticket check_passcode(std::string passcode) override;
    Ticket set_passcode(std::string passcode) override;
    Ticket remove_passcode() override;
    void look_at_status() override;
    const KioskStatus& status() const override { return status_; }
    void look_at_kept() override;
    const std::optional<KeptDays>& kept() const override { return kept_; }
    // Looks again for what home should say and other processes may have left in the data folder. collect()
    // returns it.
    struct News {
        std::vector<ExportedDays> exported;
        std::string notice;  // of a record that was restored
    };
    void look_for_news();
    const std::optional<News>& news() const { return news_; }
    Ticket test_phones() override;
    const std::vector<std::string>& time_zones() const override;

private:
    static constexpr Ticket mine = Ticket{1} << 63;

    Ticket ask(std::function<Result<void>()> job);
    Ticket ask_with(std::string passcode, Result<void> (SettingsKeeper::*job)(const std::string&));
    Result<void> check_now(const std::string& passcode);
    Result<void> set_now(const std::string& passcode);

    static constexpr std::size_t jobs_at_most = 64;  // waiting jobs; a further one is refused

    const Dependencies dependencies_;
    Passcode passcode_;
    const std::filesystem::path file_;

    // ---- Used on the frame loop's thread
    ParsedConfiguration reading_;
    bool has_passcode_;
    KioskStatus status_;
    std::optional<KeptDays> kept_;
    std::optional<News> news_;
    std::map<Ticket, Outcome> outcomes_;
    Ticket last_ = 0;
    mutable std::vector<std::string> time_zones_;

    // ---- Used on the keeper's thread
    ParsedConfiguration in_file_;

    // ---- Shared by both threads
    Mutex mutex_;
    std::vector<std::pair<Ticket, Outcome>> done_ GUARDED_BY(mutex_);
    std::size_t under_way_ GUARDED_BY(mutex_) = 0;  // jobs whose space in done_ is reserved
    std::optional<ParsedConfiguration> written_ GUARDED_BY(mutex_);
    std::optional<KioskStatus> looked_at_ GUARDED_BY(mutex_);
    std::optional<std::optional<KeptDays>> kept_looked_at_ GUARDED_BY(mutex_);
    std::optional<News> news_looked_at_ GUARDED_BY(mutex_);
    std::optional<bool> passcode_set_ GUARDED_BY(mutex_);
    Worker worker_{jobs_at_most, Worker::AtEnd::finish};  // last member: it uses all the others
};

}  // namespace hearthside
