// SPDX-License-Identifier: Apache-2.0
#include "kiosk/phone/page_shares.h"

#include <sodium.h>

#include <algorithm>

namespace hearthside::phone {

namespace {

constexpr std::size_t pages_at_most = 4096;  // far more than the Room accepts

}  // namespace

bool PageShares::admit(const web::PeerId& peer, std::string_view page, huddle::HuddleId huddle) {
    if (huddle != huddle_) {
        huddle_ = huddle;
        pages_ = 0;
        shares_.clear();
    }
    const auto [entry, is_new] = shares_.try_emplace(peer);
    Share& share = entry->second;
    if (is_new) share.limit = least + randombytes_uniform(most - least + 1);
    const std::uint64_t code = coder_.code(page);
    if (std::ranges::find(share.pages, code) != share.pages.end()) return true;
    if (share.pages.size() >= share.limit || pages_ >= pages_at_most) {
        if (share.pages.empty()) shares_.erase(entry);
        return false;
    }
    share.pages.push_back(code);
    ++pages_;
    return true;
}

}  // namespace hearthside::phone
