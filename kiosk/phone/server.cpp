#include "kiosk/phone/server.h"

#include <fmt/format.h>

#include "kiosk/phone/address.h"
#include "kiosk/phone/routes.h"

namespace hearthside {

using std::chrono::steady_clock;

class PhoneServer::Face : public Exchange {
public:
    Face(Room& room, const PhoneOptions& options)
        : room_(room), routes_(options.team, options.notes_per_10min) {}

    void answer(const Request& request, std::function<void(Finish)> reply) override {
        auto answer = routes_.answer(request, *room_.board(), room_.now(), steady_clock::now());
        if (auto* response = std::get_if<Response>(&answer)) {
            reply([ready = std::move(*response)]() mutable { return std::move(ready); });
            return;
        }
        auto note = std::make_shared<NoteToAdd>(std::move(std::get<NoteToAdd>(answer)));
        Intent intent = note->intent;
        room_.submit(std::move(intent), [this, note, reply = std::move(reply)](Room::Reply said) {
            Result<void> outcome;
            if (!said) outcome = said.problem();
            reply([this, note, outcome = std::move(outcome)] {
                return routes_.note_answered(*note, outcome, steady_clock::now());
            });
        });
    }

    Response late(const Request& request) override {
        return routes_.late(request, *room_.board(), room_.now());
    }
    Response unreadable(int status) override { return routes_.unreadable(status); }
    void hosts_are(std::vector<std::string> hosts) override { routes_.set_hosts(std::move(hosts)); }

private:
    Room& room_;
    Routes routes_;
};

PhoneServer::PhoneServer(Room& room, std::unique_ptr<Face> face, std::unique_ptr<Transport> transport)
    : room_(room), face_(std::move(face)), transport_(std::move(transport)) {}

PhoneServer::~PhoneServer() = default;

Result<std::unique_ptr<PhoneServer>> PhoneServer::start(Room& room, PhoneOptions options) {
    if (options.notes_per_10min < 1) {
        return Problem{ProblemKind::invalid, "The limit of notes in ten minutes must be 1 or more."};
    }
    auto face = std::make_unique<Face>(room, options);
    TransportOptions transport_options = options.transport;
    transport_options.bind = options.bind;
    transport_options.port = options.port;
    transport_options.names = options.names;
    auto transport = Transport::start(std::move(transport_options), *face);
    if (!transport) return transport.problem();
    return std::unique_ptr<PhoneServer>(new PhoneServer(room, std::move(face), std::move(*transport)));
}

std::string PhoneServer::address() const {
    return fmt::format("{}:{}", in_link(transport_->address()), transport_->port());
}

std::string PhoneServer::url() const {
    return fmt::format("http://{}/n/{}", address(), room_.board()->room_key);
}

int PhoneServer::port() const { return transport_->port(); }

std::size_t PhoneServer::connections() const { return transport_->connections(); }

}  // namespace hearthside
