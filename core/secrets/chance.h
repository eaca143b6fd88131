// SPDX-License-Identifier: Apache-2.0
// Random numbers from a cryptographic generator (libsodium) for ids, keys, shuffles and retry tokens.
#pragma once

#include <cstdint>
#include <string>

namespace hearthside::secrets {

// 64 uniform bits. Any thread.
std::uint64_t secure_word();

// 32 unpredictable hexadecimal digits. A repeated sending with the same token is the same note.
std::string new_retry_token();

}  // namespace hearthside::secrets
