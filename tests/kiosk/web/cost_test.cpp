// SPDX-License-Identifier: Apache-2.0
// SAFETY 17: nothing that a stranger sends costs more than a millisecond on the network's thread. The seeds of the fuzz
// target are what cost most when it was written; one of them took 51 ms then.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "kiosk/web/request_head.h"
#include "tests/fuzz/costly.h"

namespace hearthside::web {
namespace {

// Twice what is promised, because a busy neighbour on the same core doubles even a thread's own time. Instruments and
// unoptimised code take several times as long.
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr double most_ms = 2;
#else
constexpr double most_ms = 15;
#endif

TEST(PhoneCost, Safety17NothingAStrangerSendsCostsMoreThanAMillisecond) {
    phone::SealingKeys keys;
    const huddle::Board board = fuzz::costly_board();
    phone::Routes routes({.team = "Ward"}, keys);
    routes.set_hosts({fuzz::costly_host});
    phone::Routes::Time steady(std::chrono::hours(1000));
    double worst = 0;
    std::string worst_name;
    std::size_t seeds = 0;
    for (const auto& file : std::filesystem::directory_iterator("tests/fuzz/seeds/cost")) {
        std::ifstream stream(file.path(), std::ios::binary);
        const std::string input{std::istreambuf_iterator<char>(stream), {}};
        const Request request = fuzz::costly_request(input, keys);
        const double took = fuzz::cpu_ms(12, [&] {
            steady += Limiter::stretch;
            std::ignore =
                routes.answer(request, board, huddle::Instant{huddle::Milliseconds(1'800'000'000'000)}, steady);
        });
        EXPECT_LE(took, most_ms) << file.path().filename();
        std::cout << file.path().filename().string() << ": " << took << " ms\n";
        if (took > worst) worst_name = file.path().filename().string();
        worst = std::max(worst, took);
        ++seeds;
    }
    EXPECT_GE(seeds, 30u);
    std::cout << "most: " << worst << " ms, " << worst_name << "\n";
}

TEST(PhoneCost, Safety17HeadsAreReadInLessThanAMillisecond) {
    for (const std::string& line :
         {std::string("a:b\r\n"), std::string("Cookie: a\r\n"), "X: " + std::string(8'000, 'x') + "\r\n"}) {
        std::string head = "GET / HTTP/1.1\r\nHost: x\r\n" + fuzz::repeated_to(line, 32'000) + "\r\n";
        EXPECT_LE(fuzz::cpu_ms(12, [&] { std::ignore = HeadInspector().look(head); }), most_ms);
        // Byte by byte too: each is read once.
        EXPECT_LE(fuzz::cpu_ms(12,
                               [&] {
                                   HeadInspector inspector;
                                   for (std::size_t size = 1; size <= head.size(); ++size)
                                       std::ignore = inspector.look(std::string_view(head).substr(0, size));
                               }),
                  most_ms);
    }
    std::vector<std::string> names(64);
    std::vector<HeaderField> fields;
    for (std::size_t at = 0; at < names.size(); ++at) {
        names[at] = std::string(110, 'n') + std::to_string(at);
        fields.emplace_back(names[at], "v");
    }
    EXPECT_LE(fuzz::cpu_ms(12, [&] { std::ignore = fault_in_fields("GET", fields, 0); }), most_ms);
}

}  // namespace
}  // namespace hearthside::web
