// SPDX-License-Identifier: Apache-2.0
// The reviewer's pages over plain HTTP, for a browser on the kiosk itself (SAFETY 20). The port is separate,
// bound to loopback, and answers to a loopback name only. Nothing else serves these pages without TLS.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "kiosk/web/http.h"
#include "kiosk/web/transport.h"

namespace hearthside::review {

class ReviewPort {
public:
    // Listens on 127.0.0.1, and on ::1 where it exists, each on a thread of its own; port 0 picks a free one.
    // Problems: those of Transport::start.
    static huddle::Result<std::unique_ptr<ReviewPort>> start(int port, std::shared_ptr<web::Handler> reviewer);
    ~ReviewPort();
    ReviewPort(const ReviewPort&) = delete;
    ReviewPort& operator=(const ReviewPort&) = delete;

    int port() const { return listeners_.front().transport->port(); }
    std::string address() const;  // http://127.0.0.1:8081/review

private:
    class Face;
    struct Listener {
        std::shared_ptr<Face> face;
        std::unique_ptr<web::Transport> transport;  // stops before `face` is destroyed
    };
    explicit ReviewPort(std::vector<Listener> listeners);
    std::vector<Listener> listeners_;
};

}  // namespace hearthside::review
