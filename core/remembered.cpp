#include "core/remembered.h"

#include <sodium.h>

namespace hearthside {

namespace {

constexpr std::size_t remembered_at_most = 10'000;

}  // namespace

std::string Remembered::hashed(const std::string& text) {
    std::string hash(16, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
    return hash;
}

AnswerPulse Remembered::with_earlier_tap(AnswerPulse tap) const {
    const auto found = tap.page.empty() ? taps_.end() : taps_.find(hashed(tap.page));
    tap.instead_of = found == taps_.end() ? 0 : found->second;
    return tap;
}

void Remembered::take(const AnswerPulse& tap) {
    if (tap.page.empty() || taps_.size() >= remembered_at_most) return;
    taps_[hashed(tap.page)] = tap.value;
}

void Remembered::follow(const std::vector<Change>& changes) {
    for (const Change& change : changes) {
        if (const auto* sealed = std::get_if<NoteSealed>(&change)) {
            if (notes_.size() >= remembered_at_most) notes_.clear();
            notes_.insert(hashed(sealed->note.token));
        } else if (std::holds_alternative<HuddleClosed>(change)) {
            notes_.clear();
            taps_.clear();
        }
    }
}

}  // namespace hearthside
