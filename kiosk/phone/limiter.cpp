#include "kiosk/phone/limiter.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <numeric>
#include <stdexcept>

namespace hearthside {

namespace {

std::int64_t minute_of(Limiter::Time now) {
    return std::chrono::duration_cast<std::chrono::minutes>(now.time_since_epoch()).count();
}

}  // namespace

PeerCoder::PeerCoder() {
    if (sodium_init() < 0) throw std::runtime_error("libsodium could not be initialised");
    static_assert(crypto_auth_hmacsha256_KEYBYTES == sizeof(PeerId));
    static_assert(crypto_auth_hmacsha256_BYTES == sizeof(PeerId));
    crypto_auth_hmacsha256_keygen(key_.data());
}

PeerId PeerCoder::code(std::string_view address) const {
    const std::string_view part = address.size() == 16 ? address.substr(0, 8) : address;
    PeerId id{};
    crypto_auth_hmacsha256(id.data(), reinterpret_cast<const unsigned char*>(part.data()), part.size(),
                           key_.data());
    return id;
}

Limiter::Minutes& Limiter::brought_up_to(const PeerId& peer, std::int64_t minute) {
    Minutes& minutes = minutes_of_[peer];
    const std::int64_t passed = minute - minutes.newest;
    if (passed >= static_cast<std::int64_t>(slots)) {
        minutes.notes.fill(0);
    } else {
        for (std::int64_t at = minutes.newest + 1; at <= minute; ++at) {
            minutes.notes[static_cast<std::size_t>(at) % slots] = 0;
        }
    }
    minutes.newest = std::max(minutes.newest, minute);
    return minutes;
}

void Limiter::forget_some(std::int64_t minute) {
    std::erase_if(minutes_of_, [&](const auto& entry) {
        return minute - entry.second.newest >= static_cast<std::int64_t>(slots);
    });
    if (minutes_of_.size() < peers_at_most) return;
    const auto sent = [](const auto& entry) {
        return std::accumulate(entry.second.notes.begin(), entry.second.notes.end(), 0);
    };
    minutes_of_.erase(std::ranges::min_element(minutes_of_, {}, sent));
}

std::chrono::seconds Limiter::ask(const PeerId& peer, Time now) {
    const std::int64_t minute = minute_of(now);
    if (minutes_of_.size() >= peers_at_most && !minutes_of_.contains(peer)) forget_some(minute);
    Minutes& minutes = brought_up_to(peer, minute);
    int sent = std::accumulate(minutes.notes.begin(), minutes.notes.end(), 0);
    if (sent < most_) {
        ++minutes.notes[static_cast<std::size_t>(minute) % slots];
        return std::chrono::seconds(0);
    }
    // The oldest minute to fall out that makes room.
    std::int64_t wait_minutes = 1;
    for (; wait_minutes < static_cast<std::int64_t>(slots); ++wait_minutes) {
        sent -= minutes.notes[static_cast<std::size_t>(minute + wait_minutes) % slots];
        if (sent < most_) break;
    }
    const Time free_at = Time(std::chrono::minutes(minute + wait_minutes));
    return std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(free_at - now));
}

void Limiter::give_back(const PeerId& peer, Time now) {
    const auto found = minutes_of_.find(peer);
    if (found == minutes_of_.end()) return;
    Minutes& minutes = brought_up_to(peer, minute_of(now));
    for (std::size_t back = 0; back < slots; ++back) {
        int& notes = minutes.notes[(static_cast<std::size_t>(minutes.newest) + slots - back) % slots];
        if (notes == 0) continue;
        --notes;
        return;
    }
}

}  // namespace hearthside
