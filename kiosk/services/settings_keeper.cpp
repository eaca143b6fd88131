// SPDX-License-Identifier: Apache-2.0
#include "kiosk/services/settings_keeper.h"

#include "core/calendar/calendar.h"
#include "core/store/expiry.h"
#include "core/store/recovery_note.h"
#include "kiosk/services/status.h"

namespace hearthside::services {

namespace {

constexpr std::size_t outcomes_kept = 64;

huddle::Instant wall_now() { return std::chrono::floor<huddle::Milliseconds>(std::chrono::system_clock::now()); }

}  // namespace

SettingsKeeper::SettingsKeeper(Dependencies dependencies)
    : dependencies_(std::move(dependencies)),
      passcode_(dependencies_.data),
      file_(dependencies_.data / "hearthside.toml"),
      reading_(dependencies_.reading),
      has_passcode_(passcode_.is_set()),
      in_file_(dependencies_.reading) {}

bool SettingsKeeper::collect() {
    const threads::MutexLock lock(mutex_);
    for (const auto& [ticket, outcome] : done_) outcomes_[ticket] = outcome;
    done_.clear();
    while (outcomes_.size() > outcomes_kept) outcomes_.erase(outcomes_.begin());
    if (looked_at_) status_ = std::move(*looked_at_);
    if (passcode_set_) has_passcode_ = *passcode_set_;
    if (kept_looked_at_) kept_ = std::move(*kept_looked_at_);
    if (news_looked_at_) news_ = std::move(news_looked_at_);
    looked_at_.reset();
    kept_looked_at_.reset();
    news_looked_at_.reset();
    passcode_set_.reset();
    if (!written_) return false;
    reading_ = std::move(*written_);
    written_.reset();
    return true;
}

ui::Outcome SettingsKeeper::outcome(ui::Ticket ticket) const {
    const auto found = outcomes_.find(ticket);
    return found == outcomes_.end() ? ui::Outcome{} : found->second;
}

ui::Ticket SettingsKeeper::ask(std::function<huddle::Result<void>()> job) {
    const ui::Ticket ticket = ++last_ | mine;
    // The outcome for a lack of memory is made before the job begins, and its space in done_ is reserved.
    const auto outcome = std::make_shared<ui::Outcome>(
        ui::Outcome{ui::OutcomeState::refused, text::translatable("That did not work. Please try again.")});
    {
        const threads::MutexLock lock(mutex_);
        done_.reserve(done_.size() + ++under_way_);
    }
    const auto tell = [this, ticket, outcome] {
        const threads::MutexLock lock(mutex_);
        --under_way_;
        done_.emplace_back(ticket, std::move(*outcome));
        // Still under the lock, so that the loop cannot end before it is woken.
        dependencies_.wake();
    };
    const bool taken = worker_.ask({.run =
                                        [outcome, job = std::move(job)] {
                                            const huddle::Result<void> done = job();
                                            *outcome =
                                                done ? ui::Outcome{ui::OutcomeState::accepted, {}}
                                                     : ui::Outcome{ui::OutcomeState::refused, done.problem().sentence};
                                        },
                                    .then = [tell](bool) { tell(); }});
    if (!taken) tell();
    return ticket;
}

ui::Ticket SettingsKeeper::save(const configuration::Configuration& wanted) {
    return ask([this, wanted]() -> huddle::Result<void> {
        auto next = configuration::write_configuration(file_, in_file_, wanted);
        if (!next) return next.problem();
        in_file_ = std::move(*next);
        const threads::MutexLock lock(mutex_);
        written_ = in_file_;
        return {};
    });
}

ui::Ticket SettingsKeeper::ask_with(std::string passcode,
                                    huddle::Result<void> (SettingsKeeper::*job)(const std::string&)) {
    // A single copy, wiped when the job is over.
    const std::shared_ptr<std::string> secret(new std::string(passcode), [](std::string* text) {
        secrets::forget(*text);
        delete text;
    });
    secrets::forget(passcode);
    return ask([this, secret, job] { return (this->*job)(*secret); });
}

huddle::Result<void> SettingsKeeper::check_now(const std::string& passcode) {
    return passcode_.check(passcode, wall_now(), secrets::Passcode::Source::screen);
}

huddle::Result<void> SettingsKeeper::set_now(const std::string& passcode) {
    auto set = passcode_.set(passcode);
    const threads::MutexLock lock(mutex_);
    passcode_set_ = passcode_.is_set();
    return set;
}

ui::Ticket SettingsKeeper::check_passcode(std::string passcode) {
    return ask_with(std::move(passcode), &SettingsKeeper::check_now);
}

ui::Ticket SettingsKeeper::set_passcode(std::string passcode) {
    return ask_with(std::move(passcode), &SettingsKeeper::set_now);
}

ui::Ticket SettingsKeeper::remove_passcode() {
    return ask([this] {
        auto removed = passcode_.remove();
        const threads::MutexLock lock(mutex_);
        passcode_set_ = passcode_.is_set();
        return removed;
    });
}

void SettingsKeeper::look_at_status() {
    ask([this]() -> huddle::Result<void> {
        ui::KioskStatus status = read_status(dependencies_.data, dependencies_.version,
                                             dependencies_.reading.configuration.tls_certificate, wall_now());
        if (dependencies_.phones) dependencies_.phones(status);
        if (dependencies_.checking) status.checking = dependencies_.checking();
        if (dependencies_.second_backups) {
            store::SecondBackupState second = dependencies_.second_backups();
            status.second_backup_folder = second.folder.string();
            status.second_backup = second.newest;
            status.second_backup_trouble = std::move(second.trouble);
        }
        const threads::MutexLock lock(mutex_);
        looked_at_ = std::move(status);
        return {};
    });
}

void SettingsKeeper::look_at_kept() {
    ask([this]() -> huddle::Result<void> {
        auto kept = store::read_kept_days(dependencies_.data);
        const threads::MutexLock lock(mutex_);
        kept_looked_at_ = kept ? std::optional(std::move(*kept)) : std::nullopt;
        return {};
    });
}

void SettingsKeeper::look_for_news() {
    ask([this]() -> huddle::Result<void> {
        News news{exports::read_announcements(dependencies_.data, wall_now()),
                  store::recent_recovery_note(dependencies_.data, wall_now())};
        const threads::MutexLock lock(mutex_);
        news_looked_at_ = std::move(news);
        return {};
    });
}

ui::Ticket SettingsKeeper::test_phones() {
    return ask([this] { return dependencies_.test_phones(); });
}

const std::vector<std::string>& SettingsKeeper::time_zones() const {
    if (time_zones_.empty()) time_zones_ = calendar::time_zone_names();
    return time_zones_;
}

}  // namespace hearthside::services
