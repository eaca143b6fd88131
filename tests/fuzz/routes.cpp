// SPDX-License-Identifier: Apache-2.0
// A request that could be read, against the routes: its path, key, host, origin, kind and body.
#include <cstdint>
#include <string>

#include "kiosk/phone/routes.h"
#include "tests/fuzz/expect.h"

using namespace hearthside;

namespace {

const std::string key = "0123456789abcdef0123456789abcdef";
const std::string host = "192.168.1.20:8080";

// The next line of the input.
std::string line_of(std::string_view& input) {
    const std::size_t end = std::min(input.find('\n'), input.size());
    std::string line(input.substr(0, end));
    input.remove_prefix(std::min(end + 1, input.size()));
    return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static phone::SealingKeys keys;
    static huddle::Board board = [] {
        huddle::Board made;
        made.room_key = key;
        // A lessons round with open notes, so that dots may be placed.
        made.huddle.emplace();
        made.huddle->rounds.push_back(
            {.round = {.kind = huddle::RoundKind::lessons, .title = "Lessons"}, .released = true});
        made.huddle->clock.rounds.push_back({.allotted = huddle::Milliseconds(90'000)});
        made.huddle->notes.push_back({.id = {5}, .category = huddle::RoundCategory::lessons, .text = "Ask <early>"});
        made.voting.open = true;
        return made;
    }();
    // One limiter would soon refuse everything in a run, so its limit is never reached.
    static phone::Routes routes({.team = "Ward", .notes_per_10min = 1'000'000'000}, keys);
    routes.set_hosts({host});
    std::string_view input(reinterpret_cast<const char*>(data), size);
    web::Request request;
    request.method = line_of(input);
    request.target = "/" + line_of(input);
    request.host = line_of(input);
    if (request.host == "ours") request.host = host;
    if (std::string origin = line_of(input); !origin.empty()) {
        request.origin = origin == "ours" ? "http://" + host : origin;
    }
    request.content_type = line_of(input);
    request.accept = line_of(input);
    request.accept_language = line_of(input);
    request.body = std::string(input);
    const huddle::Instant now{huddle::Milliseconds(1'800'000'000'000)};
    const phone::Answer answer = routes.answer(request, board, now, phone::Routes::Time(std::chrono::hours(1000)));
    const bool of_the_key = request.target.find(key) != std::string::npos;
    if (!std::holds_alternative<web::Response>(answer)) {
        expect(of_the_key && request.host == host && request.method == "POST", "a note without the key");
        expect(!request.origin || *request.origin == "http://" + host || *request.origin == "HTTP://" + host ||
                   request.origin->size() == host.size() + 7,
               "a note from elsewhere");
        return 0;
    }
    const web::Response& response = std::get<web::Response>(answer);
    if (request.host != host) expect(response.status == 421, "a foreign host is answered");
    if (response.status == 200 && response.body.find("<textarea") != std::string::npos) {
        expect(of_the_key, "a form without the key");
    }
    expect(response.body.find("<early>") == std::string::npos, "a note's text is markup");
    if (response.status == 200 && response.body.find("<div id=\"nudge\">") != std::string::npos)
        expect(of_the_key && request.method == "POST", "words to look at again without a note");
    expect(!response.headers.empty(), "an answer without the safe headers");
    (void)routes.late(request, board, now);
    return 0;
}
