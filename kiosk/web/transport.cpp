// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/transport.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "kiosk/web/address.h"
#include "kiosk/web/engine.h"
#include "kiosk/web/http_connection.h"
#include "kiosk/web/listening.h"
#include "kiosk/web/request_head.h"
#include "kiosk/web/tls_stream.h"

namespace hearthside::web {

namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr milliseconds stop_at_most{3'000};
constexpr std::size_t files_of_others = 96;  // the store, the display, fonts, the terminal

std::size_t connections_the_process_can_bear(std::size_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
    const auto files = static_cast<std::size_t>(limit.rlim_cur);
    return std::min(wanted, files > 2 * files_of_others ? files - files_of_others : files / 2);
}

std::string bytes_of(const net::ip::address& address) {
    const auto as_string = [](const auto& bytes) { return std::string(bytes.begin(), bytes.end()); };
    if (address.is_v4()) return as_string(address.to_v4().to_bytes());
    if (address.to_v6().is_v4_mapped()) {
        return as_string(net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_bytes());
    }
    return as_string(address.to_v6().to_bytes());
}

huddle::Result<Transport::Engine::Acceptor> listen_on(net::io_context& io, const std::string& address, int port) {
    const auto listening = open_listening_socket(address, port);
    if (!listening) return listening.problem();
    return std::make_shared<tcp::acceptor>(io, listening->ipv6 ? tcp::v6() : tcp::v4(), listening->descriptor);
}

}  // namespace

Transport::Engine::Engine(TransportOptions given, Exchange& asked)
    : options(std::move(given)),
      exchange(asked),
      limits(connections_the_process_can_bear(options.connections_at_most), options.connections_of_one_address),
      live(options.live_heartbeat) {}

std::string Transport::Engine::found_address() const {
    return options.find_address ? options.find_address() : find_own_address();
}

huddle::Result<void> Transport::Engine::open() {
    if (options.tls_certificate.empty() != options.tls_key.empty()) {
        return huddle::Problem{huddle::ProblemKind::invalid,
                               "TLS needs both a certificate and its key; give both or neither."};
    }
    if (!options.tls_certificate.empty()) {
        auto read = read_tls(options.tls_certificate, options.tls_key);
        if (!read) return read.problem();
        tls = std::move(*read);
    }
    port = options.port;
    const auto listens = try_to_listen();
    if (!listens && listens.problem().kind == huddle::ProblemKind::invalid) return listens.problem();
    net::co_spawn(io, follow_address(), net::detached);
    if (tls) net::co_spawn(io, follow_certificate(), net::detached);
    return {};
}

huddle::Result<void> Transport::Engine::try_to_listen() {
    std::string bound = options.bind.empty() ? found_address() : options.bind;
    auto opened = listen_on(io, bound, options.port);
    if (!opened && options.bind.empty() && opened.problem().kind == huddle::ProblemKind::busy) {
        // The address disappeared in the meantime. Start all the same, and follow it later.
        bound = "127.0.0.1";
        opened = listen_on(io, bound, options.port);
    }
    {
        const threads::MutexLock lock(listening_lock);
        waiting_for = opened ? std::nullopt : std::optional(opened.problem());
    }
    if (!opened) return opened.problem();
    port = (*opened)->local_endpoint().port();
    listening(*opened, bound);
    return {};
}

void Transport::Engine::listening(Acceptor now, const std::string& bound) {
    if (acceptor) {
        error_code ignored;
        acceptor->close(ignored);
    }
    acceptor = std::move(now);
    announce(bound);
    net::co_spawn(io, accept_all(acceptor), net::detached);
}

// From now on people are told to use `bound`, and requests for it are answered.
void Transport::Engine::announce(const std::string& bound) {
    const net::ip::address ip = acceptor->local_endpoint().address();
    std::vector<std::string> names = options.names;
    std::string shown = ip.to_string();
    if (ip.is_unspecified()) {
        shown = found_address();
        names.push_back("localhost");
        for (const std::string& own : own_addresses()) names.push_back(in_link(own));
    } else if (ip.is_loopback()) {
        names.push_back("localhost");
    }
    names.push_back(in_link(shown));
    if (bound == "localhost") shown = bound;

    std::vector<std::string> hosts;
    for (const std::string& host : options.hosts) hosts.push_back(lower_case(host));
    for (const std::string& name : names) {
        hosts.push_back(lower_case(fmt::format("{}:{}", name, port.load())));
        // Browsers leave out the scheme's default port.
        if (port == (tls ? 443 : 80)) hosts.push_back(lower_case(name));
    }
    {
        const threads::MutexLock lock(listening_lock);
        address = shown;
    }
    exchange.hosts_are(std::move(hosts));
}

void Transport::Engine::run() {
    thread = std::thread([this] {
        for (;;) {
            try {
                io.run();
                break;
            } catch (...) {
                // One faulty connection must not end all the others. Nothing is reported, because any detail
                // could point at a person.
            }
        }
        finished.set_value();
    });
}

void Transport::Engine::stop() {
    auto done = finished.get_future();
    net::post(io, [this] {
        stopping = true;
        error_code ignored;
        if (acceptor) acceptor->close(ignored);
        address_timer.cancel();
        certificate_timer.cancel();
        live_timer.cancel();
        // A closer may remove itself from the map.
        std::vector<std::function<void()>> to_close;
        for (const auto& [number, close] : closers) {
            if (limits.is_waiting(number)) to_close.push_back(close);
        }
        for (const auto& close : to_close) close();
    });
    if (done.wait_for(stop_at_most) == std::future_status::timeout) io.stop();
    thread.join();
}

net::awaitable<void> Transport::Engine::follow_certificate() {
    using Times = std::array<std::filesystem::file_time_type, 2>;
    const auto times = [this] {
        Times found{};
        std::error_code ignored;
        found[0] = std::filesystem::last_write_time(options.tls_certificate, ignored);
        found[1] = std::filesystem::last_write_time(options.tls_key, ignored);
        return found;
    };
    Times used = times();
    error_code error;
    auto token = net::redirect_error(net::use_awaitable, error);
    while (!stopping) {
        certificate_timer.expires_after(options.certificate_check);
        co_await certificate_timer.async_wait(token);
        if (stopping) co_return;
        const Times found = times();
        if (found == used) continue;
        // Perhaps only half of the pair has been replaced. Then the next check finds the other half.
        if (auto read = read_tls(options.tls_certificate, options.tls_key)) {
            tls = std::move(*read);
            used = found;
        }
    }
}

net::awaitable<void> Transport::Engine::follow_address() {
    error_code error;
    auto token = net::redirect_error(net::use_awaitable, error);
    while (!stopping) {
        address_timer.expires_after(options.address_check);
        co_await address_timer.async_wait(token);
        if (stopping) co_return;
        try {
            if (!acceptor) {
                (void)try_to_listen();
                continue;
            }
            const bool can_change = options.bind.empty() || acceptor->local_endpoint().address().is_unspecified();
            if (!can_change) co_return;
            const std::string found = found_address();
            {
                const threads::MutexLock lock(listening_lock);
                if (found == address) continue;
            }
            if (!options.bind.empty()) {
                announce(options.bind);
                continue;
            }
            // The new address is not available yet: stay here and try again next time.
            if (auto opened = listen_on(io, found, port); opened) listening(*opened, found);
        } catch (...) {
        }
    }
}

net::awaitable<void> Transport::Engine::accept_all(Acceptor from) {
    error_code error;
    auto token = net::redirect_error(net::use_awaitable, error);
    net::steady_timer pause(io);
    while (from->is_open()) {
        tcp::socket socket(io);
        co_await from->async_accept(socket, token);
        if (!from->is_open()) co_return;
        if (error) {
            // For example, no descriptors are left. Retrying at full speed would not free any.
            pause.expires_after(milliseconds(100));
            co_await pause.async_wait(token);
            continue;
        }
        try {
            welcome(std::move(socket));
        } catch (...) {
        }
    }
}

void Transport::Engine::welcome(tcp::socket socket) {
    error_code error;
    const tcp::endpoint remote = socket.remote_endpoint(error);
    if (error) return;
    socket.set_option(tcp::no_delay(true), error);
    const PeerId peer = coder.code(bytes_of(remote.address()));
    const ConnectionLimits::Arrival arrival = limits.arrive(peer, steady_clock::now());
    if (arrival.to_close) {
        const auto found = closers.find(*arrival.to_close);
        if (found != closers.end()) std::function<void()>(found->second)();
    }
    if (!arrival.admitted) return;
    serve_connection(*this, std::move(socket), peer, *arrival.admitted);
    connections = closers.size();
}

void Transport::Engine::leave(ConnectionLimits::Number number) {
    limits.leave(number);
    live.remove(number);
    closers.erase(number);
    connections = closers.size();
    listeners = live.size();
}

void Transport::Engine::listen_live(ConnectionLimits::Number number, std::shared_ptr<LiveListener> listener) {
    live.add(number, std::move(listener));
    listeners = live.size();
    if (ticking) return;
    ticking = true;
    net::co_spawn(io, tick_live(), net::detached);
}

// One timer for all. It stops while nobody listens.
net::awaitable<void> Transport::Engine::tick_live() {
    error_code error;
    auto token = net::redirect_error(net::use_awaitable, error);
    const std::function<LiveNews(const std::string&)> news_of = [this](const std::string& topic) {
        return exchange.live(topic);
    };
    while (!stopping && live.size() > 0) {
        try {
            live.tell(news_of, steady_clock::now());
        } catch (...) {
        }
        live_timer.expires_after(options.live_tick);
        co_await live_timer.async_wait(token);
    }
    ticking = false;
}

huddle::Result<std::unique_ptr<Transport>> Transport::start(TransportOptions options, Exchange& exchange) {
    const auto engine = std::make_shared<Engine>(std::move(options), exchange);
    engine->self = engine;
    if (auto opened = engine->open(); !opened) return opened.problem();
    engine->run();
    return std::unique_ptr<Transport>(new Transport(engine));
}

Transport::Transport(std::shared_ptr<Engine> engine) : engine_(std::move(engine)) {}

Transport::~Transport() { engine_->stop(); }

std::string Transport::address() const {
    const threads::MutexLock lock(engine_->listening_lock);
    return engine_->address;
}

std::optional<huddle::Problem> Transport::waiting_for() const {
    const threads::MutexLock lock(engine_->listening_lock);
    return engine_->waiting_for;
}

int Transport::port() const { return engine_->port; }

std::size_t Transport::connections() const { return engine_->connections; }

void Transport::soon(std::function<void()> task) const { net::post(engine_->io, std::move(task)); }

std::size_t Transport::listeners() const { return engine_->listeners; }

}  // namespace hearthside::web
