// Chance from a cryptographic generator (libsodium): for identities, keys, shuffles and retry tokens.
#pragma once

#include <cstdint>
#include <string>

namespace hearthside {

// 64 uniform bits. Any thread.
std::uint64_t secure_word();

// 32 hexadecimal digits that nobody can guess: makes a repeated sending of one note the same note.
std::string new_retry_token();

}  // namespace hearthside
