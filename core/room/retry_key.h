// SPDX-License-Identifier: Apache-2.0
// The secret key that hashes a retry token for the record (SAFETY 6): 32 random bytes in DATA/retry.key, mode
// 0600, apart from the record. With it, a sending repeated after a crash is still recognised as the same
// note. A new key overwrites the old key's bytes when a huddle closes and when the kiosk starts, unless a
// sealed note still needs the old one.
// The key protects a person whose token was seen in transit from anybody who has the record or a copy of it:
// without the key no hash there matches the token, and no copy or export has the key. It does not protect
// from somebody who reads both the key and the record before it is replaced, nor from flash that keeps
// overwritten bytes. Belongs to the Room's thread.
#pragma once

#include <array>
#include <filesystem>
#include <string>

namespace hearthside::room {

class RetryKey {
public:
    // `in_use`: the record holds tokens, so the existing key is still needed. Blocks for the disk. When the
    // file cannot be read or written, the key is in memory only, and a sending repeated after a restart may
    // be kept twice.
    RetryKey(const std::filesystem::path& folder, bool in_use);
    ~RetryKey();
    RetryKey(const RetryKey&) = delete;
    RetryKey& operator=(const RetryKey&) = delete;

    // 32 hexadecimal digits.
    std::string hashed(const std::string& token) const;

    // Replaces this key by a new one, in memory and in the file. Blocks for the disk.
    void renew();

private:
    std::filesystem::path file_;
    std::array<unsigned char, 32> key_{};
};

}  // namespace hearthside::room
