#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>
#include <boost/beast/ssl.hpp>

#include "kiosk/phone/transport_talk.h"

namespace hearthside {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

class TlsContext {
public:
    TlsContext() : context(ssl::context::tls_server) {}
    ssl::context context;
};

Result<std::shared_ptr<TlsContext>> read_tls(const std::filesystem::path& certificate,
                                             const std::filesystem::path& key) {
    auto made = std::make_shared<TlsContext>();
    ssl::context& context = made->context;
    error_code error;
    context.set_options(ssl::context::default_workarounds | ssl::context::no_sslv2 | ssl::context::no_sslv3 |
                            ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 | ssl::context::no_compression,
                        error);
    // A ticket would let somebody who watches recognise a phone that comes again.
    SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(context.native_handle(), SSL_SESS_CACHE_OFF);
    // Never asks at the terminal: a kiosk has nobody there.
    context.set_password_callback([](std::size_t, ssl::context::password_purpose) { return std::string(); },
                                  error);
    context.use_certificate_chain_file(certificate.string(), error);
    if (error) {
        return Problem{ProblemKind::invalid,
                       "The certificate " + certificate.string() + " cannot be read; it must be a PEM file."};
    }
    context.use_private_key_file(key.string(), ssl::context::pem, error);
    if (error || SSL_CTX_check_private_key(context.native_handle()) != 1) {
        return Problem{ProblemKind::invalid,
                       "The key " + key.string() +
                           " cannot be used; it must be a PEM file without a password that belongs to the "
                           "certificate."};
    }
    return made;
}

void Transport::Engine::talk_tls(Socket socket, const PeerId& peer, Crowd::Number number) {
    using Stream = boost::beast::ssl_stream<boost::beast::tcp_stream>;
    auto stream = std::make_unique<Stream>(boost::beast::tcp_stream(std::move(socket)), tls->context);
    talk::begin(*this, std::move(stream), peer, Way::encrypted, number);
}

}  // namespace hearthside
