// SPDX-License-Identifier: Apache-2.0
// Memory for a key or a passcode. It is locked, so that it is never swapped, it lies between unreadable
// pages, and the destructor wipes it. Where the system cannot lock memory, it is still wiped.
#pragma once

#include <cstddef>

namespace hearthside::secrets {

class SecretMemory {
public:
    explicit SecretMemory(std::size_t size);  // all zero; throws std::bad_alloc
    ~SecretMemory();
    SecretMemory(SecretMemory&& other) noexcept;
    SecretMemory& operator=(SecretMemory&&) = delete;
    SecretMemory(const SecretMemory&) = delete;
    SecretMemory& operator=(const SecretMemory&) = delete;

    unsigned char* data() { return data_; }
    const unsigned char* data() const { return data_; }
    std::size_t size() const { return size_; }

private:
    unsigned char* data_;
    std::size_t size_;
};

}  // namespace hearthside::secrets
