// SPDX-License-Identifier: Apache-2.0
// The sealed transport. A phone that scanned the code encrypts its note for the room's public key, which the
// code holds, and only this run of the kiosk can open it. A key pair belongs to one room key, is kept in
// locked memory only, and is deleted with that room key. Any thread.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/huddle/result.h"
#include "core/secrets/secret_memory.h"
#include "core/threads/mutex.h"

namespace hearthside::phone {

// A sealed note is the phone's own public key (32 bytes, new for each note), a nonce (24) and the box: the
// text and a tag of 16 bytes. Inside the box, the text is followed by a byte 0x80 and zeros up to this size.
// All sealed notes have one size, so that a long note looks like a short one. The size is enough for any note
// of 600 characters.
inline constexpr std::size_t sealed_plain_bytes = 32768;
inline constexpr std::size_t sealed_bytes = 32 + 24 + 16 + sealed_plain_bytes;

// Every answer to a note that could be opened is sealed for the key pair of that note, so that nobody on the
// way learns what became of the note (SAFETY 17): a nonce (24) and the box, padded in the same way up to this
// size.
inline constexpr std::size_t answer_plain_bytes = 16384;
inline constexpr std::size_t answer_bytes = 24 + 16 + answer_plain_bytes;

// The key that seals the answer to one sealed note. It outlives the room key's pair, so that a note at the
// end of a huddle still gets its answer.
class AnswerKey {
public:
    AnswerKey() = default;
    ~AnswerKey();
    AnswerKey(const AnswerKey&) = default;
    AnswerKey& operator=(const AnswerKey&) = default;

    // Always answer_bytes long. None when the answer does not fit; the most is answer_plain_bytes - 1.
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

    // The public key for this room key, in base64 for addresses, without padding: 43 characters. Made at the
    // first call.
    std::string public_key_of(const std::string& room_key);

    // Forgets the pairs of all other room keys. `previous` may be empty.
    void keep_only(const std::string& current, const std::string& previous);

    // The text in a sealed note. Problems (invalid): wrong size, not sealed for this key, or the key no
    // longer exists.
    huddle::Result<std::string> open(const std::string& room_key, std::string_view sealed) const;

    // For the answer to such a note. Problems (invalid): wrong size, or the key no longer exists.
    huddle::Result<AnswerKey> answer_key(const std::string& room_key, std::string_view sealed_note) const;

private:
    struct Pair {
        std::array<unsigned char, 32> open{};
        secrets::SecretMemory secret{32};
    };

    mutable threads::Mutex lock_;
    std::map<std::string, Pair> pairs_ GUARDED_BY(lock_);
};

}  // namespace hearthside::phone
