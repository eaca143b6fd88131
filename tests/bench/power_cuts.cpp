// SPDX-License-Identifier: Apache-2.0
// Many more power cuts than the tests make (SAFETY 12). Usage: bench_power_cuts [cuts] [seed]
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "tests/faults/power_cuts.h"

int main(int count, char** arguments) {
    using hearthside::faults::cut_power;
    const std::uint64_t cuts = count > 1 ? std::strtoull(arguments[1], nullptr, 10) : 100'000;
    const std::uint64_t seed = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 1000;
    const auto began = std::chrono::steady_clock::now();
    const auto figures = cut_power({.cuts = cuts, .seed = seed, .synchronous = "FULL"});
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    std::printf("%s; %.0f s\n", to_line(figures).c_str(), seconds);
    return figures.flawless() ? 0 : 1;
}
