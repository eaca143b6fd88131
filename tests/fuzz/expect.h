// SPDX-License-Identifier: Apache-2.0
// What a fuzz target says when something is not as promised: a crash, which the fuzzer keeps with its input.
#pragma once

#include <cstdio>
#include <cstdlib>

inline void expect(bool true_, const char* sentence) {
    if (true_) return;
    std::fprintf(stderr, "%s\n", sentence);
    std::abort();
}
