// SPDX-License-Identifier: Apache-2.0
#include "kiosk/web/limiter.h"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

namespace hearthside::web {

PeerCoder::PeerCoder() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not be initialised");
    static_assert(crypto_auth_hmacsha256_KEYBYTES == sizeof(PeerId));
    static_assert(crypto_auth_hmacsha256_BYTES == sizeof(PeerId));
    crypto_auth_hmacsha256_keygen(key_.data());
}

PeerId PeerCoder::code(std::string_view address) const {
    const std::string_view part = address.size() == 16 ? address.substr(0, 8) : address;
    PeerId id{};
    crypto_auth_hmacsha256(id.data(), reinterpret_cast<const unsigned char*>(part.data()), part.size(), key_.data());
    return id;
}

ShortCoder::ShortCoder() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not be initialised");
    static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == sizeof(std::uint64_t));
    crypto_shorthash_keygen(key_.data());
}

std::uint64_t ShortCoder::code(std::string_view bytes) const {
    std::uint64_t code = 0;
    crypto_shorthash(reinterpret_cast<unsigned char*>(&code), reinterpret_cast<const unsigned char*>(bytes.data()),
                     bytes.size(), key_.data());
    return code;
}

Limiter::Limiter(int notes_in_ten_minutes)
    : least_(notes_in_ten_minutes), phase_(randombytes_uniform(std::chrono::milliseconds(stretch).count())) {}

std::int64_t Limiter::stretch_of(Time now) const { return (now.time_since_epoch() + phase_) / stretch; }

Limiter::Counted& Limiter::brought_up_to(const PeerId& peer, std::int64_t now) {
    Counted& counted = by_peer_[peer];
    if (counted.stretch == now) return counted;
    Sent before = counted.stretch == now - 1 ? std::move(counted.sent) : Sent();
    const auto more = randombytes_uniform(static_cast<std::uint32_t>(least_) + 1);
    counted = {.stretch = now,
               .limit = least_ + static_cast<int>(more),
               .count = 0,
               .sent = {},
               .sent_before = std::move(before)};
    return counted;
}

void Limiter::forget_some(std::int64_t now) {
    std::erase_if(by_peer_, [&](const auto& entry) { return entry.second.stretch + 1 < now; });
    if (by_peer_.size() < peers_at_most) return;
    by_peer_.erase(std::ranges::min_element(by_peer_, {}, [](const auto& entry) { return entry.second.count; }));
}

std::chrono::seconds Limiter::ask(const PeerId& peer, std::string_view sent, Time now) {
    const std::int64_t here = stretch_of(now);
    if (by_peer_.size() >= peers_at_most && !by_peer_.contains(peer)) forget_some(here);
    Counted& counted = brought_up_to(peer, here);
    const std::uint64_t code = coder_.code(sent);
    for (Sent* known : {&counted.sent, &counted.sent_before}) {
        const auto found = known->find(code);
        if (found == known->end() || found->second >= free_repeats) continue;
        ++found->second;
        return std::chrono::seconds(0);
    }
    if (counted.count >= counted.limit) {
        const Time free_at = Time((here + 1) * stretch - phase_);
        return std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(free_at - now));
    }
    ++counted.count;
    counted.sent[code] = 0;
    return std::chrono::seconds(0);
}

void Limiter::know(const PeerId& peer, std::string_view sent, Time now) {
    brought_up_to(peer, stretch_of(now)).sent.try_emplace(coder_.code(sent), 0);
}

}  // namespace hearthside::web
