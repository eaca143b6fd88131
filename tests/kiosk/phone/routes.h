// SPDX-License-Identifier: Apache-2.0
// A Board with a key, Routes that answer for it, and requests as phones send them.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "core/files/folders.h"
#include "kiosk/phone/routes.h"

namespace hearthside::phone {

using namespace std::chrono_literals;

inline const std::string key = "0123456789abcdef0123456789abcdef";
inline const std::string old_key = "fedcba9876543210fedcba9876543210";
inline const std::string host = "192.168.1.20:8080";
inline const huddle::Instant now{huddle::Milliseconds(1'800'000'000'000)};
inline const Routes::Time start{1000h};

inline huddle::Board board_with_key() {
    huddle::Board board;
    board.room_key = key;
    return board;
}

class PhoneRoutes : public testing::Test {
protected:
    PhoneRoutes() { routes.set_hosts({host}); }

    static web::Request get(const std::string& target) {
        return {.method = "GET", .target = target, .host = host, .accept = "text/html"};
    }
    static web::Request post(const std::string& body, const std::string& with_key = key) {
        return {.method = "POST",
                .target = "/n/" + with_key,
                .host = host,
                .origin = "http://" + host,
                .content_type = "application/x-www-form-urlencoded",
                .accept = "text/html",
                .body = body};
    }
    static web::Request post_json(const std::string& body) {
        web::Request request = post(body);
        request.content_type = "application/json";
        request.accept = "application/json";
        return request;
    }
    Answer ask(const web::Request& request) { return routes.answer(request, board, now, start); }
    web::Response response(const web::Request& request) {
        auto answer = ask(request);
        if (std::holds_alternative<web::Response>(answer)) return std::get<web::Response>(answer);
        ADD_FAILURE() << "a note was accepted";
        return {};
    }
    NoteToAdd note(const web::Request& request) {
        auto answer = ask(request);
        if (std::holds_alternative<NoteToAdd>(answer)) return std::get<NoteToAdd>(answer);
        ADD_FAILURE() << std::get<web::Response>(answer).body;
        return {};
    }
    static bool says(const web::Response& response, const std::string& text) {
        return response.body.find(text) != std::string::npos;
    }
    static std::string field(const web::Response& response, const std::string& name) {
        for (const auto& [field_name, value] : response.headers) {
            if (field_name == name) return value;
        }
        return "";
    }

    SealingKeys keys;
    Routes routes{{.team = "Willow Ward"}, keys};
    huddle::Board board = board_with_key();
};

}  // namespace hearthside::phone
