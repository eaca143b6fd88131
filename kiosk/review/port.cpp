// SPDX-License-Identifier: Apache-2.0
#include "kiosk/review/port.h"

#include <fmt/format.h>

#include <algorithm>

#include "kiosk/web/request_head.h"
#include "kiosk/web/web_assets.h"

namespace hearthside::review {

namespace {

constexpr std::size_t connections_at_most = 32;

web::Response said(int status, std::string_view content_type, std::string_view body) {
    web::Response response{.status = status, .content_type = std::string(content_type), .body = std::string(body)};
    response.headers = {{"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
                        {"X-Content-Type-Options", "nosniff"},
                        {"X-Frame-Options", "DENY"},
                        {"Referrer-Policy", "no-referrer"},
                        {"Cache-Control", "no-store"}};
    return response;
}

web::Response said(int status) { return said(status, "text/plain; charset=utf-8", fmt::format("{}\n", status)); }

}  // namespace

class ReviewPort::Face final : public web::Exchange {
public:
    explicit Face(std::shared_ptr<web::Handler> reviewer) : reviewer_(std::move(reviewer)) {}

    void answer(const web::Request& request, std::function<void(Finish)> reply) override {
        // Another host name reaches this port only through a proxy, or through a page that lies about its
        // origin.
        if (std::ranges::find(hosts_, request.host) == hosts_.end()) return reply([] { return said(421); });
        if (request.target == "/icon.svg")
            return reply([] { return said(200, "image/svg+xml", web::assets::icon_svg); });
        if (request.target == "/") {
            return reply([] {
                web::Response moved = said(303);
                moved.headers.emplace_back("Location", "/review");
                return moved;
            });
        }
        if (!web::is_for_reviewers(request.target)) return reply([] { return said(404); });
        web::Request here = request;
        here.way = web::Way::this_machine;
        reviewer_->answer(here, std::move(reply));
    }

    web::Response late(const web::Request&) override {
        web::Response busy = said(503);
        busy.headers.emplace_back("Retry-After", "5");
        return busy;
    }
    web::Response unreadable(int status) override { return said(status); }
    web::LiveNews live(const std::string&) override { return {.version = 0, .event = {}, .over = true}; }
    void hosts_are(std::vector<std::string> hosts) override { hosts_ = std::move(hosts); }

private:
    const std::shared_ptr<web::Handler> reviewer_;
    std::vector<std::string> hosts_;
};

ReviewPort::ReviewPort(std::vector<Listener> listeners) : listeners_(std::move(listeners)) {}

ReviewPort::~ReviewPort() = default;

std::string ReviewPort::address() const {
    if (listeners_.front().transport->address().empty()) return "";
    return fmt::format("http://127.0.0.1:{}/review", port());
}

huddle::Result<std::unique_ptr<ReviewPort>> ReviewPort::start(int port, std::shared_ptr<web::Handler> reviewer) {
    std::vector<Listener> listeners;
    for (const char* own : {"127.0.0.1", "::1"}) {
        web::TransportOptions options;
        options.bind = own;
        options.port = listeners.empty() ? port : listeners.front().transport->port();
        options.connections_at_most = options.connections_of_one_address = connections_at_most;
        const auto face = std::make_shared<Face>(reviewer);
        auto transport = web::Transport::start(std::move(options), *face);
        if (!transport && listeners.empty()) return transport.problem();
        // Without IPv6 the first listener is enough: ::1 does not appear later.
        const bool there = transport && (!(*transport)->waiting_for() ||
                                         (*transport)->waiting_for()->kind != huddle::ProblemKind::busy);
        if (listeners.empty() || there) listeners.push_back({face, std::move(*transport)});
    }
    return std::unique_ptr<ReviewPort>(new ReviewPort(std::move(listeners)));
}

}  // namespace hearthside::review
