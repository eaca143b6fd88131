// The secret that turns a retry token into what the record keeps of it (SAFETY 6): 32 random bytes in DATA/retry.key, mode
// 0600, apart from the record, so that a sending repeated after a crash is still the same note. It is made anew, over the
// old one's bytes, when a huddle closes and when the kiosk starts, unless a note that waits sealed still needs it.
// It protects whoever's token was seen on the way from whoever has the record or a copy of it: without the key nothing
// there matches the token, and no copy or export has the key. It does not protect from somebody who reads both the key
// and the record before that, nor from flash that keeps overwritten bytes. Belongs to the Room's thread.
#pragma once

#include <array>
#include <filesystem>
#include <string>

namespace hearthside {

class RetryKey {
public:
    // `in_use`: the record holds tokens, so the key that is there is needed still. Blocks for the disk. Where the file
    // cannot be read or written the key is in memory only; then a sending repeated after a restart may come twice.
    RetryKey(const std::filesystem::path& folder, bool in_use);
    ~RetryKey();
    RetryKey(const RetryKey&) = delete;
    RetryKey& operator=(const RetryKey&) = delete;

    // 32 hexadecimal digits.
    std::string hashed(const std::string& token) const;

    // Another key takes the place of this one, here and in the file. Blocks for the disk.
    void renew();

private:
    std::filesystem::path file_;
    std::array<unsigned char, 32> key_{};
};

}  // namespace hearthside
