// SPDX-License-Identifier: Apache-2.0
#include "kiosk/phone/server.h"

#include <fmt/format.h>

#include "core/text/language.h"
#include "core/threads/mutex.h"
#include "kiosk/phone/routes.h"
#include "kiosk/phone/sealing.h"
#include "kiosk/web/address.h"
#include "kiosk/web/public_address.h"

namespace hearthside::phone {

using std::chrono::steady_clock;

// Any thread.
class PhoneServer::ChosenInterface {
public:
    std::string name() const {
        const threads::MutexLock guard(lock_);
        return name_;
    }
    void set(const std::string& name) {
        const threads::MutexLock guard(lock_);
        name_ = name;
    }

private:
    mutable threads::Mutex lock_;
    std::string name_ GUARDED_BY(lock_);
};

class PhoneServer::PhoneExchange : public web::Exchange {
public:
    PhoneExchange(room::Room& room, const PhoneOptions& options, std::string public_origin)
        : tls_(!options.tls_certificate.empty()),
          public_origin_(std::move(public_origin)),
          follows_(options.bind.empty()),
          room_(room),
          link_changed_(options.link_changed),
          reviewer_(may_review(tls_, public_origin_) ? options.reviewer : nullptr),
          routes_({.team = options.team,
                   .notes_per_10min = options.notes_per_10min,
                   .tls = tls_,
                   .public_origin = public_origin_,
                   .catalogues = options.catalogues,
                   .languages = options.languages,
                   .handouts = &handouts_},
                  keys_) {}

    // From here on the address is known and the link is available.
    void is_at(const web::Transport* transport) {
        const threads::MutexLock guard(lock_);
        transport_ = transport;
    }

    void answer(const web::Request& request, std::function<void(Finish)> reply) override {
        auto answer = routes_.answer(request, *room_.board(), room_.now(), steady_clock::now());
        if (auto* response = std::get_if<web::Response>(&answer)) {
            reply([ready = std::move(*response)]() mutable { return std::move(ready); });
        } else if (std::holds_alternative<ForReviewer>(answer)) {
            if (reviewer_) return reviewer_->answer(request, std::move(reply));
            reply([this, request] { return routes_.no_reviewing(request, false); });
        } else if (auto* note = std::get_if<NoteToAdd>(&answer)) {
            submit(std::move(*note), std::move(reply),
                   [this](const NoteToAdd& put, const huddle::Result<void>& outcome) {
                       return routes_.note_answered(put, outcome);
                   });
        } else if (auto* dots = std::get_if<DotsToPlace>(&answer)) {
            submit(std::move(*dots), std::move(reply),
                   [this](const DotsToPlace& put, const huddle::Result<void>& outcome) {
                       return routes_.dots_placed(put, outcome);
                   });
        } else {
            submit(std::move(std::get<PulseToAnswer>(answer)), std::move(reply),
                   [this](const PulseToAnswer& put, const huddle::Result<void>& outcome) {
                       return routes_.pulse_answered(put, outcome);
                   });
        }
    }

    std::size_t body_bytes_at_most(const std::string& target) const override {
        return Routes::body_bytes_at_most(target);
    }

    web::Response late(const web::Request& request) override {
        return routes_.late(request, *room_.board(), room_.now());
    }
    web::Response unreadable(int status) override { return routes_.unreadable(status); }
    web::LiveNews live(const std::string& topic) override { return routes_.live(topic, *room_.board(), room_.now()); }
    void hosts_are(std::vector<std::string> hosts) override {
        routes_.set_hosts(std::move(hosts));
        address_may_have_changed();
    }

    std::string address() const {
        const threads::MutexLock guard(lock_);
        return transport_ && !transport_->waiting_for()
                   ? fmt::format("{}:{}", web::in_link(transport_->address()), transport_->port())
                   : "";
    }

    std::string origin() const {
        return public_origin_.empty() ? fmt::format("{}://{}", tls_ ? "https" : "http", address()) : public_origin_;
    }

    std::string url() {
        if (address().empty()) return "";
        const std::string key = room_.board()->room_key;
        return fmt::format("{}/n/{}#{}", origin(), key, keys_.public_key_of(key));
    }

    Handouts& handouts() { return handouts_; }

    void get_ready() const { routes_.get_ready(); }
    void set_team(const std::string& team) { routes_.set_team(team); }
    std::string trouble() const {
        const threads::MutexLock guard(lock_);
        if (!transport_) return "";
        if (const auto waiting = transport_->waiting_for())
            return waiting->sentence + " Hearthside tries again by itself.";
        if (!follows_ || !public_origin_.empty()) return "";
        return web::is_loopback(transport_->address()) ? web::why_unreachable() : "";
    }

    std::string trouble_on_screen() const {
        const threads::MutexLock guard(lock_);
        if (!transport_) return "";
        if (const auto waiting = transport_->waiting_for()) {
            return waiting->kind == huddle::ProblemKind::conflict
                       ? text::translatable("Phones can’t connect: another program uses their port.")
                       : text::translatable("Phones can’t connect: the network is not ready yet.");
        }
        const bool alone = follows_ && public_origin_.empty() && web::is_loopback(transport_->address());
        return alone ? text::translatable("This kiosk is on no network that phones can use.") : "";
    }

    // On the Room's thread: no file and no socket may be used here.
    void board_changed() {
        const auto board = room_.board();
        keys_.keep_only(board->room_key, board->previous_key);
        handouts_.forget_old(steady_clock::now());
        const threads::MutexLock guard(lock_);
        if (board->room_key == key_) return;
        key_ = board->room_key;
        if (transport_ && link_changed_) soon_tell_link();
    }

