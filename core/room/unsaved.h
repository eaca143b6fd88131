// What happened although the disk refused, in order, until it is saved: what protects people and what leads the huddle
// (SAFETY 25). Knows no store; belongs to the Room's thread.
#pragma once

#include <vector>

#include "core/huddle/change.h"

namespace hearthside {

class Unsaved {
public:
    // May all of these happen before they are saved? What somebody wrote or told may not: whoever did so hears "not
    // saved". Nor may notes be opened or deleted: after a restart they would be sealed again, or there again.
    static bool may_wait(const std::vector<Change>& changes);

    bool empty() const { return waiting_.empty(); }

    // Before `changes` in one transaction: the file never holds the later without the earlier.
    std::vector<Change> and_then(const std::vector<Change>& changes) const;

    void add(const std::vector<Change>& changes);  // they happened
    void saved() { waiting_.clear(); }

private:
    std::vector<Change> waiting_;
};

}  // namespace hearthside
