// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/http_connection.h"

#include <algorithm>
#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <cstring>

#include "core/secrets/wiping.h"
#include "kiosk/web/plain_stream.h"
#include "kiosk/web/request_head.h"
#include "kiosk/web/stream.h"
#include "kiosk/web/tls_stream.h"

namespace hearthside::web {

namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

using Parser = http::request_parser<http::string_body>;

constexpr milliseconds linger_at_most{1'000};
constexpr std::size_t linger_bytes_at_most = 256 * 1024;

std::string_view view_of(const beast::flat_buffer& buffer) {
    const auto data = buffer.data();
    return {static_cast<const char*>(data.data()), data.size()};
}

// All lines of a field as one (RFC 9110, 5.3).
std::string joined(const http::request<http::string_body>& message, http::field name, std::string_view between = ", ") {
    std::string whole;
    const auto [first, end] = message.equal_range(name);
    for (auto field = first; field != end; ++field) {
        if (field != first) whole += between;
        whole.append(field->value().data(), field->value().size());
    }
    return whole;
}

Request request_of(const http::request<http::string_body>& message, const PeerId& peer, Way way) {
    const auto text = [](const auto& view) { return std::string(view.data(), view.size()); };
    Request request;
    request.way = way;
    request.method = text(message.method_string());
    request.target = text(message.target());
    request.host = lower_case(text(message[http::field::host]));
    if (message.count(http::field::origin) > 0) request.origin = text(message[http::field::origin]);
    request.content_type = text(message[http::field::content_type]);
    request.accept = joined(message, http::field::accept);
    request.accept_language = joined(message, http::field::accept_language);
    request.accepts_gzip = takes_gzip(joined(message, http::field::accept_encoding));
    request.body = message.body();
    request.peer = peer;
    if (is_for_reviewers(request.target)) request.cookie = joined(message, http::field::cookie, "; ");
    return request;
}

template <class Body>
http::response<Body> head_of(const Response& response, bool keep_alive) {
    http::response<Body> message;
    message.version(11);
    message.result(static_cast<unsigned>(response.status));
    message.set(http::field::content_type, response.content_type);
    // A page may set two cookies.
    for (const auto& [name, value] : response.headers) message.insert(name, value);
    message.keep_alive(keep_alive);
    return message;
}

http::response<http::string_body> message_of(Response&& response, bool keep_alive) {
    auto message = head_of<http::string_body>(response, keep_alive);
    message.body() = std::move(response.body);
    // A live stream has no length: it lasts until the connection ends.
    if (response.live_topic.empty()) message.prepare_payload();
    return message;
}

// The state between asking the Exchange and its answer.
struct Waiting {
    explicit Waiting(net::io_context& io) : timer(io) {}
    net::steady_timer timer;
    Exchange::Finish finish;
    bool over = false;
};

// The state between asking for a piece of a long answer and getting it.
struct WaitingForPiece {
    explicit WaitingForPiece(net::io_context& io) : timer(io) {}
    net::steady_timer timer;
    std::optional<Pieces::Piece> piece;
    bool over = false;
};

template <class Buffers>
std::vector<net::const_buffer> pieces_of(const Buffers& buffers) {
    std::vector<net::const_buffer> pieces;
    for (const net::const_buffer piece : beast::buffers_range_ref(buffers)) pieces.push_back(piece);
    return pieces;
}

class HttpConnection {
public:
    HttpConnection(Transport::Engine& engine, std::unique_ptr<TransportStream> stream, const PeerId& peer, Way way,
                   ConnectionLimits::Number number)
        : engine_(engine),
          stream_(std::move(stream)),
          peer_(peer),
          way_(way),
          number_(number),
          news_(engine.io),
          buffer_(whole_head_bytes_at_most + 4096 + longest_body_bytes) {}

    // Ends the connection at once, whatever it waits for.
    void close() {
        closed_ = true;
        socket().close();
        news_.cancel();
    }

    net::awaitable<void> serve() {
        struct Leaving {
            Transport::Engine& engine;
            ConnectionLimits::Number number;
            ~Leaving() { engine.leave(number); }
        };
        const Leaving leaving{engine_, number_};

        const bool greeted = co_await handshake();
        if (!greeted) co_return;
        Answered answered;
        while (answered.keep_alive && !engine_.stopping) {
            answered = co_await answer_one();
            forget_request();
            if (answered.ended) co_return;
            if (!answered.topic.empty()) co_await tell_news(answered.topic);
        }
        engine_.limits.wait(number_, steady_clock::now());
        co_await linger();
    }

private:
    // What remains of a request after its answer.
    struct Answered {
        bool keep_alive = true;
        bool ended = false;  // whether the connection ended
        std::string topic;   // of the events that follow
    };

    // SAFETY 5: nothing of a request outlives its answer, even while the page goes on listening.
    net::awaitable<Answered> answer_one() {
        engine_.limits.wait(number_, steady_clock::now());
        // Set once, before the first byte: idle waiting, the head and the body share one deadline.
        socket().expires_after(engine_.options.request_deadline);
        Answered answered;
        answered.ended = true;
        HeadVerdict verdict;
        const bool read = co_await read_head(verdict);
        if (!read) co_return answered;
        Parser parser;
        // The inspector has checked the head already, and read_request() checks the length of the body.
        parser.header_limit(static_cast<std::uint32_t>(whole_head_bytes_at_most));
        parser.body_limit(longest_body_bytes);
        is_head_ = view_of(buffer_).starts_with("HEAD ");
        int fault = verdict.status;
        if (fault == 0) fault = co_await read_request(parser);
        if (fault < 0) co_return answered;

        engine_.limits.serve(number_);
        answered.keep_alive = fault == 0 && parser.keep_alive();
        Response response;
        if (fault != 0) {
            response = engine_.exchange.unreadable(fault);
        } else {
            const Request request = request_of(parser.get(), peer_, way_);
            response = co_await ask(request);
        }
        answered.topic = response.live_topic;
        answered.keep_alive = answered.keep_alive && !engine_.stopping && answered.topic.empty();
        const bool in_chunks = parser.get().version() >= 11;
        if (response.pieces && !response.pieces->size() && !in_chunks) answered.keep_alive = false;
        bool written = false;
        if (response.pieces && !is_head_) {
            written = co_await write_pieces(std::move(response), answered.keep_alive, in_chunks);
        } else {
            written = co_await write(std::move(response), answered.keep_alive);
        }
        answered.ended = !written;
        co_return answered;
    }

    void forget_request() {
        // Bytes of the next request stay in the buffer, with the memory below them, until that request is
        // answered.
        if (buffer_.size() == 0 && buffer_.capacity() > 0) {
            const auto all = buffer_.prepare(buffer_.capacity());
            std::memset(all.data(), 0, all.size());
            buffer_.clear();
        }
        secrets::wipe_stack();
    }

    beast::tcp_stream& socket() { return stream_->socket(); }

    // TLS's handshake has the same deadline as a whole request.
    net::awaitable<bool> handshake() {
        error_code error;
        engine_.limits.wait(number_, steady_clock::now());
        socket().expires_after(engine_.options.request_deadline);
        co_await stream_->handshake(error);
        co_return !error;
    }

    // False when the connection ended.
    net::awaitable<bool> read_head(HeadVerdict& verdict) {
        error_code error;
        HeadInspector inspector;
        verdict = inspector.look(view_of(buffer_));
        while (verdict.kind == HeadVerdict::Kind::incomplete) {
            const auto room = buffer_.prepare(4096);
            const std::size_t count = co_await stream_->read_some(room, error);
            if (error) co_return false;
            buffer_.commit(count);
            verdict = inspector.look(view_of(buffer_));
        }
        co_return true;
    }

    // Zero when `parser` holds the whole request, a status when it cannot be read, -1 when the connection
    // ended.
    net::awaitable<int> read_request(Parser& parser) {
        error_code error;
        parser.eager(false);
        co_await parse(parser, error);
        if (error == http::error::body_limit) co_return 413;
        if (error == http::error::header_limit) co_return 431;
        if (error) co_return error.category() == http::make_error_code(http::error::bad_method).category() ? 400 : -1;

        const auto& message = parser.get();
        std::vector<HeaderField> fields;
        for (const auto& field : message) {
            fields.emplace_back(std::string_view(field.name_string().data(), field.name_string().size()),
                                std::string_view(field.value().data(), field.value().size()));
        }
        const std::string method(message.method_string().data(), message.method_string().size());
        const std::string target(message.target().data(), message.target().size());
        const int fault = fault_in_fields(method, fields, engine_.exchange.body_bytes_at_most(target));
        if (fault != 0) co_return fault;
        if (!message.target().starts_with('/')) co_return 400;

        const bool awaits_us = message.count(http::field::expect) > 0 && message.version() >= 11;
        if (awaits_us && !parser.is_done() && buffer_.size() == 0) {
            static const std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
            co_await write_bytes(net::buffer(go_on), error);
            if (error) co_return -1;
        }
        parser.eager(true);
        while (!error && !parser.is_done()) co_await parse(parser, error);
        if (error == http::error::body_limit) co_return 413;
        if (error) co_return -1;
        co_return 0;
    }

    // Gives the received bytes to the parser, and waits for more where it needs them for its next step.
    net::awaitable<void> parse(Parser& parser, error_code& error) {
        for (;;) {
            if (buffer_.size() > 0) {
                buffer_.consume(parser.put(buffer_.data(), error));
                if (error != http::error::need_more) co_return;
                error = {};
            }
            const std::size_t room_at_most = buffer_.max_size() - buffer_.size();
            if (room_at_most == 0) {
                error = http::error::buffer_overflow;
                co_return;
            }
            const auto room = buffer_.prepare(std::min<std::size_t>(room_at_most, 8192));
            const std::size_t count = co_await stream_->read_some(room, error);
            if (error) co_return;
            buffer_.commit(count);
        }
    }

    net::awaitable<Response> ask(const Request& request) {
        const auto waiting = std::make_shared<Waiting>(engine_.io);
        // The Exchange may answer after this connection is gone, so the callback keeps the engine.
        const std::shared_ptr<Transport::Engine> engine = engine_.self.lock();
        const std::function<void(Exchange::Finish)> reply = [engine, waiting](Exchange::Finish finish) {
            net::dispatch(engine->io, [waiting, finish = std::move(finish)]() mutable {
                if (waiting->over) return;
                waiting->finish = std::move(finish);
                waiting->timer.cancel();
            });
        };
        engine_.exchange.answer(request, reply);
        if (!waiting->finish) {
            error_code error;
            auto token = net::redirect_error(net::use_awaitable, error);
            waiting->timer.expires_after(engine_.options.reply_patience);
            co_await waiting->timer.async_wait(token);
        }
        waiting->over = true;
        // Moved out of `waiting`, because it may own this connection in turn.
        const Exchange::Finish finish = std::exchange(waiting->finish, nullptr);
        co_return finish ? finish() : engine_.exchange.late(request);
    }

    net::awaitable<bool> write(Response response, bool keep_alive) {
        error_code error;
        // RFC 9110, 9.3.2: only the head of the answer. A body would be taken for the next answer.
        const bool without_body = is_head_;
        if (without_body) response.body.clear();
        http::response<http::string_body> message = message_of(std::move(response), keep_alive);
        if (without_body) message.erase(http::field::content_length);
        http::response_serializer<http::string_body> serializer{message};
        socket().expires_after(engine_.options.request_deadline);
        while (!error && !serializer.is_done()) co_await write_next(serializer, error);
        co_return !error;
    }

    template <class Serializer>
    net::awaitable<void> write_next(Serializer& serializer, error_code& error) {
        std::vector<net::const_buffer> pieces;
        const auto collect = [&pieces](error_code&, const auto& buffers) { pieces = pieces_of(buffers); };
        serializer.next(error, collect);
        if (error) co_return;
        co_await stream_->write(pieces, error);
        serializer.consume(net::buffer_size(pieces));
    }

    net::awaitable<void> write_bytes(net::const_buffer bytes, error_code& error) {
        const std::vector<net::const_buffer> pieces{bytes};
        co_await stream_->write(pieces, error);
    }

    // Each piece has its own deadline, because a large download on a slow network may take long. A download
    // that fails half way ends the connection, so that nobody takes a part for the whole.
    net::awaitable<bool> write_pieces(Response response, bool keep_alive, bool may_chunk) {
        error_code error;
        const std::shared_ptr<Pieces> pieces = std::move(response.pieces);
        auto head = head_of<http::empty_body>(response, keep_alive);
        const std::optional<std::uint64_t> size = pieces->size();
        const bool chunked = !size && may_chunk;
        if (size) head.content_length(*size);
        if (chunked) head.chunked(true);
        http::response_serializer<http::empty_body> serializer{head};
        socket().expires_after(engine_.options.request_deadline);
        serializer.split(true);
        while (!error && !serializer.is_header_done()) co_await write_next(serializer, error);
        while (!error) {
            socket().expires_never();
            const Pieces::Piece piece = co_await next_piece(*pieces);
            if (piece.then == Pieces::Piece::Then::broken || closed_) break;
            socket().expires_after(engine_.options.request_deadline);
            const auto bytes = net::buffer(piece.bytes);
            if (!piece.bytes.empty() && chunked) {
                const auto chunk = http::make_chunk(bytes);
                const auto pieces_of_chunk = pieces_of(chunk);
                co_await stream_->write(pieces_of_chunk, error);
            } else if (!piece.bytes.empty()) {
                co_await write_bytes(bytes, error);
            }
            if (error || piece.then == Pieces::Piece::Then::more) continue;
            const auto last = http::make_chunk_last();
            const auto pieces_of_last = pieces_of(last);
            if (chunked) co_await stream_->write(pieces_of_last, error);
            co_return !error;
        }
        close();
        co_return false;
    }

    net::awaitable<Pieces::Piece> next_piece(Pieces& pieces) {
        const auto waiting = std::make_shared<WaitingForPiece>(engine_.io);
        const std::shared_ptr<Transport::Engine> engine = engine_.self.lock();
        const std::function<void(Pieces::Piece)> take = [engine, waiting](Pieces::Piece piece) {
            net::dispatch(engine->io, [waiting, piece = std::move(piece)]() mutable {
                if (waiting->over) return;
                waiting->piece = std::move(piece);
                waiting->timer.cancel();
            });
        };
        pieces.next(take);
        if (!waiting->piece) {
            error_code error;
            auto token = net::redirect_error(net::use_awaitable, error);
            waiting->timer.expires_after(engine_.options.piece_patience);
            co_await waiting->timer.async_wait(token);
        }
        waiting->over = true;
        if (waiting->piece) co_return std::move(*waiting->piece);
        Pieces::Piece broken;
        broken.then = Pieces::Piece::Then::broken;
        co_return broken;
    }

    // Until the connection ends, the kiosk stops, or there is nothing more to tell.
    net::awaitable<void> tell_news(const std::string& topic) {
        error_code error;
        auto token = net::redirect_error(net::use_awaitable, error);
        const auto listener = std::make_shared<LiveListener>();
        listener->topic = topic;
        // The engine drops the listener before this coroutine ends.
        listener->wake = [this] { news_.cancel(); };
        engine_.limits.wait(number_, steady_clock::now());
        engine_.listen_live(number_, listener);
        while (!closed_ && !engine_.stopping) {
            if (!listener->waiting) {
                if (listener->over) co_return;
                socket().expires_never();
                news_.expires_at(net::steady_timer::time_point::max());
                co_await news_.async_wait(token);
                continue;
            }
            const std::shared_ptr<const std::string> event = std::exchange(listener->waiting, nullptr);
            socket().expires_after(engine_.options.request_deadline);
            co_await write_bytes(net::buffer(*event), error);
            if (error) co_return;
        }
    }

    // If this side closed while the other still sends, the other's kernel would discard our answer.
    net::awaitable<void> linger() {
        error_code error;
        auto token = net::redirect_error(net::use_awaitable, error);
        socket().expires_after(linger_at_most);
        co_await stream_->shut_down();
        socket().socket().shutdown(tcp::socket::shutdown_send, error);
        socket().expires_after(engine_.stopping ? milliseconds(100) : linger_at_most);
        std::array<char, 4096> waste;
        const auto room = net::buffer(waste);
        std::size_t total = 0;
        while (!error && total < linger_bytes_at_most) total += co_await socket().async_read_some(room, token);
    }

    Transport::Engine& engine_;
    std::unique_ptr<TransportStream> stream_;
    PeerId peer_;
    Way way_;
    ConnectionLimits::Number number_;
    net::steady_timer news_;
    beast::flat_buffer buffer_;
    bool closed_ = false;
    bool is_head_ = false;  // the current request has the method HEAD
};

}  // namespace

// The coroutine owns the connection. Its end removes the closer.
void serve_connection(Transport::Engine& engine, Transport::Engine::Socket socket, const PeerId& peer,
                      ConnectionLimits::Number number) {
    const Way way = engine.tls ? Way::encrypted : Way::network;
    auto stream = engine.tls ? tls_stream(std::move(socket), engine.tls) : plain_stream(std::move(socket));
    const auto connection = std::make_shared<HttpConnection>(engine, std::move(stream), peer, way, number);
    engine.closers[number] = [connection] { connection->close(); };
    const auto served = [](std::shared_ptr<HttpConnection> kept) -> net::awaitable<void> { co_await kept->serve(); };
    net::co_spawn(engine.io, served(connection), net::detached);
}

}  // namespace hearthside::web
