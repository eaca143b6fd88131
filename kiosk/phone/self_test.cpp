// SPDX-License-Identifier: Apache-2.0
#include "kiosk/phone/self_test.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <memory>

#include "kiosk/web/address.h"

namespace hearthside::phone {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr std::size_t answer_bytes_at_most = 64 * 1024;

huddle::Problem blocked(std::string sentence) { return {huddle::ProblemKind::conflict, std::move(sentence)}; }

struct Link {
    bool secure = false;
    std::string host, port, path, authority;
};

std::optional<Link> parts_of(std::string_view url) {
    Link link;
    if (url.starts_with("https://")) {
        link.secure = true;
    } else if (!url.starts_with("http://")) {
        return std::nullopt;
    }
    url.remove_prefix(url.find("//") + 2);
    url = url.substr(0, url.find('#'));
    const std::size_t slash = std::min(url.find('/'), url.size());
    link.authority = url.substr(0, slash);
    link.path = slash < url.size() ? std::string(url.substr(slash)) : "/";
    std::string_view rest = link.authority;
    if (rest.starts_with('[')) {
        const std::size_t end = rest.find(']');
        if (end == std::string_view::npos) return std::nullopt;
        link.host = rest.substr(1, end - 1);
        rest.remove_prefix(end + 1);
    } else {
        link.host = rest.substr(0, rest.find(':'));
        rest.remove_prefix(link.host.size());
    }
    link.port = rest.starts_with(':') ? std::string(rest.substr(1)) : link.secure ? "443" : "80";
    if (link.host.empty()) return std::nullopt;
    return link;
}

class Socket {
public:
    explicit Socket(int number) : number_(number) {}
    ~Socket() {
        if (number_ >= 0) ::close(number_);
    }
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

bool wait_for(int socket, short events, SteadyTime until) {
    for (;;) {
        const auto left = std::chrono::ceil<huddle::Milliseconds>(until - std::chrono::steady_clock::now()).count();
        if (left <= 0) return false;
        pollfd one{socket, events, 0};
        const int ready = ::poll(&one, 1, static_cast<int>(left));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return false;
    }
}

bool connect_to(const Socket& socket, const addrinfo& address, SteadyTime until) {
    if (::connect(socket.number(), address.ai_addr, address.ai_addrlen) == 0) return true;
    if (errno != EINPROGRESS || !wait_for(socket.number(), POLLOUT, until)) return false;
    int error = 0;
    socklen_t size = sizeof error;
    return ::getsockopt(socket.number(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error == 0;
}

// The whole answer, or the part that came in time.
std::string fetch(const Socket& socket, const Link& link, SteadyTime until) {
    std::string_view rest;
    const std::string request = "GET " + link.path + " HTTP/1.1\r\nHost: " + link.authority +
                                "\r\nAccept: text/html\r\nConnection: close\r\n\r\n";
    for (rest = request; !rest.empty();) {
        if (!wait_for(socket.number(), POLLOUT, until)) return {};
        const ssize_t count = ::send(socket.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count <= 0) return {};
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    std::string answer;
    char piece[4096];
    while (answer.size() < answer_bytes_at_most && wait_for(socket.number(), POLLIN, until)) {
        const ssize_t count = ::recv(socket.number(), piece, sizeof piece, 0);
        if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (count <= 0) break;
        answer.append(piece, static_cast<std::size_t>(count));
    }
    return answer;
}

bool is_loopback(const std::string& host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

}  // namespace

huddle::Result<void> test_phone_address(const std::string& url, huddle::Milliseconds timeout) {
    const SteadyTime until = std::chrono::steady_clock::now() + timeout;
    const std::optional<Link> link = parts_of(url);
    if (!link) return blocked("There is no address for phones. Is this kiosk on a network?");
    if (is_loopback(link->host)) {
        return web::find_own_address().starts_with("127.")
                   ? blocked("This kiosk is on no network, so phones cannot reach it.")
                   : blocked("The kiosk answers only itself. Ask IT to check the kiosk’s network address.");
    }
    if (web::is_ipv6(link->host)) return blocked("This network has IPv6 only, which many phones on Wi-Fi cannot use.");

    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(link->host.c_str(), link->port.c_str(), &wanted, &found) != 0 || found == nullptr)
        return blocked("The kiosk’s name is not known on this network.");
    const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> list(found, &freeaddrinfo);
    const Socket socket(::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (socket.number() < 0 || !connect_to(socket, *found, until))
        return blocked("Nothing answers at this address. A firewall may be in the way.");
    // The phone judges the certificate. This test only checks that something listens.
    if (link->secure) return {};
    const std::string answer = fetch(socket, *link, until);
    if (answer.empty()) return blocked("The address is there, but no page came within three seconds.");
    if (!answer.starts_with("HTTP/1.1 200 ")) return blocked("Something else answers at this address, not this kiosk.");
    if (answer.find("<form") == std::string::npos) return blocked("A page came, but it is not the one for notes.");
    return {};
}

}  // namespace hearthside::phone
