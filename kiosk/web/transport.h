// SPDX-License-Identifier: Apache-2.0
// Sockets and HTTP: listens, reads whole requests under one deadline, passes them to an Exchange and writes
// its answers. It keeps no log, and forgets an address as soon as its PeerId is made.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/huddle/result.h"
#include "kiosk/web/http.h"

namespace hearthside::web {

struct TransportOptions {
    std::string bind;  // an IP address or "localhost"; empty: the result of `find_address`, followed as it
                       // changes
    int port = 8080;   // 0 picks a free one
    std::vector<std::string> names;             // further host names to answer to, without port
    std::vector<std::string> hosts;             // the same as in a Host field, with any port
    std::function<std::string()> find_address;  // empty: find_own_address()
    std::chrono::milliseconds address_check{5'000};

    // PEM files; both or neither. With them only TLS is spoken. They are checked this often: new connections
    // get a renewed certificate, and the old one stays while a new one cannot be used.
    std::filesystem::path tls_certificate, tls_key;
    std::chrono::milliseconds certificate_check{60'000};

    // SAFETY 16.
    std::chrono::milliseconds request_deadline{10'000};
    std::size_t connections_at_most = 400;  // fewer when the process may open only few files
    std::size_t connections_of_one_address = 32;

    std::chrono::milliseconds reply_patience{8'000};   // the longest time for an Exchange
    std::chrono::milliseconds piece_patience{60'000};  // and for each piece of a long answer

    // Live events: how often the timer looks for news, and how often it sends them even without news.
    std::chrono::milliseconds live_tick{1'000};
    std::chrono::milliseconds live_heartbeat{10'000};
};

class Transport {
public:
    // Listens and starts the thread. While the port is in use or the address is missing it tries again by
    // itself, see waiting_for(). `exchange` must outlive the Transport. Problems: not an address, not a port,
    // not allowed for this account, or a certificate or key that cannot be used (invalid).
    static huddle::Result<std::unique_ptr<Transport>> start(TransportOptions options, Exchange& exchange);
    ~Transport();  // lets current answers finish, for three seconds at most
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    // Any thread. The address to show to people, without brackets or port. Empty until it listens.
    std::string address() const;
    int port() const;
    // Any thread. Why it does not listen yet: the port is in use (conflict), or the address is missing
    // (busy).
    std::optional<huddle::Problem> waiting_for() const;
    // Any thread. The number of open connections, and of those that listen to live events.
    std::size_t connections() const;
    std::size_t listeners() const;

    // Any thread. Runs `task` on the transport's thread, or never when that thread has ended.
    void soon(std::function<void()> task) const;

    struct Engine;  // engine.h

private:
    explicit Transport(std::shared_ptr<Engine> engine);
    std::shared_ptr<Engine> engine_;
};

}  // namespace hearthside::web
