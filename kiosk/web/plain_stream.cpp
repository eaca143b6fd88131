// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/plain_stream.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "kiosk/web/stream.h"

namespace hearthside::web {

namespace net = boost::asio;

namespace {

class PlainStream final : public TransportStream {
public:
    explicit PlainStream(net::ip::tcp::socket socket) : stream_(std::move(socket)) {}

    boost::beast::tcp_stream& socket() override { return stream_; }
    net::awaitable<void> handshake(Error&) override { co_return; }
    net::awaitable<void> shut_down() override { co_return; }

    net::awaitable<std::size_t> read_some(net::mutable_buffer room, Error& error) override {
        auto token = net::redirect_error(net::use_awaitable, error);
        co_return co_await stream_.async_read_some(room, token);
    }

    net::awaitable<void> write(const std::vector<net::const_buffer>& pieces, Error& error) override {
        auto token = net::redirect_error(net::use_awaitable, error);
        co_await net::async_write(stream_, pieces, token);
    }

private:
    boost::beast::tcp_stream stream_;
};

}  // namespace

std::unique_ptr<TransportStream> plain_stream(net::ip::tcp::socket socket) {
    return std::make_unique<PlainStream>(std::move(socket));
}

}  // namespace hearthside::web
