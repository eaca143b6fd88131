// Behind the record service: one thread of its own that opens the record when somebody asks for it, reads while
// the frame loop goes on, and closes it when nobody reads any more. It draws nothing and changes nothing.
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

// What the record says to one question; takes as long as the disk needs.
ReviewAnswer answer_to(Archive& archive, const ReviewAsk& what);

class RecordReader final : public RecordService {
public:
    struct Dependencies {
        std::filesystem::path data;
        std::function<void()> wake;  // an answer is there; on the reader's thread
    };
    explicit RecordReader(Dependencies dependencies);
    // What is not answered when it goes never is.
    RecordReader(const RecordReader&) = delete;
    RecordReader& operator=(const RecordReader&) = delete;

    // The frame loop's thread, as all that follow.
    Ticket ask(ReviewAsk what) override;
    std::optional<ReviewAnswer> take(Ticket ticket) override;
    void forget() override;

private:
    // Of each kind of question the newest only.
    struct Place {
        Ticket ticket = 0;
        std::optional<ReviewAnswer> answer;
    };
    static constexpr std::size_t kinds = std::variant_size_v<ReviewAsk>;
    static constexpr std::size_t jobs_at_most = 64;  // most of them overtaken by newer questions

    bool is_wanted(std::size_t kind, Ticket ticket);
    void give(std::size_t kind, Ticket ticket, ReviewAnswer answer);

    const Dependencies dependencies_;
    Ticket last_ = 0;
    std::unique_ptr<Archive> archive_;  // the thread's
    Mutex mutex_;
    std::array<Place, kinds> places_ GUARDED_BY(mutex_);
    bool asked_ = false;                // since it was told to forget
    Worker worker_{jobs_at_most, Worker::AtEnd::drop};  // last: it uses all above
};

}  // namespace hearthside
