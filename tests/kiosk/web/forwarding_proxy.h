// SPDX-License-Identifier: Apache-2.0
// A proxy on the kiosk itself. It passes each request on as haproxy or nginx would, and adds no header. It keeps the
// Host or replaces it. Real sockets, a thread of its own.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <thread>

#include "tests/kiosk/phone/client.h"

namespace hearthside::web {

class ForwardingProxy {
public:
    // `host` empty: kept as it came.
    ForwardingProxy(int backend, std::string host) : backend_(backend), host_(std::move(host)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener_, any, size) != 0 || ::listen(listener_, 8) != 0 ||
            ::getsockname(listener_, any, &size) != 0)
            throw std::runtime_error("no proxy");
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~ForwardingProxy() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    ForwardingProxy(const ForwardingProxy&) = delete;
    ForwardingProxy& operator=(const ForwardingProxy&) = delete;
    int port() const { return port_; }

private:
    void serve() {
        for (;;) {
            const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (client < 0) return;
            pass_on(client);
            ::close(client);
        }
    }

    // One request a connection.
    void pass_on(int client) const {
        std::string request;
        char bytes[16384];
        std::size_t wanted = std::string::npos;
        while (request.size() < wanted) {
            const ssize_t count = ::recv(client, bytes, sizeof bytes, 0);
            if (count <= 0) return;
            request.append(bytes, static_cast<std::size_t>(count));
            const std::size_t end = request.find("\r\n\r\n");
            if (end == std::string::npos) continue;
            const std::size_t length = request.find("Content-Length: ");
            wanted = end + 4 + (length < end ? std::stoul(request.substr(length + 16)) : 0);
        }
        if (!host_.empty()) {
            const std::size_t start = request.find("\r\nHost: ") + 8;
            request.replace(start, request.find("\r\n", start) - start, host_);
        }
        phone::HttpClient backend(backend_);
        const auto reply = backend.ask(request);
        const std::string answer = reply ? reply->bytes() : "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n";
        (void)::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
    }

    const int backend_;
    const std::string host_;
    int listener_ = -1, port_ = 0;
    std::thread thread_;
};

}  // namespace hearthside::web
