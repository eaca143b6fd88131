// SPDX-License-Identifier: Apache-2.0
// Limits how many pages of one address may answer the pulse or place dots in one huddle (SAFETY 8). The limit
// is enough for a whole ward behind one address, and somebody who opens thousands of pages leaves room for
// all others. Kept in memory until the end of the huddle. Used on one thread only.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "core/huddle/types.h"
#include "kiosk/web/http.h"
#include "kiosk/web/limiter.h"

namespace hearthside::phone {

class PageShares {
public:
    // Per address. The limit is drawn again for each address, so that nobody can count the others behind it.
    static constexpr std::size_t least = 100, most = 124;

    // A page that was admitted once is admitted again.
    bool admit(const web::PeerId& peer, std::string_view page, huddle::HuddleId huddle);

private:
    struct Share {
        std::size_t limit = 0;
        std::vector<std::uint64_t> pages;
    };
    huddle::HuddleId huddle_{};
    std::size_t pages_ = 0;  // of all addresses
    web::ShortCoder coder_;
    std::map<web::PeerId, Share> shares_;
};

}  // namespace hearthside::phone
