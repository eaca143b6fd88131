// SPDX-License-Identifier: Apache-2.0
#include "kiosk/phone/sealing.h"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>
#include <vector>

namespace hearthside::phone {

namespace {

static_assert(crypto_box_PUBLICKEYBYTES == 32 && crypto_box_SECRETKEYBYTES == 32);
static_assert(crypto_box_BEFORENMBYTES == 32 && crypto_box_NONCEBYTES == 24 && crypto_box_MACBYTES == 16);

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

huddle::Problem not_opened() {
    return {huddle::ProblemKind::invalid,
            "This page belongs to an earlier code. Please copy your text and scan the code again."};
}

}  // namespace

SealingKeys::SealingKeys() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not be initialised");
}

std::string SealingKeys::public_key_of(const std::string& room_key) {
    const threads::MutexLock guard(lock_);
    const auto [pair, is_new] = pairs_.try_emplace(room_key);
    if (is_new) crypto_box_keypair(pair->second.open.data(), pair->second.secret.data());
    std::array<char, sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
    sodium_bin2base64(text.data(), text.size(), pair->second.open.data(), pair->second.open.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return text.data();
}

void SealingKeys::keep_only(const std::string& current, const std::string& previous) {
    const threads::MutexLock guard(lock_);
    std::erase_if(pairs_, [&](const auto& pair) { return pair.first != current && pair.first != previous; });
}

huddle::Result<std::string> SealingKeys::open(const std::string& room_key, std::string_view sealed) const {
    if (sealed.size() != sealed_bytes) return not_opened();
    std::vector<unsigned char> plain(sealed_plain_bytes);
    {
        const threads::MutexLock guard(lock_);
        const auto pair = pairs_.find(room_key);
        if (pair == pairs_.end()) return not_opened();
        const unsigned char* const of_phone = bytes_of(sealed);
        const unsigned char* const nonce = of_phone + 32;
        const unsigned char* const box = nonce + 24;
        if (crypto_box_open_easy(plain.data(), box, sealed.size() - 56, nonce, of_phone, pair->second.secret.data()) !=
            0) {
            return not_opened();
        }
    }
    std::size_t length = 0;
    const bool padded = sodium_unpad(&length, plain.data(), plain.size(), sealed_plain_bytes) == 0;
    std::string text =
        padded ? std::string(plain.begin(), plain.begin() + static_cast<std::ptrdiff_t>(length)) : std::string();
    sodium_memzero(plain.data(), plain.size());
    if (!padded) return not_opened();
    return text;
}

huddle::Result<AnswerKey> SealingKeys::answer_key(const std::string& room_key, std::string_view sealed_note) const {
    if (sealed_note.size() != sealed_bytes) return not_opened();
    const threads::MutexLock guard(lock_);
    const auto pair = pairs_.find(room_key);
    AnswerKey key;
    if (pair == pairs_.end() ||
        crypto_box_beforenm(key.shared_.data(), bytes_of(sealed_note), pair->second.secret.data()) != 0) {
        return not_opened();
    }
    return key;
}

AnswerKey::~AnswerKey() { sodium_memzero(shared_.data(), shared_.size()); }

std::optional<std::string> AnswerKey::seal(std::string_view answer) const {
    if (answer.size() >= answer_plain_bytes) return std::nullopt;
    std::vector<unsigned char> plain(answer_plain_bytes);
    std::ranges::copy(answer, plain.begin());
    std::size_t length = 0;
    sodium_pad(&length, plain.data(), answer.size(), answer_plain_bytes, plain.size());
    std::string whole(answer_bytes, '\0');
    auto* const bytes = reinterpret_cast<unsigned char*>(whole.data());
    randombytes_buf(bytes, 24);
    crypto_box_easy_afternm(bytes + 24, plain.data(), plain.size(), bytes, shared_.data());
    sodium_memzero(plain.data(), plain.size());
    return whole;
}

}  // namespace hearthside::phone
