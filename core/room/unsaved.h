// SPDX-License-Identifier: Apache-2.0
// Changes that happened while the disk refused to save, in order: those that protect people or lead the
// huddle (SAFETY 25). They are kept until they are saved. Belongs to the Room's thread.
#pragma once

#include <vector>

#include "core/huddle/change.h"

namespace hearthside::room {

class Unsaved {
public:
    // Whether all of these may happen before they are saved. Texts and answers of people may not: the sender
    // hears "not saved". Opening or deleting notes may not either, because a restart would undo it.
    static bool may_wait(const std::vector<huddle::Change>& changes);

    bool empty() const { return waiting_.empty(); }

    // Goes before `changes` in one transaction, so that the file never holds a later change without the
    // earlier ones.
    std::vector<huddle::Change> and_then(const std::vector<huddle::Change>& changes) const;

    void add(const std::vector<huddle::Change>& changes);  // records changes that have happened
    void saved() { waiting_.clear(); }

private:
    std::vector<huddle::Change> waiting_;
};

}  // namespace hearthside::room
