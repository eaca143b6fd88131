// SPDX-License-Identifier: Apache-2.0
// A phone's script in C++: seals notes for the room's key and opens the kiosk's answers.
#pragma once

#include <sodium.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>

#include "kiosk/phone/sealing.h"

namespace hearthside::phone {

class SealedPhone {
public:
    // `in_link` is the part of the code after its '#'.
    explicit SealedPhone(const std::string& in_link) {
        if (sodium_base642bin(room_, sizeof room_, in_link.data(), in_link.size(), nullptr, nullptr, nullptr,
                              sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0) {
            throw std::runtime_error("no key in the link");
        }
        crypto_box_keypair(open_, secret_);
    }

    std::string seal(std::string plain) const {
        plain += '\x80';
        plain.resize(sealed_plain_bytes, '\0');
        std::string body(sealed_bytes, '\0');
        auto* bytes = reinterpret_cast<unsigned char*>(body.data());
        std::copy_n(open_, 32, bytes);
        randombytes_buf(bytes + 32, 24);
        if (crypto_box_easy(bytes + 56, reinterpret_cast<const unsigned char*>(plain.data()), plain.size(), bytes + 32,
                            room_, secret_) != 0) {
            throw std::runtime_error("not sealed");
        }
        return body;
    }

    // None when the answer is not sealed for this phone.
    std::optional<nlohmann::json> opened(const std::string& answer) const {
        if (answer.size() != answer_bytes) return std::nullopt;
        std::string plain(answer_plain_bytes, '\0');
        const auto* bytes = reinterpret_cast<const unsigned char*>(answer.data());
        if (crypto_box_open_easy(reinterpret_cast<unsigned char*>(plain.data()), bytes + 24, answer.size() - 24, bytes,
                                 room_, secret_) != 0) {
            return std::nullopt;
        }
        return nlohmann::json::parse(plain.substr(0, plain.find_last_of('\x80')));
    }

private:
    unsigned char room_[32], open_[32], secret_[32];
};

}  // namespace hearthside::phone
