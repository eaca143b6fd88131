// SPDX-License-Identifier: Apache-2.0
#include "core/secrets/secret_memory.h"

#include <sodium.h>

#include <new>
#include <utility>

namespace hearthside::secrets {

SecretMemory::SecretMemory(std::size_t size) : data_(nullptr), size_(size) {
    if (sodium_init() >= 0) data_ = static_cast<unsigned char*>(sodium_malloc(size));
    if (data_ == nullptr) throw std::bad_alloc();
    sodium_memzero(data_, size_);
}

SecretMemory::~SecretMemory() { sodium_free(data_); }

SecretMemory::SecretMemory(SecretMemory&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

}  // namespace hearthside::secrets
