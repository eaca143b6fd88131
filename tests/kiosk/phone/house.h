// SPDX-License-Identifier: Apache-2.0
// A real Room in a fresh folder with its phone server on a free port of this machine.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/room/room.h"
#include "kiosk/phone/server.h"
#include "tests/kiosk/phone/client.h"
#include "tests/support/temporary_folder.h"

namespace hearthside::phone {

class PhoneHouse {
public:
    explicit PhoneHouse(PhoneOptions options = {}, room::RoomOptions room_options = {}) {
        room_options.data = folder.path() / "data";
        auto opened = room::Room::open(room_options);
        if (!opened) throw std::runtime_error(opened.problem().sentence);
        room = std::move(*opened);
        if (options.bind.empty()) options.bind = "127.0.0.1";
        options.port = 0;
        options.team = "Willow Ward";
        auto started = PhoneServer::start(*room, options);
        if (!started) throw std::runtime_error(started.problem().sentence);
        phone = std::move(*started);
        port_ = phone->port();
    }

    int port() const { return port_; }
    std::string host() const { return "127.0.0.1:" + std::to_string(port()); }
    std::string key() const { return room->board()->room_key; }
    std::string path() const { return "/n/" + key(); }

    std::string get(const std::string& target, const std::string& fields = "") const {
        return "GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n" + fields + "\r\n";
    }
    std::string post(const std::string& body, const std::string& fields = "") const {
        return "POST " + path() + " HTTP/1.1\r\nHost: " + host() + "\r\nOrigin: http://" + host() +
               "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + std::to_string(body.size()) +
               "\r\n" + fields + "\r\n" + body;
    }
    std::string post_json(const std::string& body) const {
        return "POST " + path() + " HTTP/1.1\r\nHost: " + host() +
               "\r\nContent-Type: application/json\r\nAccept: application/json\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    // One request on a connection of its own.
    HttpReply ask(const std::string& request) const {
        HttpClient client(port());
        const auto reply = client.ask(request);
        if (!reply) {
            ADD_FAILURE() << "no reply to " << request.substr(0, 200);
            return {};
        }
        return *reply;
    }

    support::TemporaryFolder folder;
    std::unique_ptr<room::Room> room;
    std::unique_ptr<PhoneServer> phone;

private:
    int port_ = 0;
};

}  // namespace hearthside::phone
