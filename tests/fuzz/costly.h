// SPDX-License-Identifier: Apache-2.0
// Turns a few bytes into a request as long as one may be, for the fuzz target and the test that look at its cost. The
// first letter says what is sent and the second how much of it. The rest is repeated until there is enough.
#pragma once

#include <sodium.h>

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <functional>
#include <string>
#include <string_view>

#include "core/huddle/limits.h"
#include "kiosk/phone/form.h"
#include "kiosk/phone/routes.h"

namespace hearthside::fuzz {

inline const std::string costly_key = "0123456789abcdef0123456789abcdef";
inline const std::string costly_host = "192.168.1.20:8080";

inline std::string repeated_to(std::string_view unit, std::size_t bytes) {
    std::string whole;
    while (!unit.empty() && whole.size() + unit.size() <= bytes) whole += unit;
    return whole;
}

inline std::string encoded(std::string_view text) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string result;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        result += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return result;
}

inline std::string in_json(std::string_view text) {
    std::string result = R"({"round":"wins","text":")";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') result += '\\';
        result += static_cast<unsigned char>(letter) < 0x20 ? ' ' : letter;
    }
    return result + "\"}";
}

inline std::string sealed_for(phone::SealingKeys& keys, std::string_view plain) {
    std::string open_key(32, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(open_key.data());
    const std::string text = keys.public_key_of(costly_key);
    sodium_base642bin(to, 32, text.data(), text.size(), nullptr, nullptr, nullptr,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    std::string padded(plain.substr(0, phone::sealed_plain_bytes - 1));
    padded += '\x80';
    padded.resize(phone::sealed_plain_bytes, '\0');
    std::string whole(phone::sealed_bytes, '\0');
    auto* const bytes = reinterpret_cast<unsigned char*>(whole.data());
    unsigned char secret[32];
    crypto_box_keypair(bytes, secret);
    std::ignore = crypto_box_easy(bytes + 56, reinterpret_cast<const unsigned char*>(padded.data()), padded.size(),
                                  bytes + 32, to, secret);
    return whole;
}

inline web::Request costly_request(std::string_view input, phone::SealingKeys& keys) {
    const char kind = input.empty() ? 'f' : input[0];
    const bool short_one = input.size() > 1 && input[1] == 's';
    const std::string_view unit = input.size() > 2 ? input.substr(2) : "a";
    web::Request request{.method = "POST",
                         .target = "/n/" + costly_key,
                         .host = costly_host,
                         .content_type = "application/x-www-form-urlencoded",
                         .accept = "text/html",
                         .accepts_gzip = true};
    // As long as a note of 600 characters usually is, or as long as one may be.
    const std::string text = repeated_to(unit, short_one ? 600 : huddle::text_bytes_at_most);
    switch (kind) {
        case 'm':
            request.body = "round=wins&then=mask&text=" + encoded(text);
            break;
        case 'j':
            request.content_type = request.accept = "application/json";
            request.body = in_json(text);
            break;
        case 'J':  // JSON made by the sender, as long as it may be
            request.content_type = request.accept = "application/json";
            request.body = R"({"round":"wins","text":"a",)" +
                           repeated_to(unit, short_one ? 600 : phone::note_body_bytes_at_most - 100);
            break;
        case 'F':  // the same as a form
            request.body = repeated_to(unit, short_one ? 600 : phone::note_body_bytes_at_most);
            break;
        case 's':
            request.content_type = "application/octet-stream";
            request.accept = "application/json";
            request.body = sealed_for(keys, in_json(text));
            break;
        case 'p':
            request.target += "/pulse";
            request.body = repeated_to(unit, web::usual_body_bytes);
            break;
        case 'd':
            request.target += "/dots";
            request.body = "page=p&" + repeated_to(unit, web::usual_body_bytes - 7);
            break;
        case 'k':  // for a key that is not ours
            request.target = "/n/" + repeated_to(unit, 4'000);
            request.body = "round=wins&text=" + encoded(text);
            break;
        case 'g':
            request.method = "GET";
            request.target += (short_one ? "/thanks?page=" : "/dots?placed=") + repeated_to(unit, 4'000);
            break;
        case 'a':
            request.method = "GET";
            request.accept_language = request.accept = repeated_to(unit, 4'000);
            break;
        default:
            request.body = "round=wins&text=" + encoded(text);
    }
    return request;
}

// A board in the middle of a huddle, whose lessons may have dots.
inline huddle::Board costly_board() {
    huddle::Board board;
    board.room_key = costly_key;
    board.huddle.emplace();
    board.huddle->rounds.push_back(
        {.round = {.kind = huddle::RoundKind::lessons, .title = "Lessons"}, .released = true});
    board.huddle->clock.rounds.push_back({.allotted = huddle::Milliseconds(90'000)});
    for (std::uint64_t note = 1; note <= 60; ++note)
        board.huddle->notes.push_back(
            {.id = {note}, .category = huddle::RoundCategory::lessons, .text = repeated_to("Ask <early> ", 200)});
    board.voting.open = true;
    return board;
}

// Milliseconds of this thread's own CPU time, the least of several runs, so that other work on the machine does not
// count.
inline double cpu_ms(int runs, const std::function<void()>& work) {
    const auto now = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    };
    double least = 1e9;
    for (int run = 0; run < runs; ++run) {
        const double before = now();
        work();
        least = std::min(least, now() - before);
    }
    return least;
}

}  // namespace hearthside::fuzz
