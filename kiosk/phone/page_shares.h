// How many pages of one address may answer the pulse or place dots in one huddle (SAFETY 8). A whole ward may stand
// behind one address and still has enough; and whoever opens thousands of pages leaves room for all others. In memory
// only, gone with the huddle. Belongs to one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "core/huddle/types.h"
#include "kiosk/web/http.h"
#include "kiosk/web/limiter.h"

namespace hearthside {

class PageShares {
public:
    // Of one address; drawn anew for each, so that nobody can count the others there.
    static constexpr std::size_t least = 100, most = 124;

    // A page that was admitted is admitted again.
    bool admit(const PeerId& peer, std::string_view page, HuddleId huddle);

private:
    struct Share {
        std::size_t limit = 0;
        std::vector<std::uint64_t> pages;
    };
    HuddleId huddle_{};
    std::size_t pages_ = 0;  // of all addresses
    ShortCoder coder_;
    std::map<PeerId, Share> shares_;
};

}  // namespace hearthside
