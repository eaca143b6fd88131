// The reviewer's pages beside the phone's, on a thread of their own: a bounded queue in, answers out. Knows no
// page and no socket.
#pragma once

#include "core/threads/worker.h"
#include "kiosk/review/controller.h"

namespace hearthside {

class Reviewer final : public Handler {
public:
    static constexpr std::size_t requests_at_most = 16;  // that wait; a further one is told to come again

    explicit Reviewer(ReviewOptions options) : desk_(std::move(options)) {}

    // What still waits when the Reviewer goes is not answered any more.
    void answer(const Request& request, std::function<void(Exchange::Finish)> reply) override;
    void set_team(const std::string& team) { desk_.set_team(team); }  // any thread

private:
    ReviewController desk_;
    Worker worker_{requests_at_most, Worker::AtEnd::drop};  // last: it uses the controller
};

}  // namespace hearthside
