// SPDX-License-Identifier: Apache-2.0
// Reports a broken promise in a fuzz target as a crash, which the fuzzer keeps with its input.
#pragma once

#include <cstdio>
#include <cstdlib>

inline void expect(bool true_, const char* sentence) {
    if (true_) return;
    std::fprintf(stderr, "%s\n", sentence);
    std::abort();
}
