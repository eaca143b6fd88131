#include "kiosk/phone/transport.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <future>
#include <map>
#include <mutex>
#include <thread>

#include "kiosk/phone/address.h"
#include "kiosk/phone/crowd.h"
#include "kiosk/phone/limiter.h"
#include "kiosk/phone/listening.h"
#include "kiosk/phone/request_head.h"

namespace hearthside {

namespace beast = boost::beast;
namespace http = beast::http;
namespace net = boost::asio;
using boost::system::error_code;
using net::ip::tcp;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

using Parser = http::request_parser<http::string_body>;
using Acceptor = std::shared_ptr<tcp::acceptor>;
using Stream = std::shared_ptr<beast::tcp_stream>;

constexpr milliseconds linger_at_most{1'000};
constexpr std::size_t linger_bytes_at_most = 256 * 1024;
constexpr milliseconds stop_at_most{3'000};
constexpr std::size_t files_of_others = 96;  // the store, the display, fonts, the terminal

std::string_view view_of(const beast::flat_buffer& buffer) {
    const auto data = buffer.data();
    return {static_cast<const char*>(data.data()), data.size()};
}

std::size_t connections_the_process_can_bear(std::size_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
    const auto files = static_cast<std::size_t>(limit.rlim_cur);
    return std::min(wanted, files > 2 * files_of_others ? files - files_of_others : files / 2);
}

std::string bytes_of(const net::ip::address& address) {
    const auto as_string = [](const auto& bytes) { return std::string(bytes.begin(), bytes.end()); };
    if (address.is_v4()) return as_string(address.to_v4().to_bytes());
    if (address.to_v6().is_v4_mapped()) {
        return as_string(net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).to_bytes());
    }
    return as_string(address.to_v6().to_bytes());
}

Request request_of(const http::request<http::string_body>& message, const PeerId& peer) {
    const auto text = [](const auto& view) { return std::string(view.data(), view.size()); };
    Request request;
    request.method = text(message.method_string());
    request.target = text(message.target());
    request.host = lower_case(text(message[http::field::host]));
    if (message.count(http::field::origin) > 0) request.origin = text(message[http::field::origin]);
    request.content_type = text(message[http::field::content_type]);
    request.accept = text(message[http::field::accept]);
    request.body = message.body();
    request.peer = peer;
    return request;
}

http::response<http::string_body> message_of(Response&& response, bool keep_alive) {
    http::response<http::string_body> message;
    message.version(11);
    message.result(static_cast<unsigned>(response.status));
    message.set(http::field::content_type, response.content_type);
    for (const auto& [name, value] : response.headers) message.set(name, value);
    message.body() = std::move(response.body);
    message.keep_alive(keep_alive);
    message.prepare_payload();
    return message;
}

// Between asking the Exchange and its answer.
struct Waiting {
    explicit Waiting(net::io_context& io) : timer(io) {}
    net::steady_timer timer;
    Exchange::Finish finish;
    bool over = false;
};

Result<Acceptor> listen_on(net::io_context& io, const std::string& address, int port) {
    const auto listening = open_listening_socket(address, port);
    if (!listening) return listening.problem();
    return std::make_shared<tcp::acceptor>(io, listening->ipv6 ? tcp::v6() : tcp::v4(),
                                           listening->descriptor);
}

}  // namespace

// Everything but `address` and the atomics belongs to the engine's thread once it runs.
struct Transport::Engine {
    Engine(TransportOptions given, Exchange& asked)
        : options(std::move(given)),
          exchange(asked),
          crowd(connections_the_process_can_bear(options.connections_at_most),
                options.connections_of_one_address) {}

    Result<void> open();
    void run();
    void stop();

