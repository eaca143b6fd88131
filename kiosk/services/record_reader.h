// SPDX-License-Identifier: Apache-2.0
// The service behind the review screens. One thread of its own opens the record when somebody asks for it,
// reads it without stopping the frame loop, and closes it when nobody reads any more. It changes nothing.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

#include "core/threads/mutex.h"
#include "core/threads/worker.h"
#include "kiosk/ui/record_service.h"

namespace hearthside::services {

// The record's answer to one question. Takes as long as the disk needs.
ui::ReviewAnswer answer_to(store::Archive& archive, const ui::ReviewAsk& what);

class RecordReader final : public ui::RecordService {
public:
    struct Dependencies {
        std::filesystem::path data;
        std::function<void()> wake;  // called on the reader's thread when an answer is ready
    };
    explicit RecordReader(Dependencies dependencies);
    // Questions still open when the reader is destroyed are never answered.
    RecordReader(const RecordReader&) = delete;
    RecordReader& operator=(const RecordReader&) = delete;

    // Call this and everything below on the frame loop's thread.
    ui::Ticket ask(ui::ReviewAsk what) override;
    std::optional<ui::ReviewAnswer> take(ui::Ticket ticket) override;
    void forget() override;

private:
    // Only the newest question of each kind is kept.
    struct Place {
        ui::Ticket ticket = 0;
        std::optional<ui::ReviewAnswer> answer;
    };
    static constexpr std::size_t kinds = std::variant_size_v<ui::ReviewAsk>;
    static constexpr std::size_t jobs_at_most = 64;  // most of them replaced by newer questions

    bool is_wanted(std::size_t kind, ui::Ticket ticket);
    void give(std::size_t kind, ui::Ticket ticket, ui::ReviewAnswer answer);

    const Dependencies dependencies_;
    ui::Ticket last_ = 0;
    std::unique_ptr<store::Archive> archive_;  // used on the reader's thread only
    threads::Mutex mutex_;
    std::array<Place, kinds> places_ GUARDED_BY(mutex_);
    bool asked_ = false;                                                  // since the last forget()
    threads::Worker worker_{jobs_at_most, threads::Worker::AtEnd::drop};  // last member: it uses all the others
};

}  // namespace hearthside::services
