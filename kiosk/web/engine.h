// SPDX-License-Identifier: Apache-2.0
// Internal to the transport: its sockets, its timers and its open connections. The source is transport.cpp.
// http_connection.h handles the HTTP of one connection.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>

#include "core/threads/mutex.h"
#include "kiosk/web/connection_limits.h"
#include "kiosk/web/limiter.h"
#include "kiosk/web/live_listeners.h"
#include "kiosk/web/transport.h"

namespace hearthside::web {

class TlsContext;  // tls_stream.h

// Everything but `address` and the atomics belongs to the engine's thread once it runs.
struct Transport::Engine {
    using Socket = boost::asio::ip::tcp::socket;
    using Acceptor = std::shared_ptr<boost::asio::ip::tcp::acceptor>;

    Engine(TransportOptions given, Exchange& asked);

    huddle::Result<void> open();
    huddle::Result<void> try_to_listen();
    void run();
    void stop();

    boost::asio::awaitable<void> accept_all(Acceptor from);
    boost::asio::awaitable<void> follow_address();
    boost::asio::awaitable<void> follow_certificate();
    boost::asio::awaitable<void> tick_live();
    void welcome(Socket socket);
    void listening(Acceptor now, const std::string& bound);
    void announce(const std::string& bound);
    std::string found_address() const;

    void listen_live(ConnectionLimits::Number number, std::shared_ptr<LiveListener> listener);
    void leave(ConnectionLimits::Number number);

    const TransportOptions options;
    Exchange& exchange;
    PeerCoder coder;
    ConnectionLimits limits;
    LiveListeners live;
    std::map<ConnectionLimits::Number, std::function<void()>> closers;  // each ends its connection at once
    std::shared_ptr<TlsContext> tls;
    bool stopping = false;
    bool ticking = false;
    std::weak_ptr<Engine> self;
    std::atomic<std::size_t> connections{0};
    std::atomic<std::size_t> listeners{0};

    mutable threads::Mutex listening_lock;
    std::string address GUARDED_BY(listening_lock);  // for people
    std::optional<huddle::Problem> waiting_for GUARDED_BY(listening_lock);
    std::atomic<int> port{0};

    std::thread thread;
    std::promise<void> finished;

    // Last member, so that it is destroyed first: its sleeping coroutines use the others.
    boost::asio::io_context io{1};
    Acceptor acceptor;
    boost::asio::steady_timer address_timer{io};
    boost::asio::steady_timer certificate_timer{io};
    boost::asio::steady_timer live_timer{io};
};

}  // namespace hearthside::web
