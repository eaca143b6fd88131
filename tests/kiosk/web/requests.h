// SPDX-License-Identifier: Apache-2.0
// One phone server for many broken requests, and the words to write them with.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "tests/kiosk/phone/house.h"

namespace hearthside::web {

using namespace std::chrono_literals;

inline constexpr auto deadline = 700ms;  // of a whole request in the house below

inline phone::PhoneOptions quick_options() {
    phone::PhoneOptions options;
    options.transport.request_deadline = deadline;
    options.notes_per_10min = 100'000;
    return options;
}

class PhoneRequests : public testing::Test {
protected:
    static void SetUpTestSuite() { house = std::make_unique<phone::PhoneHouse>(quick_options()); }
    static void TearDownTestSuite() { house.reset(); }

    static std::string filled_in(std::string request) {
        for (const auto& [place, value] :
             {std::pair<std::string, std::string>{"HOST", house->host()}, {"PATH", house->path()}}) {
            for (std::size_t at = 0; (at = request.find(place, at)) != std::string::npos; at += value.size()) {
                request.replace(at, place.size(), value);
            }
        }
        return request;
    }
    static inline std::unique_ptr<phone::PhoneHouse> house;
};

inline const std::string get_line = "GET PATH HTTP/1.1\r\n";
inline const std::string host_line = "Host: HOST\r\n";
inline const std::string form_line = "Content-Type: application/x-www-form-urlencoded\r\n";
inline const std::string post_head = "POST PATH HTTP/1.1\r\nHost: HOST\r\n" + form_line;
inline const std::string nul(1, '\0');

}  // namespace hearthside::web
