// SPDX-License-Identifier: Apache-2.0
// Makes C++'s memory run out on purpose, for tests of what becomes of a thread's work then. A program that links this
// has an operator new of its own.
#pragma once

#include <cstddef>

namespace hearthside::tests {

// While it lives, every other thread than the one that made it may ask for memory `allowed` times more; each further
// time throws std::bad_alloc. One at a time.
class FailingMemory {
public:
    explicit FailingMemory(std::size_t allowed);
    ~FailingMemory();
    FailingMemory(const FailingMemory&) = delete;
    FailingMemory& operator=(const FailingMemory&) = delete;

    std::size_t refused() const;  // how often it threw
};

}  // namespace hearthside::tests
