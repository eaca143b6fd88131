// SPDX-License-Identifier: Apache-2.0
// The service behind the export screen. One thread of its own looks for sticks, writes one export at a time,
// and then releases the stick or gives the file to the phone server for one download. A file for a phone is
// never written to disk.
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/export/export.h"
#include "core/text/language.h"
#include "core/threads/mutex.h"
#include "core/threads/worker.h"
#include "kiosk/configuration/configuration.h"
#include "kiosk/services/handing_out.h"
#include "kiosk/sticks/sticks.h"
#include "kiosk/ui/take_away_service.h"

namespace hearthside::services {

class Exporting final : public ui::TakeAwayService {
public:
    struct Dependencies {
        std::filesystem::path data;
        HandingOut phones;
        const text::Languages* catalogues = nullptr;  // outlives this; null: English
        std::unique_ptr<sticks::Sticks> sticks;       // null: only the folder and phones
        std::function<void()> wake;                   // called on any thread when something has changed
        // Tells the team before any byte of these days is exported. When it fails, nothing is exported.
        // Called on the export thread.
        std::function<huddle::Result<void>(const store::Span&)> announce = {};
    };
    Exporting(Dependencies dependencies, const configuration::Configuration& configuration);
    ~Exporting() override;  // stops the current job and waits for its end
    Exporting(const Exporting&) = delete;
    Exporting& operator=(const Exporting&) = delete;

    // Call this and everything below on the frame loop's thread. Applies to jobs that start from now on.
    void set_configuration(const configuration::Configuration& configuration);

    bool notes_allowed() const override { return configuration_.export_notes; }
    void look() override;
    std::vector<ui::TakeAwayPlace> places() const override;
    void start(const ui::TakeAwayChoice& choice, const ui::TakeAwayPlace& place) override;
    ui::TakeAwayState state() const override;
    void cancel() override;
    void forget() override;

private:
    using Clock = std::chrono::steady_clock;
    struct Job {
        ui::TakeAwayChoice choice;
        ui::TakeAwayPlace place;
        configuration::Configuration configuration;
    };
    struct Ended;  // how a job ended

    static constexpr std::size_t jobs_at_most = 16;  // at most one look for sticks and one export are asked
                                                     // for at a time

    void look_now();
    void export_now(const Job& job, Ended& ended);
    void finish(Ended& ended);  // on any thread
    Ended make(const Job& job);
    Ended to_stick(const Job& job, store::History& history);
    Ended to_folder(const Job& job, store::History& history, const std::filesystem::path& folder);
    Ended to_phone(const Job& job, store::History& history);
    // The name of a job's file, and the days that the file covers.
    struct Leaving {
        std::string file;
        store::Span span;
    };
    huddle::Result<Leaving> leaving(const Job& job, store::History& history) const;
    huddle::Result<void> announce(const store::Span& span) const;
    huddle::Result<void> write(const Job& job, store::History& history, std::ostream& out);
    void tell(float part);
    void change(const std::function<void(ui::TakeAwayState&)>& edit);
    bool should_continue() const { return !cancelled_ && !ending_; }

    Dependencies dependencies_;
    configuration::Configuration configuration_;  // used on the frame loop's thread only
    std::atomic<bool> cancelled_{false}, ending_{false};

    mutable threads::Mutex mutex_;
    bool looking_ GUARDED_BY(mutex_) = false;
    std::vector<sticks::Stick> sticks_ GUARDED_BY(mutex_);
    ui::TakeAwayState state_ GUARDED_BY(mutex_);
    std::string handed_out_ GUARDED_BY(mutex_);                           // the path of the file on offer
    std::optional<Clock::time_point> until_ GUARDED_BY(mutex_);           // when the offer ends
    threads::Worker worker_{jobs_at_most, threads::Worker::AtEnd::drop};  // last member: it uses all the others
};

}  // namespace hearthside::services
