// The sealed transport: a phone that scanned the code seals its note for the room's public key, which
// the code holds, and only this run of the kiosk can open it. A key pair belongs to one room key,
// lives in locked memory only and goes when that room key goes. Any thread may use it.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/huddle/result.h"
#include "core/secrets/secret_memory.h"
#include "core/threads/mutex.h"

namespace hearthside {

// A sealed note is the phone's own public key (32 bytes, fresh for each note), a nonce (24) and the
// box: the text and a tag of 16 bytes. Inside, the text ends with a byte 0x80 and zeros up to this size.
// All have one size, so that a long note is like a short one; what a note of 600 characters can need fits.
inline constexpr std::size_t sealed_plain_bytes = 32768;
inline constexpr std::size_t sealed_bytes = 32 + 24 + 16 + sealed_plain_bytes;

// Every answer to a note that could be opened goes back sealed, for the key pair of that note, so that nobody on the way
// learns what became of it (SAFETY 17): a nonce (24) and the box, padded in the same way up to this size.
inline constexpr std::size_t answer_plain_bytes = 16384;
inline constexpr std::size_t answer_bytes = 24 + 16 + answer_plain_bytes;

// What an answer to one sealed note is sealed with. It outlives the room key's pair, so that a huddle's end does not
// leave a note without its answer.
class AnswerKey {
public:
    AnswerKey() = default;
    ~AnswerKey();
    AnswerKey(const AnswerKey&) = default;
    AnswerKey& operator=(const AnswerKey&) = default;

    // Always answer_bytes long. None when the answer does not fit: answer_plain_bytes - 1 is the most.
    std::optional<std::string> seal(std::string_view answer) const;

private:
    friend class SealingKeys;
    std::array<unsigned char, 32> shared_{};
};

class SealingKeys {
public:
    SealingKeys();
    SealingKeys(const SealingKeys&) = delete;
    SealingKeys& operator=(const SealingKeys&) = delete;

    // The public key for this room key, in base64 for addresses, without padding; made at the first
    // question. 43 characters.
    std::string public_key_of(const std::string& room_key);

    // Forgets the pairs of all other room keys. `previous` may be empty.
    void keep_only(const std::string& current, const std::string& previous);

    // What is in a sealed note. Problems (invalid): not of our size, not sealed for this key, or no such
    // key any more.
    Result<std::string> open(const std::string& room_key, std::string_view sealed) const;

    // For the answer to a note of this form. Problems (invalid): not of our size, or no such key any more.
    Result<AnswerKey> answer_key(const std::string& room_key, std::string_view sealed_note) const;

private:
    struct Pair {
        std::array<unsigned char, 32> open{};
        SecretMemory secret{32};
    };

    mutable Mutex lock_;
    std::map<std::string, Pair> pairs_ GUARDED_BY(lock_);
};

}  // namespace hearthside