    net::awaitable<void> accept_all(Acceptor from);
    net::awaitable<void> follow_address();
    net::awaitable<void> serve(Stream stream, PeerId peer, Crowd::Number number);
    net::awaitable<bool> read_head(beast::tcp_stream& stream, beast::flat_buffer& buffer,
                                   HeadVerdict& verdict);
    net::awaitable<int> read_request(beast::tcp_stream& stream, beast::flat_buffer& buffer, Parser& parser);
    net::awaitable<Response> ask(const Request& request);
    net::awaitable<bool> write(beast::tcp_stream& stream, Response response, bool keep_alive);
    net::awaitable<void> linger(beast::tcp_stream& stream);
    void welcome(tcp::socket socket);
    void listening(Acceptor now, const std::string& bound);
    void announce(const std::string& bound);
    std::string found_address() const {
        return options.find_address ? options.find_address() : find_own_address();
    }

    const TransportOptions options;
    Exchange& exchange;
    PeerCoder coder;
    Crowd crowd;
    std::map<Crowd::Number, Stream> streams;
    bool stopping = false;
    std::weak_ptr<Engine> self;
    std::atomic<std::size_t> connections{0};

    mutable std::mutex listening_lock;
    std::string address;  // for people; guarded by listening_lock
    std::atomic<int> port{0};

    std::thread thread;
    std::promise<void> finished;

