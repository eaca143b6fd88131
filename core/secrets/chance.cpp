// SPDX-License-Identifier: Apache-2.0
#include "core/secrets/chance.h"

#include <sodium.h>

#include "core/huddle/types.h"

namespace hearthside::secrets {

std::uint64_t secure_word() {
    std::uint64_t word = 0;
    randombytes_buf(&word, sizeof word);
    return word;
}

std::string new_retry_token() {
    const std::uint64_t first = secure_word();
    return huddle::to_hex(first) + huddle::to_hex(secure_word());
}

}  // namespace hearthside::secrets
