// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/tls_stream.h"

#include <openssl/ssl.h>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/ssl.hpp>

#include "kiosk/web/stream.h"

namespace hearthside::web {

namespace net = boost::asio;
namespace ssl = boost::asio::ssl;
using boost::system::error_code;

class TlsContext {
public:
    TlsContext() : context(ssl::context::tls_server) {}
    ssl::context context;
};

huddle::Result<std::shared_ptr<TlsContext>> read_tls(const std::filesystem::path& certificate,
                                                     const std::filesystem::path& key) {
    auto made = std::make_shared<TlsContext>();
    ssl::context& context = made->context;
    error_code error;
    context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                            ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 | ssl::context::no_compression,
                        error);
    // Only suites with forward secrecy: someone who obtains the certificate's key later cannot read earlier
    // traffic. All suites of TLS 1.3 have it.
    if (SSL_CTX_set_cipher_list(context.native_handle(), "ECDHE+AESGCM:ECDHE+CHACHA20") != 1)
        return huddle::Problem{huddle::ProblemKind::invalid,
                               "TLS cannot be used: this machine's OpenSSL has no suites with forward secrecy."};
    // A session ticket would let an observer recognise a phone that returns.
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(context.native_handle(), SSL_SESS_CACHE_OFF);
    // Never asks at the terminal, because nobody is there on a kiosk.
    context.set_password_callback([](std::size_t, ssl::context::password_purpose) { return std::string(); }, error);
    context.use_certificate_chain_file(certificate.string(), error);
    if (error) {
        return huddle::Problem{huddle::ProblemKind::invalid,
                               "The certificate " + certificate.string() + " cannot be read; it must be a PEM file."};
    }
    context.use_private_key_file(key.string(), ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(context.native_handle()) != 1) {
        return huddle::Problem{huddle::ProblemKind::invalid,
                               "The key " + key.string() +
                                   " cannot be used; it must be a PEM file without a password that belongs to the "
                                   "certificate."};
    }
    return made;
}

namespace {

class TlsStream final : public TransportStream {
public:
    // A connection keeps the certificate that it began with.
    TlsStream(net::ip::tcp::socket socket, std::shared_ptr<TlsContext> tls)
        : tls_(std::move(tls)), stream_(boost::beast::tcp_stream(std::move(socket)), tls_->context) {}

    boost::beast::tcp_stream& socket() override { return stream_.next_layer(); }

    net::awaitable<void> handshake(Error& error) override {
        auto token = net::redirect_error(net::use_awaitable, error);
        co_await stream_.async_handshake(ssl::stream_base::server, token);
    }

    net::awaitable<void> shut_down() override {
        Error ignored;
        auto token = net::redirect_error(net::use_awaitable, ignored);
        co_await stream_.async_shutdown(token);
    }

    net::awaitable<std::size_t> read_some(net::mutable_buffer room, Error& error) override {
        auto token = net::redirect_error(net::use_awaitable, error);
        co_return co_await stream_.async_read_some(room, token);
    }

    net::awaitable<void> write(const std::vector<net::const_buffer>& pieces, Error& error) override {
        auto token = net::redirect_error(net::use_awaitable, error);
        co_await net::async_write(stream_, pieces, token);
    }

private:
    std::shared_ptr<TlsContext> tls_;
    boost::beast::ssl_stream<boost::beast::tcp_stream> stream_;
};

}  // namespace

std::unique_ptr<TransportStream> tls_stream(net::ip::tcp::socket socket, std::shared_ptr<TlsContext> tls) {
    return std::make_unique<TlsStream>(std::move(socket), std::move(tls));
}

}  // namespace hearthside::web
