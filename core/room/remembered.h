// What the Room remembers of the pages that phones opened: what they tapped last. Hashed, in memory only, and gone when
// the huddle closes (SAFETY 1 and 8). Belongs to the Room's thread.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/huddle/change.h"
#include "core/huddle/intent.h"

namespace hearthside {

class Remembered {
public:
    Remembered();
    // A page as it is remembered.
    static std::string hashed(const std::string& text);

    // A page that tapped before may always tap again. Of others no more than any ward has, counted by the counters
    // themselves, so that it holds after a restart too; a tap at the touchscreen, without a page, has some more.
    bool has_room_for(const AnswerPulse& tap, const PulseCounts& counts) const;
    AnswerPulse with_earlier_tap(AnswerPulse tap) const;
    // Right after its tap was decided, so that the next one of the same batch knows; a batch that is not saved puts
    // what was before back.
    using Taps = std::map<std::string, int>;  // of each page its last one
    void take(const AnswerPulse& tap);
    const Taps& taps() const { return taps_; }
    void put_back(Taps taps) { taps_ = std::move(taps); }

    // What was saved.
    void follow(const std::vector<Change>& changes);

private:
    Taps taps_;
    std::size_t limit_;  // of taps_, in this huddle
};

}  // namespace hearthside
