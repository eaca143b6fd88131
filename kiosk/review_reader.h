// Behind the review's door: one thread of its own that opens the record when somebody asks for it, reads while
// the frame loop goes on, and closes it when nobody reads any more. It draws nothing and changes nothing.
#pragma once

#include <array>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

#include "kiosk/ui/review_door.h"

namespace hearthside {

// What the record says to one question; takes as long as the disk needs.
ReviewAnswer answer_to(Archive& archive, const ReviewAsk& what);

class ReviewReader final : public ReviewDoor {
public:
    struct House {
        std::filesystem::path data;
        std::function<void()> wake;  // an answer is there; on the reader's thread
    };
    explicit ReviewReader(House house);
    ~ReviewReader() override;  // what is not answered by then never is
    ReviewReader(const ReviewReader&) = delete;
    ReviewReader& operator=(const ReviewReader&) = delete;

    // The frame loop's thread, as all that follow.
    Ticket ask(ReviewAsk what) override;
    std::optional<ReviewAnswer> take(Ticket ticket) override;
    void forget() override;

private:
    // Of each kind of question the newest only.
    struct Place {
        Ticket ticket = 0;
        std::optional<ReviewAsk> asked;  // until the thread takes it up
        std::optional<ReviewAnswer> answer;
    };
    static constexpr std::size_t kinds = std::variant_size_v<ReviewAsk>;

    void work();
    Place* next();

    const House house_;
    Ticket last_ = 0;
    std::mutex mutex_;
    std::condition_variable something_;
    std::array<Place, kinds> places_;
    bool forgetting_ = false, ending_ = false;
    std::thread thread_;  // from the first question on
};

}  // namespace hearthside
