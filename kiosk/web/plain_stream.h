// SPDX-License-Identifier: Apache-2.0
// A connection without TLS.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <memory>

namespace hearthside::web {

class TransportStream;

std::unique_ptr<TransportStream> plain_stream(boost::asio::ip::tcp::socket socket);

}  // namespace hearthside::web
