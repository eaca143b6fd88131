// SPDX-License-Identifier: Apache-2.0
// Serves the reviewer's pages beside the phone's, on a thread of its own: requests wait in a bounded queue.
#pragma once

#include "core/threads/worker.h"
#include "kiosk/review/controller.h"

namespace hearthside::review {

class Reviewer final : public web::Handler {
public:
    static constexpr std::size_t requests_at_most = 16;  // waiting requests; a further one is told to come
                                                         // again

    explicit Reviewer(ReviewOptions options) : controller_(std::move(options)) {}

    // Requests that still wait when the Reviewer is destroyed are not answered.
    void answer(const web::Request& request, std::function<void(web::Exchange::Finish)> reply) override;
    void set_team(const std::string& team) { controller_.set_team(team); }  // any thread

private:
    ReviewController controller_;
    threads::Worker worker_{requests_at_most, threads::Worker::AtEnd::drop};  // last member: it uses the controller
};

}  // namespace hearthside::review
