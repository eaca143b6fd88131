// SPDX-License-Identifier: Apache-2.0
// A phone for tests: plain sockets and bytes, so that a test can also send what no browser sends.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hearthside::phone {

struct HttpReply {
    int status = 0;
    std::string head;  // status line and fields
    std::string body;

    // Empty when the field is not there.
    std::string field(std::string_view name) const {
        std::string wanted = "\r\n" + std::string(name) + ":";
        for (std::size_t at = 0; at + wanted.size() <= head.size(); ++at) {
            if (strncasecmp(head.data() + at, wanted.data(), wanted.size()) != 0) continue;
            const std::size_t start = head.find_first_not_of(' ', at + wanted.size());
            return head.substr(start, head.find("\r\n", start) - start);
        }
        return "";
    }
    bool says(std::string_view text) const { return body.find(text) != std::string::npos; }
    std::string bytes() const { return head + body; }
};

class HttpClient {
public:
    explicit HttpClient(int port, const char* server = "127.0.0.1", const char* from = nullptr) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        if (from) {
            sockaddr_in own = address_of(from, 0);
            if (::bind(socket_, reinterpret_cast<sockaddr*>(&own), sizeof own) != 0) throw std::runtime_error("bind");
        }
        sockaddr_in other = address_of(server, port);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&other), sizeof other) != 0) {
            ::close(socket_);
            throw std::runtime_error("connect");
        }
        const int yes = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    }
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;
    ~HttpClient() {
        if (socket_ >= 0) ::close(socket_);
    }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    // One whole reply. None when the connection ends or the time is over first.
    std::optional<HttpReply> read(std::chrono::milliseconds patience = std::chrono::seconds(5)) {
        const auto until = std::chrono::steady_clock::now() + patience;
        for (;;) {
            const std::size_t end = read_.find("\r\n\r\n");
            if (end != std::string::npos) {
                HttpReply reply;
                reply.head = read_.substr(0, end + 4);
                reply.status = std::stoi(reply.head.substr(9, 3));
                const std::string length = reply.field("Content-Length");
                const std::size_t wanted = length.empty() ? 0 : std::stoul(length);
                if (read_.size() >= end + 4 + wanted) {
                    reply.body = read_.substr(end + 4, wanted);
                    read_.erase(0, end + 4 + wanted);
                    return reply;
                }
            }
            if (!read_more(until)) return std::nullopt;
        }
    }

    // True when the other side ends the connection in time. What it sends before is dropped.
    bool ends_within(std::chrono::milliseconds patience) {
        const auto until = std::chrono::steady_clock::now() + patience;
        while (read_more(until)) {
        }
        return ended_;
    }

    std::optional<HttpReply> ask(std::string_view request,
                                 std::chrono::milliseconds patience = std::chrono::seconds(5)) {
        send(request);
        return read(patience);
    }

    // The bytes up to and with `end`. Empty when it does not come in time.
    std::string read_until(std::string_view end, std::chrono::milliseconds patience) {
        const auto until = std::chrono::steady_clock::now() + patience;
        for (;;) {
            const std::size_t at = read_.find(end);
            if (at != std::string::npos) {
                std::string piece = read_.substr(0, at + end.size());
                read_.erase(0, at + end.size());
                return piece;
            }
            if (!read_more(until)) return "";
        }
    }

    void finish_sending() { ::shutdown(socket_, SHUT_WR); }

private:
    static sockaddr_in address_of(const char* text, int port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        inet_pton(AF_INET, text, &address.sin_addr);
        return address;
    }

    bool read_more(std::chrono::steady_clock::time_point until) {
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
        char bytes[16384];
        const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
        if (count <= 0) {
            ended_ = true;
            return false;
        }
        read_.append(bytes, static_cast<std::size_t>(count));
        return true;
    }

    int socket_ = -1;
    std::string read_;
    bool ended_ = false;
};

inline std::string percent_encoded(std::string_view text) {
    std::string result;
    for (const char letter : text) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == '-' || letter == '.' || letter == '_';
        if (plain) {
            result += letter;
        } else {
            char code[4];
            std::snprintf(code, sizeof code, "%%%02X", static_cast<unsigned char>(letter));
            result += code;
        }
    }
    return result;
}

inline std::string form_body(std::string_view round, std::string_view text, std::string_view token) {
    return "round=" + percent_encoded(round) + "&text=" + percent_encoded(text) + "&token=" + percent_encoded(token);
}

}  // namespace hearthside::phone
