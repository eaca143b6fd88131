// SPDX-License-Identifier: Apache-2.0
// Makes C++'s memory run out on purpose, for tests of what becomes of a thread's work. A program that links this has an
// operator new of its own.
#pragma once

#include <cstddef>

namespace hearthside::support {

// During its lifetime every thread except the one that made it may allocate `allowed` times more. Each further
// allocation throws std::bad_alloc. Only one object at a time.
class FailingMemory {
public:
    explicit FailingMemory(std::size_t allowed);
    ~FailingMemory();
    FailingMemory(const FailingMemory&) = delete;
    FailingMemory& operator=(const FailingMemory&) = delete;

    std::size_t refused() const;  // how often it threw
};

}  // namespace hearthside::support
