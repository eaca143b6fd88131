// SPDX-License-Identifier: Apache-2.0
// A connection over TLS, and the certificate and key that it needs.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <filesystem>
#include <memory>

#include "core/huddle/result.h"

namespace hearthside::web {

class TransportStream;

// A certificate with its key. Used on the engine's thread.
class TlsContext;
huddle::Result<std::shared_ptr<TlsContext>> read_tls(const std::filesystem::path& certificate,
                                                     const std::filesystem::path& key);

// A connection keeps the certificate that it began with.
std::unique_ptr<TransportStream> tls_stream(boost::asio::ip::tcp::socket socket, std::shared_ptr<TlsContext> tls);

}  // namespace hearthside::web