    // On the transport's thread, or before it runs.
    void address_may_have_changed() {
        const threads::MutexLock guard(lock_);
        if (transport_ && link_changed_) soon_tell_link();
    }

    void tell_link() {
        if (link_changed_) link_changed_(url());
    }

    std::weak_ptr<PhoneExchange> self;

private:
    // Plain HTTP gets a hint how to connect instead, and nothing more. Behind a site's own name, where a
    // proxy may be in front of the kiosk, there are no pages at all, unless both the name and the kiosk use
    // TLS.
    static bool may_review(bool tls, const std::string& public_origin) {
        return public_origin.empty() || (tls && public_origin.starts_with("https:"));
    }

    template <class Put, class Finished>
    void submit(Put given, std::function<void(Finish)> reply, Finished finished) {
        const auto put = std::make_shared<Put>(std::move(given));
        huddle::Intent intent = put->intent;
        room_.submit(std::move(intent), [put, finished, reply = std::move(reply)](room::Room::Reply said) {
            huddle::Result<void> outcome;
            if (!said) outcome = said.problem();
            reply([put, finished, outcome = std::move(outcome)] { return finished(*put, outcome); });
        });
    }

    void soon_tell_link() REQUIRES(lock_) {
        transport_->soon([exchange = self] {
            if (const auto alive = exchange.lock()) alive->tell_link();
        });
    }

    const bool tls_;
    const std::string public_origin_;
    const bool follows_;  // whether the address is detected, and followed as it changes
    room::Room& room_;
    const std::function<void(const std::string&)> link_changed_;
    const std::shared_ptr<web::Handler> reviewer_;
    SealingKeys keys_;
    Handouts handouts_;
    Routes routes_;

    mutable threads::Mutex lock_;
    const web::Transport* transport_ GUARDED_BY(lock_) = nullptr;
    std::string key_ GUARDED_BY(lock_);
};

PhoneServer::PhoneServer(std::shared_ptr<PhoneExchange> exchange, std::unique_ptr<web::Transport> transport)
    : exchange_(std::move(exchange)), transport_(std::move(transport)) {}

PhoneServer::~PhoneServer() {
    listening_.reset();
    exchange_->is_at(nullptr);
}

huddle::Result<std::unique_ptr<PhoneServer>> PhoneServer::start(room::Room& room, PhoneOptions options) {
    if (options.notes_per_10min < 1) {
        return huddle::Problem{huddle::ProblemKind::invalid, "The limit of notes in ten minutes must be 1 or more."};
    }
    web::TransportOptions transport_options = options.transport;
    std::string public_origin;
    if (!options.public_url.empty()) {
        const auto read = web::read_public_address(options.public_url);
        if (!read) return read.problem();
        public_origin = read->origin;
        transport_options.hosts.push_back(read->host);
    }
    transport_options.bind = options.bind;
    const auto interface = std::make_shared<ChosenInterface>();
    interface->set(options.interface);
    if (!transport_options.find_address)
        transport_options.find_address = [interface] { return web::find_own_address(interface->name()); };
    transport_options.port = options.port;
    transport_options.names = options.names;
    transport_options.tls_certificate = options.tls_certificate;
    transport_options.tls_key = options.tls_key;
    const auto exchange = std::make_shared<PhoneExchange>(room, options, std::move(public_origin));
    exchange->self = exchange;
    auto transport = web::Transport::start(std::move(transport_options), *exchange);
    if (!transport) return transport.problem();
    exchange->is_at(transport->get());
    (*transport)->soon([exchange] { exchange->get_ready(); });
    std::unique_ptr<PhoneServer> server(new PhoneServer(exchange, std::move(*transport)));
    server->interface_ = interface;
    exchange->board_changed();
    exchange->tell_link();
    server->listening_ = room.listen([weak = std::weak_ptr(exchange)] {
        if (const auto alive = weak.lock()) alive->board_changed();
    });
    return server;
}

std::string PhoneServer::address() const { return exchange_->address(); }

std::string PhoneServer::url() const { return exchange_->url(); }

void PhoneServer::set_team(const std::string& team) { exchange_->set_team(team); }

std::string PhoneServer::trouble() const { return exchange_->trouble(); }

std::string PhoneServer::trouble_on_screen() const { return exchange_->trouble_on_screen(); }

std::vector<web::PhoneAddress> PhoneServer::addresses() const {
    auto all = web::phone_addresses(interface_->name());
    // The address that is shown now, even if it differs for some seconds, or permanently because of `bind`.
    for (web::PhoneAddress& one : all) one.in_code = one.address == transport_->address();
    return all;
}

void PhoneServer::set_interface(const std::string& interface) { interface_->set(interface); }

std::string PhoneServer::hand_out(HandoutFile file) {
    return exchange_->handouts().offer(std::move(file), steady_clock::now());
}

std::string PhoneServer::hand_out(RecordForPhones record) {
    return exchange_->handouts().offer(std::move(record), steady_clock::now());
}

void PhoneServer::take_back(const std::string& path) { exchange_->handouts().take_back(path); }

bool PhoneServer::file_waits(const std::string& path) const {
    return exchange_->handouts().waits(path, steady_clock::now());
}

std::string PhoneServer::link_to(const std::string& path) const { return exchange_->origin() + path; }

int PhoneServer::port() const { return transport_->port(); }

std::size_t PhoneServer::connections() const { return transport_->connections(); }

std::size_t PhoneServer::listeners() const { return transport_->listeners(); }

std::string typed_link(const std::string& url) {
    const std::size_t scheme = url.find("://");
    const std::string rest = scheme == std::string::npos ? url : url.substr(scheme + 3);
    return rest.substr(0, rest.find('#'));
}

}  // namespace hearthside::phone