    // Last, so that what still sleeps in it is destroyed while the rest is there.
    net::io_context io{1};
    Acceptor acceptor;
    net::steady_timer address_timer{io};
};

Result<void> Transport::Engine::open() {
    std::string bound = options.bind.empty() ? found_address() : options.bind;
    auto opened = listen_on(io, bound, options.port);
    if (!opened && options.bind.empty() && opened.problem().kind == ProblemKind::invalid) {
        // The network changed under our feet: start all the same, and follow it later.
        bound = "127.0.0.1";
        opened = listen_on(io, bound, options.port);
    }
    if (!opened) return opened.problem();
    port = (*opened)->local_endpoint().port();
    listening(*opened, bound);
    const bool can_change = options.bind.empty() || acceptor->local_endpoint().address().is_unspecified();
    if (can_change) net::co_spawn(io, follow_address(), net::detached);
    return {};
}

void Transport::Engine::listening(Acceptor now, const std::string& bound) {
    if (acceptor) {
        error_code ignored;
        acceptor->close(ignored);
    }
    acceptor = std::move(now);
    announce(bound);
    net::co_spawn(io, accept_all(acceptor), net::detached);
}

// From now on people are told to come to `bound`, and requests for it are answered.
void Transport::Engine::announce(const std::string& bound) {
    const net::ip::address ip = acceptor->local_endpoint().address();
    std::vector<std::string> names = options.names;
    std::string shown = ip.to_string();
    if (ip.is_unspecified()) {
        shown = found_address();
        names.push_back("localhost");
        for (const std::string& own : own_addresses()) names.push_back(in_link(own));
    } else if (ip.is_loopback()) {
        names.push_back("localhost");
    }
    names.push_back(in_link(shown));
    if (bound == "localhost") shown = bound;

    std::vector<std::string> hosts;
    for (const std::string& name : names) {
        hosts.push_back(lower_case(fmt::format("{}:{}", name, port.load())));
        // Browsers leave the scheme's own port out.
        if (port == 80) hosts.push_back(lower_case(name));
    }
    exchange.hosts_are(std::move(hosts));
    const std::lock_guard lock(listening_lock);
    address = shown;
}

void Transport::Engine::run() {
    thread = std::thread([this] {
        for (;;) {
            try {
                io.run();
                break;
            } catch (...) {
                // One broken conversation must not end all the others; there is nothing to say about it
                // that could not point at a person.
            }
        }
        finished.set_value();
    });
}

void Transport::Engine::stop() {
    auto done = finished.get_future();
    net::post(io, [this] {
        stopping = true;
        error_code ignored;
        acceptor->close(ignored);
        address_timer.cancel();
        for (const auto& [number, stream] : streams) {
            if (crowd.is_waiting(number)) stream->close();
        }
    });
    if (done.wait_for(stop_at_most) == std::future_status::timeout) io.stop();
    thread.join();
}

net::awaitable<void> Transport::Engine::follow_address() {
    error_code error;
    auto token = net::redirect_error(net::use_awaitable, error);
    while (!stopping) {
        address_timer.expires_after(options.address_check);
        co_await address_timer.async_wait(token);
        if (stopping) co_return;
        try {
            const std::string found = found_address();
            if (found == address) continue;
            if (!options.bind.empty()) {
                announce(options.bind);
                continue;
            }
            // Not to be had yet: stay where we are and try again next time.
            if (auto opened = listen_on(io, found, port); opened) listening(*opened, found);
        } catch (...) {
        }
    }
}

net::awaitable<void> Transport::Engine::accept_all(Acceptor from) {
    error_code error;
    auto token = net::redirect_error(net::use_awaitable, error);
    net::steady_timer pause(io);
    while (from->is_open()) {
        tcp::socket socket(io);
        co_await from->async_accept(socket, token);
        if (!from->is_open()) co_return;
        if (error) {
            // Out of files, say: running round at full speed would not give any back.
            pause.expires_after(milliseconds(100));
            co_await pause.async_wait(token);
            continue;
        }
        try {
            welcome(std::move(socket));
        } catch (...) {
        }
    }
}

void Transport::Engine::welcome(tcp::socket socket) {
    error_code error;
    const tcp::endpoint remote = socket.remote_endpoint(error);
    if (error) return;
    socket.set_option(tcp::no_delay(true), error);
    const PeerId peer = coder.code(bytes_of(remote.address()));
    const Crowd::Arrival arrival = crowd.arrive(peer, steady_clock::now());
    if (arrival.to_close) {
        if (const auto found = streams.find(*arrival.to_close); found != streams.end())
            found->second->close();
    }
    if (!arrival.admitted) return;
    const auto stream = std::make_shared<beast::tcp_stream>(std::move(socket));
    streams[*arrival.admitted] = stream;
    connections = streams.size();
    net::co_spawn(io, serve(stream, peer, *arrival.admitted), net::detached);
}

// False when the connection ended.
net::awaitable<bool> Transport::Engine::read_head(beast::tcp_stream& stream, beast::flat_buffer& buffer,
                                                  HeadVerdict& verdict) {
    error_code error;
    auto token = net::redirect_error(net::use_awaitable, error);
    HeadInspector inspector;
    verdict = inspector.look(view_of(buffer));
    while (verdict.kind == HeadVerdict::Kind::incomplete) {
        const auto room = buffer.prepare(4096);
        const std::size_t count = co_await stream.async_read_some(room, token);
        if (error) co_return false;
        buffer.commit(count);
        verdict = inspector.look(view_of(buffer));
    }
    co_return true;
}

// Zero when `parser` holds the whole request, a status when it cannot be read, -1 when the connection ended.
net::awaitable<int> Transport::Engine::read_request(beast::tcp_stream& stream, beast::flat_buffer& buffer,
                                                    Parser& parser) {
    error_code error;
    auto token = net::redirect_error(net::use_awaitable, error);
    co_await http::async_read_header(stream, buffer, parser, token);
    if (error == http::error::body_limit) co_return 413;
    if (error == http::error::header_limit) co_return 431;
    if (error)
        co_return error.category() == http::make_error_code(http::error::bad_method).category() ? 400 : -1;

    const auto& message = parser.get();
    std::vector<HeaderField> fields;
    for (const auto& field : message) {
        fields.emplace_back(std::string_view(field.name_string().data(), field.name_string().size()),
                            std::string_view(field.value().data(), field.value().size()));
    }
    const std::string method(message.method_string().data(), message.method_string().size());
    const int fault = fault_in_fields(method, fields, options.body_bytes_at_most);
    if (fault != 0) co_return fault;
    if (!message.target().starts_with('/')) co_return 400;

    const bool awaits_us = message.count(http::field::expect) > 0 && message.version() >= 11;
    if (awaits_us && !parser.is_done() && buffer.size() == 0) {
        static const std::string go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        const auto piece = net::buffer(go_on);
        co_await net::async_write(stream, piece, token);
        if (error) co_return -1;
    }
    co_await http::async_read(stream, buffer, parser, token);
    if (error == http::error::body_limit) co_return 413;
    if (error) co_return -1;
    co_return 0;
}

net::awaitable<Response> Transport::Engine::ask(const Request& request) {
    const auto waiting = std::make_shared<Waiting>(io);
    // Whoever answers may do so after we are gone: the callback keeps the engine.
    const std::shared_ptr<Engine> engine = self.lock();
    const std::function<void(Exchange::Finish)> reply = [engine, waiting](Exchange::Finish finish) {
        net::dispatch(engine->io, [waiting, finish = std::move(finish)]() mutable {
            if (waiting->over) return;
            waiting->finish = std::move(finish);
            waiting->timer.cancel();
        });
    };
    exchange.answer(request, reply);
    if (!waiting->finish) {
        error_code error;
        auto token = net::redirect_error(net::use_awaitable, error);
        waiting->timer.expires_after(options.reply_patience);
        co_await waiting->timer.async_wait(token);
    }
    waiting->over = true;
    co_return waiting->finish ? waiting->finish() : exchange.late(request);
}

net::awaitable<bool> Transport::Engine::write(beast::tcp_stream& stream, Response response, bool keep_alive) {
    error_code error;
    auto token = net::redirect_error(net::use_awaitable, error);
    http::response<http::string_body> message = message_of(std::move(response), keep_alive);
    stream.expires_after(options.request_deadline);
    co_await http::async_write(stream, message, token);
    co_return !error;
}

// Closing while the other side still sends would make its kernel throw our answer away.
net::awaitable<void> Transport::Engine::linger(beast::tcp_stream& stream) {
    error_code error;
    auto token = net::redirect_error(net::use_awaitable, error);
    stream.socket().shutdown(tcp::socket::shutdown_send, error);
    stream.expires_after(stopping ? milliseconds(100) : linger_at_most);
    std::array<char, 4096> waste;
    const auto room = net::buffer(waste);
    std::size_t total = 0;
    while (!error && total < linger_bytes_at_most) total += co_await stream.async_read_some(room, token);
}

net::awaitable<void> Transport::Engine::serve(Stream stream, PeerId peer, Crowd::Number number) {
    struct Leaving {
        Engine* engine;
        Crowd::Number number;
        ~Leaving() {
            engine->crowd.leave(number);
            engine->streams.erase(number);
            engine->connections = engine->streams.size();
        }
    };
    const Leaving leaving{this, number};

    beast::flat_buffer buffer(head_bytes_at_most + 4096 + options.body_bytes_at_most);
    bool keep_alive = true;
    while (keep_alive && !stopping) {
        crowd.wait(number, steady_clock::now());
        // Once, before the first byte: waiting idly, the head and the body share the one deadline.
        stream->expires_after(options.request_deadline);
        HeadVerdict verdict;
        const bool read = co_await read_head(*stream, buffer, verdict);
        if (!read) co_return;
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(head_bytes_at_most));
        parser.body_limit(options.body_bytes_at_most);
        int fault = verdict.status;
        if (fault == 0) fault = co_await read_request(*stream, buffer, parser);
        if (fault < 0) co_return;

        crowd.serve(number);
        keep_alive = fault == 0 && parser.keep_alive();
        Response response;
        if (fault != 0) {
            response = exchange.unreadable(fault);
        } else {
            const Request request = request_of(parser.get(), peer);
            response = co_await ask(request);
        }
        keep_alive = keep_alive && !stopping;
        const bool written = co_await write(*stream, std::move(response), keep_alive);
        if (!written) co_return;
    }
    crowd.wait(number, steady_clock::now());
    co_await linger(*stream);
}

Result<std::unique_ptr<Transport>> Transport::start(TransportOptions options, Exchange& exchange) {
    const auto engine = std::make_shared<Engine>(std::move(options), exchange);
    engine->self = engine;
    if (auto opened = engine->open(); !opened) return opened.problem();
    engine->run();
    return std::unique_ptr<Transport>(new Transport(engine));
}

Transport::Transport(std::shared_ptr<Engine> engine) : engine_(std::move(engine)) {}

Transport::~Transport() { engine_->stop(); }

std::string Transport::address() const {
    const std::lock_guard lock(engine_->listening_lock);
    return engine_->address;
}

int Transport::port() const { return engine_->port; }

std::size_t Transport::connections() const { return engine_->connections; }

}  // namespace hearthside
