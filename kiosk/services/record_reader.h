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

namespace hearthside {

// The record's answer to one question. Takes as long as the disk needs.
ReviewAnswer answer_to(Archive& archive, const ReviewAsk& what);

class RecordReader final : public RecordService {
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
    Ticket ask(ReviewAsk what) override;
    std::optional<ReviewAnswer> take(Ticket ticket) override;
    void forget() override;

private:
    // Only the newest question of each kind is kept.
    struct Place {
        Ticket ticket = 0;
        std::optional<ReviewAnswer> answer;
    };
    static constexpr std::size_t kinds = std::variant_size_v<ReviewAsk>;
    static constexpr std::size_t jobs_at_most = 64;  // most of them replaced by newer questions

    bool is_wanted(std::size_t kind, Ticket ticket);
    void give(std::size_t kind, Ticket ticket, ReviewAnswer answer);

    const Dependencies dependencies_;
    Ticket last_ = 0;
    std::unique_ptr<Archive> archive_;  // used on the reader's thread only
    Mutex mutex_;
    std::array<Place, kinds> places_ GUARDED_BY(mutex_);
    bool asked_ = false;                                // since the last forget()
    Worker worker_{jobs_at_most, Worker::AtEnd::drop};  // last member: it uses all the others
};

}  // namespace hearthside
