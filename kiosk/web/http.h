// SPDX-License-Identifier: Apache-2.0
// A request and a response as the pages see them, and the calls that the transport makes to the pages.
// Independent of the HTTP library. A Request holds no address and no user agent, so nothing can keep them by
// mistake.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hearthside::web {

// The longest body of a request (SAFETY 16), unless the Exchange allows more for its target; and the longest
// that it may allow.
inline constexpr std::size_t usual_body_bytes = 16 * 1024;
inline constexpr std::size_t longest_body_bytes = 112 * 1024;

// Identifies an address in this run only: HMAC(random key of this run, address).
using PeerId = std::array<std::uint8_t, 32>;

// How a request arrived (SAFETY 20). Plain HTTP always counts as coming from the network, even from this
// machine, because a proxy here may have passed it on. Only the port that is bound to loopback counts as this
// machine (review_port.h).
enum class Way { network, this_machine, encrypted };

struct Request {
    std::string method;  // "GET", or any other word
    std::string target;  // begins with '/', as sent
    std::string host;    // lower case
    std::optional<std::string> origin;
    std::string content_type;  // empty when none was sent
    std::string accept;
    std::string accept_language;  // chooses the language of this answer; never kept
    bool accepts_gzip = false;
    std::string body;
    PeerId peer{};
    Way way = Way::network;
    std::string cookie;  // under /review only; empty everywhere else
};

// A body that is made piece by piece, so that no download is ever whole in memory. Destroyed when it is sent,
// or when the reader is gone.
class Pieces {
public:
    struct Piece {
        std::string bytes;
        enum class Then { more, end, broken } then = Then::more;  // broken: what was sent is incomplete
    };
    virtual ~Pieces() = default;

    // Called on the transport's thread, and again only after `take` was called. `take` is called once, from
    // any thread, at once or later.
    virtual void next(std::function<void(Piece)> take) = 0;
    virtual std::optional<std::uint64_t> size() const { return std::nullopt; }  // bytes in total, when known
};

struct Response {
    int status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> headers;  // in addition to those of every answer
    std::string body;
    // Not empty: after `body` the connection stays open and gets the events of this topic.
    std::string live_topic;
    // Not null: the body is made from these pieces, and `body` is ignored.
    std::shared_ptr<Pieces> pieces;
};

// The current news for the listeners to a topic. All of them get the same bytes.
struct LiveNews {
    std::uint64_t version = 0;  // a different number means that there is news
    std::string event;          // one whole server-sent event
    bool over = false;          // this is the last one
};

// Called on the transport's thread only.
class Exchange {
public:
    virtual ~Exchange() = default;

    // `reply` is called once, at once or later, from any thread. The function passed to it makes the
    // response, and runs on the transport's thread.
    using Finish = std::function<Response()>;
    virtual void answer(const Request& request, std::function<void(Finish)> reply) = 0;

    // The longest body for this target.
    virtual std::size_t body_bytes_at_most(const std::string& target) const {
        (void)target;
        return usual_body_bytes;
    }

    // The response when `reply` was not called in time.
    virtual Response late(const Request& request) = 0;

    // The response when the request could not be read: 400, 408, 411, 413, 417, 431 or 505.
    virtual Response unreadable(int status) = 0;

    // Called once for each topic and tick of the single live timer, never when a note arrives.
    virtual LiveNews live(const std::string& topic) = 0;

    // The hosts to answer to from now on, lower case, with the port. Called before the first request and
    // whenever the kiosk's address changes.
    virtual void hosts_are(std::vector<std::string> hosts) = 0;
};

// Answers requests below its own path beside the phone's pages, such as the reviewer's.
class Handler {
public:
    virtual ~Handler() = default;

    // On the transport's thread: must not block. `reply` as for Exchange::answer.
    virtual void answer(const Request& request, std::function<void(Exchange::Finish)> reply) = 0;
};

}  // namespace hearthside::web
