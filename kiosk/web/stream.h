// SPDX-License-Identifier: Apache-2.0
// The bytes of one connection, plain or over TLS. One interface for both, so that the HTTP code is compiled
// once. Used on the engine's thread.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <cstddef>
#include <memory>
#include <vector>

namespace hearthside::web {

class TransportStream {
public:
    using Error = boost::system::error_code;

    virtual ~TransportStream() = default;

    // The socket below TLS, if there is any: for deadlines, and the end of the connection.
    virtual boost::beast::tcp_stream& socket() = 0;

    // The handshake before the first request, and the closing after the last answer. Plain streams do
    // nothing.
    virtual boost::asio::awaitable<void> handshake(Error& error) = 0;
    virtual boost::asio::awaitable<void> shut_down() = 0;

    virtual boost::asio::awaitable<std::size_t> read_some(boost::asio::mutable_buffer room, Error& error) = 0;
    // Writes all of `pieces`, whose memory must stay valid until then.
    virtual boost::asio::awaitable<void> write(const std::vector<boost::asio::const_buffer>& pieces, Error& error) = 0;
};

}  // namespace hearthside::web
