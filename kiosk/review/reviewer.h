// The reviewer's pages beside the phone's, on a thread of their own: a bounded queue in, answers out. Knows no
// page and no socket.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "kiosk/review/desk.h"

namespace hearthside {

class Reviewer final : public Annex {
public:
    static constexpr std::size_t requests_at_most = 16;  // that wait; a further one is told to come again

    explicit Reviewer(ReviewOptions options);
    ~Reviewer() override;  // what still waits is not answered any more

    void answer(const Request& request, std::function<void(Exchange::Finish)> reply) override;
    void set_team(const std::string& team) { desk_.set_team(team); }  // any thread

private:
    struct Waiting {
        Request request;
        std::function<void(Exchange::Finish)> reply;
    };
    void work();

    ReviewDesk desk_;
    std::mutex lock_;
    std::condition_variable news_;
    std::deque<Waiting> waiting_;
    bool over_ = false;
    std::thread thread_;  // last: it uses all above
};

}  // namespace hearthside
