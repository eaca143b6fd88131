// SPDX-License-Identifier: Apache-2.0
// A record and the reviewer's controller, with a real database, a real passcode and given clocks.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

#include "kiosk/review/controller.h"
#include "tests/kiosk/review/record_house.h"
#include "tests/kiosk/web/response.h"

namespace hearthside::review {

using namespace std::chrono_literals;

// Acts as a browser: it keeps cookies and knows its form's secret.
class Visitor {
public:
    explicit Visitor(ReviewController& controller, web::Way way = web::Way::this_machine)
        : way_(way), controller_(controller) {}

    web::Response get(const std::string& target) { return ask("GET", target, ""); }
    web::Response post(const std::string& target, const std::string& body) { return ask("POST", target, body); }
    web::Response post_form(const std::string& target, const std::string& more = "") {
        return post(target, "form=" + secret + (more.empty() ? "" : "&" + more));
    }
    web::Response sign_in(const std::string& passcode = right_passcode) {
        get("/review/sign-in");
        const web::Response response = post_form("/review/sign-in", "passcode=" + passcode);
        if (response.status == 303) get("/review");
        return response;
    }

    std::map<std::string, std::string> jar;  // cookies
    std::string secret;                      // of the forms
    huddle::Instant wall = demo_now;
    Sessions::Time steady{1000h};
    std::optional<std::string> origin = "http://127.0.0.1:8080";
    web::PeerId peer{};

private:
    web::Response ask(const std::string& method, const std::string& target, const std::string& body) {
        web::Request request{.method = method, .target = target, .host = "127.0.0.1:8080", .accept = "text/html"};
        request.way = way_;
        request.peer = peer;
        for (const auto& [name, value] : jar) request.cookie += name + "=" + value + "; ";
        if (method == "POST") {
            request.origin = origin;
            request.content_type = "application/x-www-form-urlencoded";
            request.body = body;
        }
        web::Response response = controller_.answer(request, wall, steady);
        for (const auto& [name, value] : response.headers) {
            if (name != "Set-Cookie") continue;
            const std::string pair = value.substr(0, value.find(';'));
            const std::size_t equals = pair.find('=');
            jar[pair.substr(0, equals)] = pair.substr(equals + 1);
            if (value.find("Max-Age=0") != std::string::npos) jar.erase(pair.substr(0, equals));
        }
        const std::string mark = "name=\"form\" value=\"";
        if (const std::size_t at = response.body.find(mark); at != std::string::npos)
            secret = response.body.substr(at + mark.size(), 32);
        return response;
    }

    web::Way way_;
    ReviewController& controller_;
};

}  // namespace hearthside::review
