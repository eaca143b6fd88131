// Behind the settings service: one thread of its own that saves hearthside.toml, tries passcodes, looks at
// the disk and tests the phones' address, while the frame loop goes on. It draws nothing and decides no
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
        ParsedConfiguration reading;               // of DATA/hearthside.toml
        std::function<Result<void>()> test_phones;  // on the keeper's thread
        // How the backups in the second place are; none where none is set. On the keeper's thread.
        std::function<SecondBackupState()> second_backups = {};
        // Percent of the record's check; none when it is over. The same.
        std::function<std::optional<int>()> checking = {};
        // Fills in how phones and a browser on the kiosk can come. The same.
        std::function<void(KioskStatus&)> phones = {};
        std::function<void()> wake;                 // an answer is there; on the keeper's thread
    };
    explicit SettingsKeeper(Dependencies dependencies);
    // What was asked to be saved by then is saved before it goes.
    SettingsKeeper(const SettingsKeeper&) = delete;
    SettingsKeeper& operator=(const SettingsKeeper&) = delete;

    // Tickets of this service, among those of the Room.
    static bool is_mine(Ticket ticket) { return (ticket & mine) != 0; }
    // The frame loop's thread, as all that follow. Brings in what the thread has done; true when the saved
    // configuration is another one now.
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
    // Asks anew what home should tell, which other processes may have left in the data folder; collect() brings it.
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

    static constexpr std::size_t jobs_at_most = 64;  // that wait; a further one is refused

    const Dependencies dependencies_;
    Passcode passcode_;
    const std::filesystem::path file_;

    // The frame loop's side.
    ParsedConfiguration reading_;
    bool has_passcode_;
    KioskStatus status_;
    std::optional<KeptDays> kept_;
    std::optional<News> news_;
    std::map<Ticket, Outcome> outcomes_;
    Ticket last_ = 0;
    mutable std::vector<std::string> time_zones_;

    // The thread's side.
    ParsedConfiguration in_file_;

    // Between the two.
    Mutex mutex_;
    std::vector<std::pair<Ticket, Outcome>> done_ GUARDED_BY(mutex_);
    std::size_t under_way_ GUARDED_BY(mutex_) = 0;  // jobs that done_ has room for
    std::optional<ParsedConfiguration> written_ GUARDED_BY(mutex_);
    std::optional<KioskStatus> looked_at_ GUARDED_BY(mutex_);
    std::optional<std::optional<KeptDays>> kept_looked_at_ GUARDED_BY(mutex_);
    std::optional<News> news_looked_at_ GUARDED_BY(mutex_);
    std::optional<bool> passcode_set_ GUARDED_BY(mutex_);
    Worker worker_{jobs_at_most, Worker::AtEnd::finish};  // last: it uses all above
};

}  // namespace hearthside
