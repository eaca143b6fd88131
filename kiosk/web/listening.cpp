// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/listening.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace hearthside::web {

namespace {

struct Endpoint {
    sockaddr_storage storage{};
    socklen_t size = 0;
    int family = AF_UNSPEC;
};

Endpoint endpoint_of(const std::string& address, int port) {
    Endpoint endpoint;
    sockaddr_in v4{};
    sockaddr_in6 v6{};
    if (inet_pton(AF_INET, address.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(static_cast<std::uint16_t>(port));
        std::memcpy(&endpoint.storage, &v4, sizeof v4);
        endpoint.size = sizeof v4;
        endpoint.family = AF_INET;
    } else if (inet_pton(AF_INET6, address.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(static_cast<std::uint16_t>(port));
        std::memcpy(&endpoint.storage, &v6, sizeof v6);
        endpoint.size = sizeof v6;
        endpoint.family = AF_INET6;
    }
    return endpoint;
}

// Returns zero, or the error.
int bind_and_listen(int descriptor, const Endpoint& endpoint) {
    const int yes = 1;
    const int no = 0;
    // A restart must not wait until the system has forgotten the last run's connections.
    if (::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0) return errno;
    if (endpoint.family == AF_INET6 && ::setsockopt(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, &no, sizeof no) != 0) {
        return errno;
    }
    if (::bind(descriptor, reinterpret_cast<const sockaddr*>(&endpoint.storage), endpoint.size) != 0) return errno;
    return ::listen(descriptor, SOMAXCONN) == 0 ? 0 : errno;
}

huddle::Problem problem_of(int error, const std::string& address, int port) {
    switch (error) {
        case EADDRINUSE:
            return {huddle::ProblemKind::conflict,
                    fmt::format("Port {} is already in use on this machine; choose another with --port, or 0 for any "
                                "free one.",
                                port)};
        case EACCES:
            return {huddle::ProblemKind::invalid,
                    fmt::format("This account may not listen on port {}; choose one from 1024 on.", port)};
        case EADDRNOTAVAIL:
        case EAFNOSUPPORT:
            return {error == EADDRNOTAVAIL ? huddle::ProblemKind::busy : huddle::ProblemKind::invalid,
                    fmt::format("{} is not an address of this machine; leave --bind out to have it found.", address)};
        default:
            return {huddle::ProblemKind::invalid, fmt::format("Cannot listen on {}, port {}.", address, port)};
    }
}

}  // namespace

huddle::Result<ListeningSocket> open_listening_socket(const std::string& address, int port) {
    if (port < 0 || port > 65535)
        return huddle::Problem{huddle::ProblemKind::invalid, fmt::format("{} is not a port: 0 to 65535.", port)};
    const Endpoint endpoint = endpoint_of(address == "localhost" ? "127.0.0.1" : address, port);
    if (endpoint.family == AF_UNSPEC) {
        return huddle::Problem{
            huddle::ProblemKind::invalid,
            fmt::format("\"{}\" is not an IP address, such as 192.168.1.20, to listen on.", address)};
    }
    const int descriptor = ::socket(endpoint.family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) return problem_of(errno, address, port);
    if (const int error = bind_and_listen(descriptor, endpoint); error != 0) {
        ::close(descriptor);
        return problem_of(error, address, port);
    }
    return ListeningSocket{.descriptor = descriptor, .ipv6 = endpoint.family == AF_INET6};
}

}  // namespace hearthside::web
