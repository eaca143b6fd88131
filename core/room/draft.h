// SPDX-License-Identifier: Apache-2.0
// The State while one batch of intents is decided. The Room keeps the draft once its changes are on the disk;
// otherwise it is dropped.
#pragma once

#include <optional>
#include <vector>

#include "core/huddle/change.h"
#include "core/huddle/state.h"

namespace hearthside::room {

class Draft {
public:
    // A batch of notes only works on the real State and removes its notes again unless they are kept. Copying
    // thousands of sealed notes would cost more than committing one.
    Draft(huddle::State& committed, bool only_notes) : committed_(committed), only_notes_(only_notes) {}
    ~Draft();
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;

    const huddle::State& state() const { return copy_ ? *copy_ : committed_; }
    void take(const huddle::Change& change);  // applies it; in a batch of notes, NoteSealed only
    void keep();                              // the draft becomes the State

private:
    huddle::State& committed_;
    const bool only_notes_;
    std::optional<huddle::State> copy_;  // made by the first change, because most ticks have none
    std::vector<huddle::SealedNoteId> sealed_;
    bool kept_ = false;
};

}  // namespace hearthside::room
