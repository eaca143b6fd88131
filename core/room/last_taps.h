// SPDX-License-Identifier: Apache-2.0
// The last tap of each phone page in this huddle. Pages are hashed and kept in memory only, until the huddle
// closes (SAFETY 1 and 8). Belongs to the Room's thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/huddle/change.h"
#include "core/huddle/intent.h"

namespace hearthside::room {

class LastTaps {
public:
    LastTaps();
    // The hashed form of a page.
    static std::string hashed(const std::string& text);

    // A page that tapped before may always tap again. New pages are limited to more than any ward has. The
    // saved counters do the counting, so that the limit holds after a restart too. Taps at the touchscreen,
    // without a page, have a slightly higher limit.
    bool has_room_for(const huddle::AnswerPulse& tap, const huddle::PulseCounts& counts) const;
    huddle::AnswerPulse with_earlier_tap(huddle::AnswerPulse tap) const;
    // Records a tap right after its decision, so that the next one in the same batch can see it. A batch that
    // is not saved restores the earlier taps.
    using Taps = std::map<std::string, int>;  // the last tap of each page
    void take(const huddle::AnswerPulse& tap);
    const Taps& taps() const { return taps_; }
    void put_back(Taps taps) { taps_ = std::move(taps); }

    // Call this with the changes that were saved.
    void follow(const std::vector<huddle::Change>& changes);

private:
    Taps taps_;
    std::size_t limit_;  // the limit of taps_ in this huddle
};

}  // namespace hearthside::room
